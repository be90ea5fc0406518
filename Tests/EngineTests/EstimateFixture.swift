import Engine
import JSONBytes
import Logging
import PostgresClient
import SchemaMapping
import TestSupport
import TransportProtocols

/// Engines over a table of which one office has many rows and another few.
struct EstimateFixture: Sendable {
    /// Who asks; the database of the fixture reads the role from the identifier.
    enum Person: String, Sendable {
        case delegate = "00000000-0000-0000-0000-000000000001"
        case analyst = "00000000-0000-0000-0000-000000000002"
        case regional = "00000000-0000-0000-0000-000000000003"
    }

    private let conninfo: String
    private let mapping: SchemaMapping
    private let pool: PostgresPool

    private static let prepared = Task { try EstimateFixture() }

    static func shared() async throws -> EstimateFixture { try await prepared.value }

    private init() throws {
        conninfo = try TestDatabase.createEmpty("mouwakaba_test_estimates")
        let connection = try AdministrationConnection(connecting: conninfo)
        try connection.execute(Self.tables)
        mapping = try SampleSchema.mapping(
            sdl: Self.sdl, catalog: CatalogSnapshot(reading: connection))
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        var options = PoolOptions(conninfo: conninfo, logger: logger)
        options.sessionSettings["role"] = "mouwakaba_test_estimates"
        var analysis = ServiceOptions.standard(for: .analysis)
        // Threads belong to the process, and another suite counts those that stand back.
        analysis.threadNiceness = 0
        pool = PostgresPool(options.adapted(to: .analysis, analysis))
        try addMeasures(20_000, office: "00001")
        try addMeasures(10, office: "00002")
    }

    func engine(estimatedCostMax: Int?, estimatesMax: Int = 100) -> Engine {
        var limits = EngineLimits()
        limits.estimatesMax = estimatesMax
        let pools = ServicePools(
            reading: pool, regionPool: pool, writePool: pool, estimatedCostMax: estimatedCostMax)
        return Engine(
            mapping: mapping, pools: pools, cursorKey: EngineFixture.cursorKey, limits: limits)
    }

    func addMeasures(_ count: Int, office: String) throws {
        let connection = try AdministrationConnection(connecting: conninfo)
        try connection.execute(
            """
            INSERT INTO app.measure SELECT '\(office)', '\(office.suffix(1))-' || n, 'a'
            FROM generate_series(1, \(count)) n
            """)
        try connection.execute("VACUUM ANALYZE app.measure")
    }

    func respond(
        _ engine: Engine, _ document: String, office: String,
        variables: JSONObject = JSONObject(), as person: Person = .analyst
    ) async -> GraphQLResponse {
        guard let principal = try? RequestPrincipal(person: person.rawValue, office: office) else {
            return GraphQLResponse(body: [], outcome: .internalError)
        }
        let request = GraphQLRequest(query: Array(document.utf8), variables: variables)
        return await engine.respond(to: request, principal: principal)
    }

    /// The answer of the direct path; nil where it does not take the request.
    func respondDirectly(
        _ engine: Engine, _ document: String, office: String, variables: JSONObject
    ) async throws -> GraphQLResponse? {
        let principal = try RequestPrincipal(person: Person.analyst.rawValue, office: office)
        let request = GraphQLRequest(query: Array(document.utf8), variables: variables)
        return await engine.directResponse(to: request, principal: principal)
    }

    private static let tables = """
        CREATE SCHEMA access;
        CREATE FUNCTION access.begin_request(person uuid, office text)
            RETURNS TABLE (office_known boolean, roles text[])
            LANGUAGE sql AS $$
                SELECT set_config('access.office', office, true) IS NOT NULL,
                    CASE right(person::text, 1)
                        WHEN '1' THEN '{DELEGATE}' WHEN '3' THEN '{REGIONAL}'
                        ELSE '{ANALYST}' END::text[] $$;
        CREATE SCHEMA app;
        CREATE TABLE app.kind (id text PRIMARY KEY);
        INSERT INTO app.kind VALUES ('a');
        CREATE TABLE app.measure (
            office text, id text, kind text REFERENCES app.kind, PRIMARY KEY (office, id));
        ALTER TABLE app.kind ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        ALTER TABLE app.measure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY every_kind ON app.kind USING (true);
        CREATE POLICY own_measure ON app.measure
            USING (office = current_setting('access.office', true));
        DROP ROLE IF EXISTS mouwakaba_test_estimates;
        CREATE ROLE mouwakaba_test_estimates;
        GRANT USAGE ON SCHEMA app, access TO mouwakaba_test_estimates;
        GRANT SELECT ON ALL TABLES IN SCHEMA app TO mouwakaba_test_estimates;
        """

    private static let sdl = """
        enum Role {
          DELEGATE
          ANALYST @service(class: ANALYSIS)
          REGIONAL @service(class: REGION)
        }

        type Query {
          kinds: [Kind!]! @collection
          measures: [Measure!]! @collection
        }

        type Kind @relation(name: "kind") @access(roles: [DELEGATE, ANALYST, REGIONAL]) {
          id: ID!
          measures: [Measure!]! @collection(columns: ["kind"])
        }

        type Measure @relation(name: "measure") @access(roles: [DELEGATE, ANALYST, REGIONAL]) {
          id: ID!
          kind: String
        }
        """
}
