import Migrations
import PostgresClient

/// Fills a migrated database with an invented country, office by office.
///
/// The data follows from the options' number and scale, from `seed/reference` and from
/// `seed/national`. Each office is one transaction; a run that was interrupted is completed by the
/// next one.
package struct NationalSeedRunner: Sendable {
    /// The folder that holds `seed`, such as `db`.
    private let path: String
    private let conninfo: String
    private let options: NationalSeedOptions
    private let report: @Sendable (NationalSeedStep) -> Void

    package init(
        path: String, conninfo: String, options: NationalSeedOptions = NationalSeedOptions(),
        report: @escaping @Sendable (NationalSeedStep) -> Void = { _ in }
    ) {
        self.path = path
        self.conninfo = conninfo
        self.options = options
        self.report = report
    }

    /// Loads what is missing and tells what is there then.
    ///
    /// Blocks; holds the lock of migrations meanwhile.
    package func run() throws(NationalSeedError) -> NationalSeedOutcome {
        let connection = try database { () throws(DatabaseError) in
            try AdministrationConnection(connecting: conninfo)
        }
        try files { () throws(MigrationError) in
            try SeedRunner(path: path, connection: connection) { report(.preparing($0)) }
                .run("reference")
        }
        let outcome = try files { () throws(MigrationError) in
            try MigrationRunner.holdingLock(connection, report: { report(.preparing($0)) }) {
                load(connection)
            }
        }
        let country = try outcome.get()
        return NationalSeedOutcome(
            tables: try database { () throws(DatabaseError) in try counts(connection) },
            planted: Self.planted(country.offices.map { OfficePlan(country, $0) }))
    }

    /// How many conflicts of each kind the data of some offices has on purpose.
    static func planted(_ plans: [OfficePlan]) -> [(kind: PlantedKind, conflicts: Int)] {
        let conflicts = plans.flatMap(\.plantedConflicts)
        let counts = Dictionary(grouping: conflicts, by: \.kind).mapValues(\.count)
        return PlantedKind.allCases.map { ($0, counts[$0] ?? 0) }
    }

    private func load(
        _ connection: AdministrationConnection
    ) -> Result<Country, NationalSeedError> {
        Result { () throws(NationalSeedError) in
            let country = try country(connection)
            let present = try database { () throws(DatabaseError) in
                try LoadedOffices(country, connection)
            }
            guard present.foreign.isEmpty else {
                throw .foreignData(offices: present.foreign)
            }
            try load(country, present)
            try database { () throws(DatabaseError) in try vacuum(connection) }
            return country
        }
    }

    private func country(
        _ connection: AdministrationConnection
    ) throws(NationalSeedError) -> Country {
        let vocabulary = try files { () throws(MigrationError) in try Vocabulary(path: path) }
        let offices = try database { () throws(DatabaseError) in try connection.offices() }
        return Country(
            root: RootKey(seed: options.seedNumber, scale: options.scale),
            scale: options.scale, vocabulary: vocabulary, offices: offices)
    }

    private func load(_ country: Country, _ present: LoadedOffices) throws(NationalSeedError) {
        let missing = country.offices.filter { !present.loaded.contains($0.id) }
        if !present.loaded.isEmpty {
            report(.resuming(offices: present.loaded.count, total: country.offices.count))
        }
        let queue = OfficeQueue(missing, finished: present.loaded.count, report: report)
        try LoadingThreads(country: country, conninfo: conninfo).run(queue, jobs: options.jobs)
    }

    private static let tables = SeedTable.all.map(\.name) + SeedTable.kept

    /// Sets the visibility map and the hint bits too, so that the first reader need not.
    private func vacuum(_ connection: AdministrationConnection) throws(DatabaseError) {
        for table in Self.tables {
            report(.vacuuming(table: table))
            try connection.execute("vacuum (analyze) app.\(table)")
        }
    }

    private func counts(
        _ connection: AdministrationConnection
    ) throws(DatabaseError) -> [(table: String, rows: Int)] {
        var counts: [(table: String, rows: Int)] = []
        for table in Self.tables {
            let count = try connection.queryAsOwner("select count(*) from app.\(table)")
            counts.append((table, count.first?.first?.flatMap { Int($0) } ?? 0))
        }
        return counts
    }

    private func database<Value>(
        _ body: () throws(DatabaseError) -> Value
    ) throws(NationalSeedError) -> Value {
        do { return try body() } catch { throw .database(error) }
    }

    private func files<Value>(
        _ body: () throws(MigrationError) -> Value
    ) throws(NationalSeedError) -> Value {
        do { return try body() } catch { throw .files(error) }
    }
}
