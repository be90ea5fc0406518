/// What a database holds after the national seed.
package struct NationalSeedOutcome: Sendable {
    /// The rows of each table.
    package var tables: [(table: String, rows: Int)]
    /// How many members of committees are in conflict with an entry of their docket, by the kind
    /// of the ground; there are no others.
    package var planted: [(kind: PlantedKind, conflicts: Int)]
}
