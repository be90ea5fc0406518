import PostgresClient

extension MigrationRunner {
    /// Compares files, ledger and database; an empty answer means that they agree.
    ///
    /// Pending files are no disagreement. The database is left as it is.
    package func verify() throws(MigrationError) -> [VerificationProblem] {
        guard try ledgerExists() else { return [] }
        return try ledgerProblems() + driftProblems()
    }

    func ledgerExists() throws(MigrationError) -> Bool {
        try database { () throws(DatabaseError) in try ledger.exists() }
    }

    func ledgerProblems() throws(MigrationError) -> [VerificationProblem] {
        let applied = try database { () throws(DatabaseError) in try ledger.migrations() }
        let names = try database { () throws(DatabaseError) in try ledger.repeatables() }.keys
        let present = Set(directory.repeatables.map(\.name))
        return problems(of: applied)
            + names.filter { !present.contains($0) }.sorted().map {
                .repeatableMissing(name: $0)
            }
    }

    func driftProblems() throws(MigrationError) -> [VerificationProblem] {
        let differences = try database { () throws(DatabaseError) in
            let rows = try connection.query(
                """
                select exists (select from mouwakaba.migration)
                    or exists (select from mouwakaba.catalog_object)
                """)
            return rows == [["t"]] ? try snapshot.differences() : []
        }
        guard !differences.isEmpty else { return [] }
        return [.drift(differences, shownMax: directory.limits.driftObjectsShownMax)]
    }

    private func problems(of applied: [Ledger.AppliedMigration]) -> [VerificationProblem] {
        let files = directory.migrations.reduce(into: [:]) { $0[$1.number] = $1 }
        let newest = directory.migrations.count
        var problems: [VerificationProblem] = applied.compactMap { entry in
            guard let file = files[entry.number] else {
                return entry.number > newest
                    ? .newerThanFiles(number: entry.number, name: entry.name)
                    : .missing(number: entry.number, name: entry.name)
            }
            guard file.name == entry.name else {
                return .missing(number: entry.number, name: entry.name)
            }
            return file.file.checksum == entry.checksum ? nil : .edited(path: file.file.path)
        }
        let numbers = Set(applied.map(\.number))
        let last = applied.last?.number ?? 0
        for migration in directory.migrations
        where migration.number < last && !numbers.contains(migration.number) {
            problems.append(.outOfOrder(path: migration.file.path, applied: last))
        }
        return problems
    }
}

extension VerificationProblem {
    /// A repeatable whose file is gone is forgotten by the next `up`; all else must be mended.
    var preventsRun: Bool {
        if case .repeatableMissing = self { false } else { true }
    }
}
