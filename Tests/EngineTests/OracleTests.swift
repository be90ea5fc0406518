import AccessControl
import Engine
import OperationPlanning
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Random operations give, through SQL, byte for byte what the oracle gives from rows in memory.
///
/// Every fourth is also answered by other statements, whose answer must be the same. A failure
/// prints the seed, the statements and the operation: run it alone with `ORACLE_SEED`, more of them
/// with `ORACLE_OPERATIONS`, and all by the same statements with `ORACLE_STYLE`: `lateral`,
/// `window`, `lateral-separate` or `window-separate`.
@Suite("Oracle")
struct OracleTests {
    @Test(arguments: ["DELEGATE", "OFFICER", "ESCORT", "COORDINATOR", "SCHOOL_HEAD", "ANALYST"])
    func `random operations are answered as the oracle answers them`(role: String) async throws {
        try await compare(
            role, in: TestDatabase.offices, as: "mouwakaba_api", EngineFixture.shared())
    }

    @Test func `so are those across the offices of a region`() async throws {
        try await compare(
            RegionFixture.role, in: TestDatabase.regions, as: "mouwakaba_region",
            RegionFixture.shared().engine)
    }

    private func compare(
        _ role: String, in offices: [String], as databaseRole: String, _ fixture: EngineFixture
    ) async throws {
        let engines = Dictionary(
            uniqueKeysWithValues: ([PlanningOptions()] + PlanningOptions.unusual)
                .map { ($0, fixture.engine($0)) })
        var (executed, total) = (0, 0)
        for office in offices {
            let principal = try fixture.database.principal(role, office: office)
            let access = RoleAccess(
                fixture.mapping, roles: try await roles(principal, fixture))
            let rows = try OracleRows(
                fixture.mapping, principal, as: databaseRole,
                fixture.database.administration())
            let comparison = OracleComparison(
                fixture.mapping, rows, access, office: office, label: "\(role) of \(office)"
            ) { options, request in
                let engine = try #require(engines[options])
                return await engine.respond(to: request, principal: principal)
            }
            let seeds = OracleComparison.seeds(OracleComparison.operationCount / 2)
            executed += try await comparison.executed(seeds)
            total += seeds.count
        }
        #expect(executed * 10 >= total * 9, "nearly all operations have data and no error")
    }

    /// The person's own roles, which may be more than the one that was asked for.
    private func roles(
        _ principal: RequestPrincipal, _ fixture: EngineFixture
    ) async throws -> Set<String> {
        let connection = try fixture.database.administration()
        let found = try connection.query(
            "SELECT unnest(roles) FROM access.begin_request($1::uuid, $2)",
            [principal.person, principal.office])
        return Set(found.compactMap { $0[0] })
    }
}
