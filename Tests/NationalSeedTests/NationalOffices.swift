import Foundation
import Migrations
import PostgresClient

@testable import NationalSeed

/// A few offices at their real size, in a database of their own: as many as it takes for
/// `RECORD_ESCORTS` escorts with an assignment, by default 50, and for a conflict of each kind.
struct NationalOffices: Sendable {
    static let escortsDefault = 50

    static let loaded = Task { try NationalOffices() }

    let escorts: Int
    let plans: [OfficePlan]
    private let database: SeededDatabase

    private init() throws {
        let environment = ProcessInfo.processInfo.environment["RECORD_ESCORTS"]
        escorts = environment.flatMap { Int($0) } ?? Self.escortsDefault
        plans = try Self.plans(escorts: escorts)
        database = try SeededDatabase("offices")
        let connection = try AdministrationConnection(connecting: database.conninfo)
        try SeedRunner(path: SampleCountry.path, connection: connection).run("reference")
        for plan in plans {
            _ = try OfficeLoad(connection: connection).run(plan)
            try connection.execute("analyze")
        }
    }

    func query(_ statement: String) throws -> [[String?]] { try database.query(statement) }

    private static func plans(escorts: Int) throws -> [OfficePlan] {
        let country = try SampleCountry.make()
        var plans: [OfficePlan] = []
        var found = 0
        var kinds: Set<PlantedKind> = []
        for office in country.offices
        where found < escorts || kinds.count < PlantedKind.allCases.count {
            let plan = OfficePlan(country, office)
            found += Set(plan.escorting.assignments.map(\.person)).count
            kinds.formUnion(plan.plantedConflicts.map(\.kind))
            plans.append(plan)
        }
        return plans
    }
}
