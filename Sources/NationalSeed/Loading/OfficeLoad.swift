import Foundation
import PostgresClient

/// Loads the rows of an office in one transaction.
struct OfficeLoad {
    let connection: AdministrationConnection

    /// Gives the number of rows; if anything fails, the office stays empty.
    func run(_ plan: OfficePlan) throws(DatabaseError) -> Int {
        try connection.execute("begin")
        do throws(DatabaseError) {
            var count = 0
            for table in SeedTable.all { count += try load(table, plan) }
            try connection.execute("commit")
            return count
        } catch {
            try? connection.execute("rollback")
            throw error
        }
    }

    private func load(_ table: SeedTable, _ plan: OfficePlan) throws(DatabaseError) -> Int {
        let rows = table.rows(plan)
        let columns = table.columns.joined(separator: ", ")
        try connection.execute(
            """
            create temporary table staged_\(table.name) on commit drop
                as select \(columns) from app.\(table.name) with no data;
            grant select on \(table.staged) to mouwakaba_owner
            """)
        try connection.copyIn("copy \(table.staged) (\(columns)) from stdin", rows.bytes)
        let plain = "insert into app.\(table.name) (\(columns)) select \(columns) from staged"
        let insertion = (table.insertion ?? plain)
            .replacingOccurrences(of: " staged", with: " \(table.staged)")
        try connection.execute(
            """
            set local role mouwakaba_owner;
            \(insertion);
            \(table.completion ?? "");
            reset role
            """)
        return rows.count
    }
}
