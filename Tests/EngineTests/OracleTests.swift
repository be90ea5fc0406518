import AccessControl
import Engine
import Foundation
import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import JSONBytes
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
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["ORACLE_SEED"].flatMap { UInt64($0) }
    private static let count = environment["ORACLE_OPERATIONS"].flatMap { Int($0) } ?? 150

    private static let style = environment["ORACLE_STYLE"]

    /// By which statements the operation of a seed is answered.
    private func planning(seed: UInt64) throws -> [PlanningOptions] {
        if let name = Self.style { return [try #require(PlanningOptions(named: name))] }
        let unusual = PlanningOptions.unusual
        guard seed.isMultiple(of: 4) else { return [PlanningOptions()] }
        return [PlanningOptions(), unusual[Int(seed / 4 % UInt64(unusual.count))]]
    }

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
        var executed = 0
        for office in offices {
            let principal = try fixture.database.principal(role, office: office)
            let access = RoleAccess(
                fixture.mapping, roles: try await roles(principal, fixture))
            let visibility = access.visibility
            let rows = try OracleRows(
                fixture.mapping, principal, as: databaseRole,
                fixture.database.administration())
            let oracle = Oracle(
                fixture.mapping, rows, visibility: visibility,
                seal: CursorSeal(key: EngineFixture.cursorKey, office: office),
                smallestGroup: { access.smallestGroup(of: $0) })
            let first = Self.seed ?? UInt64.random(in: 0..<1_000_000_000)
            for seed in first..<(first + UInt64(Self.seed == nil ? Self.count / 2 : 1)) {
                var generator = OperationGenerator(oracle, visibility: visibility, seed: seed)
                let operation = generator.operation()
                let request = GraphQLRequest(
                    query: Array(operation.document.utf8), variables: operation.variables)
                let expected = try answer(operation, of: oracle)
                var isExecuted = true
                for options in try planning(seed: seed) {
                    let engine = try #require(engines[options])
                    let response = await engine.respond(to: request, principal: principal)
                    #expect(
                        response.text == expected,
                        """
                        \(role) of \(office), seed \(seed), \(options.name):
                        \(operation.document)
                        """)
                    if response.outcome != .executed { isExecuted = false }
                }
                if isExecuted { executed += 1 }
            }
        }
        let total = Self.seed == nil ? Self.count / 2 * 2 : 2
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

    private func answer(_ operation: GeneratedOperation, of oracle: Oracle) throws -> String {
        let source = Source(operation.document)
        let schema = oracle.schema
        let document = try validate(parse(source), against: schema).get()
        let executable = try ExecutableOperation(selecting: nil, in: document)
        let variables = try coerceVariableValues(
            executable.operation.variableDefinitions, inputs: operation.variables, schema: schema)
        let result = try execute(executable, on: oracle, variableValues: variables)
        return GraphQLResponse(result, in: source).text
    }
}
