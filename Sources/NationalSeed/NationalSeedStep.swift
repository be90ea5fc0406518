package import Migrations

/// Something that a run of the national seed does, for whoever shows progress.
package enum NationalSeedStep: Hashable, Sendable {
    case preparing(MigrationStep)
    /// Offices that are there already and are skipped.
    case resuming(offices: Int, total: Int)
    /// An office was committed. `offices` counts those that are there by now, `rows` and
    /// `rowsPerSecond` what this run has loaded so far.
    case loaded(office: String, offices: Int, total: Int, rows: Int, rowsPerSecond: Int)
    case vacuuming(table: String)
}

extension NationalSeedStep: CustomStringConvertible {
    package var description: String {
        switch self {
        case .preparing(let step): step.description
        case .resuming(let offices, let total):
            "\(offices) of \(total) offices are loaded already"
        case .loaded(let office, let offices, let total, let rows, let rowsPerSecond):
            "Office \(offices) of \(total), \(office): \(rows) rows, \(rowsPerSecond) rows/s"
        case .vacuuming(let table): "Vacuuming and analyzing \(table)"
        }
    }
}
