import Engine
import Logging
import PostgresClient
import SchemaMapping
import Synchronization
import TestSupport
import TransportProtocols

/// An engine with a pool for each class, over a table whose rows take long to read.
struct ServiceFixture: Sendable {
    /// Who asks; the database of the fixture reads the roles from the identifier.
    enum Person: String, Sendable {
        case delegate = "00000000-0000-0000-0000-000000000001"
        case analyst = "00000000-0000-0000-0000-000000000002"
        case member = "00000000-0000-0000-0000-000000000003"
        case delegateAndAnalyst = "00000000-0000-0000-0000-000000000004"
        case delegateAndMember = "00000000-0000-0000-0000-000000000005"
        case regional = "00000000-0000-0000-0000-000000000006"
        case regionalAndDelegate = "00000000-0000-0000-0000-000000000007"

        var principal: RequestPrincipal {
            get throws { try RequestPrincipal(person: rawValue, office: "00000") }
        }
    }

    let engine: Engine
    let pools: ServicePools
    private let conninfo: String

    private static let prepared = Task { try ServiceFixture() }

    static func shared() async throws -> ServiceFixture { try await prepared.value }

    private init() throws {
        conninfo = try TestDatabase.createEmpty("mouwakaba_test_service")
        let connection = try AdministrationConnection(connecting: conninfo)
        try connection.execute(Self.tables)
        let mapping = try SampleSchema.mapping(
            sdl: Self.sdl, catalog: CatalogSnapshot(reading: connection))
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        var shared = PoolOptions(conninfo: conninfo, logger: logger)
        shared.sessionSettings["role"] = "mouwakaba_test_service"
        pools = ServicePools(shared) { serviceClass in
            var options = ServiceOptions.standard(for: serviceClass)
            if serviceClass == .analysis { options.pool.waitersMax = 2 }
            if serviceClass == .session { options.pool.connections = 1 }
            return options
        }
        engine = Engine(mapping: mapping, pools: pools, cursorKey: EngineFixture.cursorKey)
    }

    func respond(_ document: String, as person: Person) async -> GraphQLResponse {
        do {
            let request = GraphQLRequest(query: Array(document.utf8))
            return await engine.respond(to: request, principal: try person.principal)
        } catch {
            return GraphQLResponse(body: [], outcome: .internalError)
        }
    }

    /// The answer of the direct path; nil where it does not take the request.
    func respondDirectly(_ document: String, as person: Person) async -> GraphQLResponse? {
        guard let principal = try? person.principal else { return nil }
        let request = GraphQLRequest(query: Array(document.utf8))
        return await engine.directResponse(to: request, principal: principal)
    }

    /// Statements that sleep in PostgreSQL now.
    var slowStatements: Int {
        get throws {
            let rows = try AdministrationConnection(connecting: conninfo).query(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event = 'PgSleep'
                """)
            return rows.first?[0].flatMap { Int($0) } ?? -1
        }
    }

    /// The class of the connection that ran the last statement on the table of items.
    func classOfLastStatement() throws -> String? {
        let rows = try AdministrationConnection(connecting: conninfo).query(
            """
            SELECT application_name FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE '%"item"%'
                AND application_name LIKE 'mouwakaba %'
            ORDER BY query_start DESC LIMIT 1
            """)
        return rows.first?[0]?.split(separator: " ").last.map(String.init)
    }

    /// Reading a row of `slow` takes half a minute.
    private static let tables = """
        CREATE SCHEMA access;
        CREATE FUNCTION access.begin_request(person uuid, text)
            RETURNS TABLE (office_known boolean, roles text[])
            LANGUAGE sql AS $$ SELECT true, CASE right(person::text, 1)
                WHEN '1' THEN '{DELEGATE}' WHEN '2' THEN '{ANALYST}' WHEN '3' THEN '{MEMBER}'
                WHEN '4' THEN '{DELEGATE,ANALYST}' WHEN '6' THEN '{REGIONAL}'
                WHEN '7' THEN '{DELEGATE,REGIONAL}' ELSE '{DELEGATE,MEMBER}' END::text[] $$;
        CREATE SCHEMA app;
        CREATE TABLE app.item (id text PRIMARY KEY, secret text);
        INSERT INTO app.item VALUES ('a', 'x'), ('b', 'y');
        ALTER TABLE app.item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE TABLE app.slow_item (id text PRIMARY KEY);
        INSERT INTO app.slow_item VALUES ('a');
        CREATE FUNCTION app.nap() RETURNS text LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_sleep(30); RETURN 'x'; END $$;
        DROP ROLE IF EXISTS mouwakaba_test_service;
        CREATE ROLE mouwakaba_test_service;
        GRANT USAGE ON SCHEMA app, access TO mouwakaba_test_service;
        GRANT SELECT ON ALL TABLES IN SCHEMA app TO mouwakaba_test_service;
        ALTER TABLE app.slow_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY every_item ON app.item USING (true);
        CREATE POLICY every_slow_item ON app.slow_item USING (app.nap() = 'x');
        """

    private static let sdl = """
        enum Role {
          DELEGATE
          ANALYST @service(class: ANALYSIS)
          MEMBER @service(class: SESSION)
          REGIONAL @service(class: REGION)
        }

        type Query {
          items: [Item!]! @collection
          slows: [SlowItem!]! @collection
        }

        type Item
          @relation(name: "item")
          @access(roles: [DELEGATE, ANALYST, MEMBER, REGIONAL]) {
          id: ID!
          secret: String @access(roles: [ANALYST])
        }

        type SlowItem @relation(name: "slow_item") @access(roles: [DELEGATE, ANALYST, MEMBER]) {
          id: ID!
        }
        """
}
