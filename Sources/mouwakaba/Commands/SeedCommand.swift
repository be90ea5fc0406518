import ArgumentParser
import NationalSeed
import PostgresClient

/// Loads data from `db/seed`.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Load data from db/seed; loading twice changes nothing.",
        discussion: """
            reference  regions, provincial offices and school years
            demo       two whole offices with people, schools, assignments and visits
            national   an invented country: every office, and a million visits; the conflicts
                       of interest that it plants are counted by kind at the end

            The national seed goes on where it was interrupted. The same seed number and scale
            give the same rows; it refuses a database with rows of other origin.
            """)

    @Argument(help: "What to load: a file of db/seed without its suffix, or national.")
    var name: String

    @OptionGroup var national: NationalOptions
    @OptionGroup var project: ProjectOptions
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard name == Self.national || !national.isGiven else {
            throw ValidationError("--scale, --seed-number and --jobs belong to the national seed.")
        }
    }

    private static let national = "national"

    func run() async throws {
        let settings = try Settings()
        let files = try DatabaseFiles(project.directory(settings))
        try await database.use(settings) { database in
            if name == Self.national {
                let outcome = try files.seedNational(national.options, database)
                for (table, rows) in outcome.tables { show("\(table)\t\(rows)") }
                for (kind, conflicts) in outcome.planted {
                    show("conflict \(kind.rawValue)\t\(conflicts)")
                }
            } else {
                try files.seed(name, try database.administration())
            }
        }
    }
}

/// What the national seed makes, and how fast.
struct NationalOptions: ParsableArguments {
    @Option(help: "How large the country is: 1 is the real size, 0.01 a hundredth.")
    var scale: Double?

    @Option(help: "The number that all data follows from.")
    var seedNumber: UInt64?

    @Option(help: "How many offices are loaded at a time.")
    var jobs: Int?

    var isGiven: Bool { scale != nil || seedNumber != nil || jobs != nil }

    var options: NationalSeedOptions {
        NationalSeedOptions(
            seedNumber: seedNumber ?? NationalSeedOptions.seedNumberDefault,
            scale: scale.flatMap { Scale($0) } ?? .one, jobs: jobs ?? 2)
    }

    func validate() throws {
        let limits = NationalSeedLimits()
        guard scale.map({ Scale($0) != nil }) ?? true else {
            throw ValidationError("--scale must be from 0.0001 to \(limits.scaleMax).")
        }
        guard jobs.map({ (1...limits.jobsMax).contains($0) }) ?? true else {
            throw ValidationError("--jobs must be from 1 to \(limits.jobsMax).")
        }
    }
}
