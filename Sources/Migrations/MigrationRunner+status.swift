import PostgresClient

/// A file of the directory or an entry of the ledger, and how they stand to each other.
package struct MigrationStatus: Hashable, Sendable {
    /// How a file and its entry in the ledger stand to each other.
    package enum State: Hashable, Sendable {
        /// Applied as the file has it; when, in UTC, is known of migrations.
        case applied(at: String?)
        case pending
        /// Applied, and edited since.
        case changed
        /// Applied, but the file is missing.
        case missing
    }

    /// The number of a migration; `nil` for a repeatable.
    package var number: Int?
    package var name: String
    package var state: State

    package init(number: Int?, name: String, state: State) {
        self.number = number
        self.name = name
        self.state = state
    }
}

extension MigrationRunner {
    /// The migrations by number, then the repeatables by name.
    ///
    /// The database is left as it is.
    package func status() throws(MigrationError) -> [MigrationStatus] {
        let exists = try ledgerExists()
        let applied = try database { () throws(DatabaseError) in
            try exists ? ledger.migrations() : []
        }
        let repeatables = try database { () throws(DatabaseError) in
            try exists ? ledger.repeatables() : [:]
        }
        return migrationStatus(applied) + repeatableStatus(repeatables)
    }

    private func migrationStatus(_ applied: [Ledger.AppliedMigration]) -> [MigrationStatus] {
        var entries = applied.reduce(into: [:]) { $0[$1.number] = $1 }
        var result = directory.migrations.map { migration in
            let entry = entries.removeValue(forKey: migration.number)
            let state: MigrationStatus.State =
                switch entry {
                case nil: .pending
                case let entry? where entry.checksum == migration.file.checksum:
                    .applied(at: entry.appliedAt)
                default: .changed
                }
            return MigrationStatus(
                number: migration.number, name: migration.name, state: state)
        }
        result += entries.values.sorted { $0.number < $1.number }.map {
            MigrationStatus(number: $0.number, name: $0.name, state: .missing)
        }
        return result
    }

    private func repeatableStatus(_ recorded: [String: String]) -> [MigrationStatus] {
        var recorded = recorded
        var result = directory.repeatables.map { repeatable in
            let checksum = recorded.removeValue(forKey: repeatable.name)
            let state: MigrationStatus.State =
                switch checksum {
                case nil: .pending
                case repeatable.file.checksum: .applied(at: nil)
                default: .changed
                }
            return MigrationStatus(number: nil, name: repeatable.name, state: state)
        }
        result += recorded.keys.sorted().map {
            MigrationStatus(number: nil, name: $0, state: .missing)
        }
        return result
    }
}
