/// A table that the seed fills: its columns, and how the rows of an office are made.
struct SeedTable: Sendable {
    let name: String
    let columns: [String]
    let rows: @Sendable (OfficePlan) -> CopyRows

    /// All tables, in the order in which foreign keys need them.
    ///
    /// A new table is a file beside this one and a name here.
    static let all = [
        zones, communities, schools, people, roleGrants, regionalGrants, assignments, visits,
    ]

    /// Tables that triggers fill from the others.
    static let kept = ["office_person"]

    init(
        _ name: String, _ columns: [String], rows: @escaping @Sendable (OfficePlan) -> CopyRows
    ) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }
}
