import Foundation
import Migrations
import PostgresClient
import TestSupport

@testable import NationalSeed

/// The invented country as the files of this repository make it, without a database.
enum SampleCountry {
    static let path = PackageDirectory.url.appendingPathComponent("db").path

    static func make(
        seed: UInt64 = NationalSeedOptions.seedNumberDefault, scale: Scale = .one
    ) throws -> Country {
        Country(
            root: RootKey(seed: seed, scale: scale), scale: scale,
            vocabulary: try Vocabulary(path: path), offices: try offices())
    }

    static func scale(_ number: Double) throws -> Scale {
        guard let scale = Scale(number) else { throw Missing() }
        return scale
    }

    private struct Missing: Error {}

    private static func offices() throws -> [Office] {
        let table = try CSVTable(path: path + "/seed/reference/offices.csv")
        let fields = table.records.map { record in
            Dictionary(uniqueKeysWithValues: zip(table.columns, record))
        }
        let offices = fields.filter { $0["is_directorate"] == "true" }.map { field in
            Office(
                id: Int(field["office_code"] ?? "") ?? 0, code: field["office_code"] ?? "",
                regionCode: field["region_code"] ?? "",
                kind: field["kind"]?.uppercased() ?? "",
                name: BilingualName(
                    arabic: field["name_ar"] ?? "", french: field["name_fr"] ?? ""),
                index: 0)
        }
        return offices.sorted { $0.id < $1.id }.enumerated().map { index, office in
            var office = office
            office.index = index
            return office
        }
    }
}

/// A migrated database of a test's own, to be seeded.
struct SeededDatabase: Sendable {
    let conninfo: String

    init(_ name: String) throws {
        conninfo = try TestDatabase.createEmpty("mouwakaba_national_" + name)
        let connection = try AdministrationConnection(connecting: conninfo)
        try MigrationRunner(
            directory: MigrationDirectory(path: SampleCountry.path), connection: connection
        ).up()
    }

    /// Seeds a country of one in five hundred, as small as 82 offices allow.
    @discardableResult
    func seed(
        number: UInt64 = NationalSeedOptions.seedNumberDefault, scale: Double = 0.002,
        jobs: Int = 2, report: @escaping @Sendable (NationalSeedStep) -> Void = { _ in }
    ) throws -> [String: Int] {
        let options = NationalSeedOptions(
            seedNumber: number, scale: try SampleCountry.scale(scale), jobs: jobs)
        let outcome = try NationalSeedRunner(
            path: SampleCountry.path, conninfo: conninfo, options: options, report: report
        ).run()
        return Dictionary(uniqueKeysWithValues: outcome.tables.map { ($0.table, $0.rows) })
    }

    func query(_ statement: String) throws -> [[String?]] {
        try AdministrationConnection(connecting: conninfo).query(statement)
    }

    /// A digest of the rows of each table, whatever their order.
    ///
    /// Most rows of school_membership are entered by a trigger, with identifiers and instants of
    /// its own.
    func digests() throws -> [String: String] {
        let tables = SeedTable.all.map(\.name) + SeedTable.kept
        return try Dictionary(
            uniqueKeysWithValues: tables.map { table in
                let row =
                    table == "school_membership"
                    ? "(to_jsonb(r) - 'id' - 'recorded_at')::text" : "r::text"
                let statement =
                    "select md5(string_agg(\(row), chr(10) order by \(row))) from app.\(table) r"
                return (table, try query(statement)[0][0] ?? "none")
            })
    }
}
