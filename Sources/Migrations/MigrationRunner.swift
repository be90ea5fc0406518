package import PostgresClient

/// Something that a run of migrations or of a seed does, for whoever shows progress.
package enum MigrationStep: Hashable, Sendable {
    /// Another run holds the lock; this one waits for it to end.
    case waitingForLock
    case applying(path: String)
    case copying(path: String)
    case upToDate
}

extension MigrationStep: CustomStringConvertible {
    package var description: String {
        switch self {
        case .waitingForLock: "Waiting for another run of migrations to end"
        case .applying(let path): "Applying \(path)"
        case .copying(let path): "Copying \(path)"
        case .upToDate: "The database is up to date"
        }
    }
}

/// Applies the files of a directory to a database, and compares both.
///
/// Every migration is one transaction, in which the ledger and the snapshot of the catalog change
/// too; all repeatables together are another. Blocking; one thread at a time.
package struct MigrationRunner {
    /// What `up` does about changes that were made by other means than the files.
    package enum Drift: Hashable, Sendable {
        case refuse, accept
    }

    /// The key of the advisory lock that runs hold, the ASCII bytes of `mouwakab` as a number.
    package static let lockKey: Int64 = 0x6D6F_7577_616B_6162

    package static let defaultNamespaces = ["app", "access", "api"]

    let directory: MigrationDirectory
    let connection: AdministrationConnection
    let report: (MigrationStep) -> Void
    let ledger: Ledger
    let snapshot: CatalogSnapshot

    package init(
        directory: MigrationDirectory, connection: AdministrationConnection,
        namespaces: [String] = Self.defaultNamespaces,
        report: @escaping (MigrationStep) -> Void = { _ in }
    ) {
        self.directory = directory
        self.connection = connection
        self.report = report
        ledger = Ledger(connection: connection)
        snapshot = CatalogSnapshot(connection: connection, namespaces: namespaces)
    }

    /// Runs a body while no migration and no seed runs, for loaders of other kinds.
    package static func holdingLock<Result>(
        _ connection: AdministrationConnection, report: (MigrationStep) -> Void,
        _ body: () throws(MigrationError) -> Result
    ) throws(MigrationError) -> Result {
        try RunLock(connection: connection).holding(report, body)
    }

    /// Applies what is pending and returns the paths of the files that ran.
    ///
    /// Nothing runs if the ledger disagrees with the files, or on drift that is not accepted. If a
    /// file fails, those before it stay applied and its own effects are rolled back.
    @discardableResult
    package func up(drift: Drift = .refuse) throws(MigrationError) -> [String] {
        try RunLock(connection: connection).holding(report) { () throws(MigrationError) in
            try database { () throws(DatabaseError) in try ledger.create() }
            var problems = try ledgerProblems().filter(\.preventsRun)
            if drift == .refuse { problems += try driftProblems() }
            guard problems.isEmpty else { throw .unverified(problems) }
            return try applyPending(drift: drift)
        }
    }

    private func applyPending(drift: Drift) throws(MigrationError) -> [String] {
        let applied = try database { () throws(DatabaseError) in try ledger.migrations() }
        var paths: [String] = []
        for migration in directory.migrations.dropFirst(applied.count) {
            try apply(migration)
            paths.append(migration.file.path)
        }
        paths += try applyRepeatables()
        if paths.isEmpty {
            if drift == .accept { try storeSnapshot() }
            report(.upToDate)
        }
        return paths
    }

    private func apply(_ migration: Migration) throws(MigrationError) {
        try Transaction(connection: connection).run { () throws(MigrationError) in
            report(.applying(path: migration.file.path))
            try FileRun(file: migration.file, connection: connection).run()
            try database { () throws(DatabaseError) in
                try ledger.record(migration)
                try snapshot.store()
            }
        }
    }

    /// Runs all repeatables in the order of their names if one changed, came or went; a migration
    /// has made all of them pending.
    private func applyRepeatables() throws(MigrationError) -> [String] {
        let recorded = try database { () throws(DatabaseError) in try ledger.repeatables() }
        let present = directory.repeatables.reduce(into: [:]) {
            $0[$1.name] = $1.file.checksum
        }
        guard recorded != present else { return [] }
        try Transaction(connection: connection).run { () throws(MigrationError) in
            for repeatable in directory.repeatables {
                report(.applying(path: repeatable.file.path))
                try FileRun(file: repeatable.file, connection: connection).run()
            }
            try database { () throws(DatabaseError) in
                try ledger.record(directory.repeatables)
                try snapshot.store()
            }
        }
        return directory.repeatables.map(\.file.path)
    }

    private func storeSnapshot() throws(MigrationError) {
        try Transaction(connection: connection).run { () throws(MigrationError) in
            try database { () throws(DatabaseError) in try snapshot.store() }
        }
    }

    func database<Result>(
        _ body: () throws(DatabaseError) -> Result
    ) throws(MigrationError) -> Result {
        do { return try body() } catch { throw .database(error) }
    }
}
