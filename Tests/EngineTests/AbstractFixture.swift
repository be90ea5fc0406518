import AccessControl
import Engine
import Logging
import OperationPlanning
import PostgresClient
import SchemaMapping
import TestSupport
import TransportProtocols

/// Engines over an interface bound to a table and a union bound to a view.
///
/// The third town has rows that should not be there: of types that the schema does not have, or
/// without a row of their own type.
struct AbstractFixture: Sendable {
    /// Who asks; the database of the fixture reads the role from the identifier.
    enum Person: String, CaseIterable, Sendable {
        case keeper = "00000000-0000-0000-0000-000000000001"
        case reader = "00000000-0000-0000-0000-000000000002"
        case stranger = "00000000-0000-0000-0000-000000000003"

        var roles: Set<String> {
            switch self {
            case .keeper: ["KEEPER"]
            case .reader: ["READER"]
            case .stranger: []
            }
        }

        func principal(town: Int) throws -> RequestPrincipal {
            try RequestPrincipal(person: rawValue, office: "0000\(town)")
        }
    }

    let mapping: SchemaMapping
    private let conninfo: String
    private let pool: PostgresPool

    private static let prepared = Task { try AbstractFixture() }

    static func shared() async throws -> AbstractFixture { try await prepared.value }

    private init() throws {
        conninfo = try TestDatabase.createEmpty("mouwakaba_test_abstract")
        let connection = try AdministrationConnection(connecting: conninfo)
        try connection.execute(Self.tables)
        try connection.execute(Self.rows)
        mapping = try SampleSchema.mapping(
            sdl: Self.sdl, catalog: CatalogSnapshot(reading: connection))
        var options = PoolOptions(
            conninfo: conninfo, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        options.sessionSettings["role"] = Self.role
        pool = PostgresPool(options)
    }

    func engine(
        _ planning: PlanningOptions = PlanningOptions(),
        _ change: (inout PlanningLimits) -> Void = { _ in }
    ) -> Engine {
        var limits = EngineLimits()
        if !planning.sharesStatements { limits.planning.edgesMax = 10_000 }
        change(&limits.planning)
        return Engine(
            mapping: mapping, pools: ServicePools(reading: pool, regionPool: pool, writePool: pool),
            cursorKey: EngineFixture.cursorKey, limits: limits, planning: planning)
    }

    func respond(
        _ document: String, as person: Person = .keeper, town: Int = 3, engine: Engine? = nil
    ) async throws -> GraphQLResponse {
        await (engine ?? self.engine()).respond(
            to: GraphQLRequest(query: Array(document.utf8)),
            principal: try person.principal(town: town))
    }

    /// Every row that a person may see.
    func oracleRows(_ person: Person, town: Int) throws -> OracleRows {
        try OracleRows(
            mapping, person.principal(town: town), as: Self.role,
            AdministrationConnection(connecting: conninfo))
    }

    private static let role = "mouwakaba_test_abstract"

    /// The identifier of one of the rows of the third town.
    static func id(_ number: Int) -> String { "00000000-0000-0000-0003-00000000000\(number)" }

    private static let tables = """
        CREATE SCHEMA access;
        CREATE FUNCTION access.begin_request(person uuid, office text)
            RETURNS TABLE (office_known boolean, roles text[])
            LANGUAGE sql AS $$
                SELECT set_config('app.town', office::int::text, true) <> '',
                    CASE right(person::text, 1) WHEN '1' THEN '{KEEPER}' WHEN '2' THEN '{READER}'
                    ELSE '{}' END::text[] $$;
        CREATE SCHEMA app;
        CREATE TABLE app.town (id int PRIMARY KEY, name text NOT NULL);
        CREATE TABLE app.item (town_id int, id uuid, kind text, title text NOT NULL, worth int,
            PRIMARY KEY (town_id, id));
        CREATE TABLE app.book (town_id int REFERENCES app.town, id uuid, title text NOT NULL,
            worth int, pages int, PRIMARY KEY (town_id, id));
        CREATE TABLE app.map (town_id int REFERENCES app.town, id uuid, title text NOT NULL,
            worth int, sheets int, drawn_on date, PRIMARY KEY (town_id, id));
        CREATE TABLE app.letter (town_id int REFERENCES app.town, id uuid, title text NOT NULL,
            worth int, addressee text NOT NULL, PRIMARY KEY (town_id, id));
        CREATE TABLE app.chapter (town_id int, id uuid, book_id uuid NOT NULL, title text NOT NULL,
            PRIMARY KEY (town_id, id), FOREIGN KEY (town_id, book_id) REFERENCES app.book);
        CREATE TABLE app.mark (town_id int, id uuid, item_id uuid, note text NOT NULL,
            PRIMARY KEY (town_id, id), FOREIGN KEY (town_id, item_id) REFERENCES app.item);
        CREATE TABLE app.globe (town_id int, id uuid, PRIMARY KEY (town_id, id));
        CREATE VIEW app.thing (town_id, id, kind) WITH (security_invoker = true) AS
            SELECT town_id, id, 'Book' FROM app.book
            UNION ALL SELECT town_id, id, 'Map' FROM app.map
            UNION ALL SELECT town_id, id, 'Letter' FROM app.letter
            UNION ALL SELECT town_id, id, 'Globe' FROM app.globe;
        DROP ROLE IF EXISTS \(role);
        CREATE ROLE \(role);
        GRANT USAGE ON SCHEMA app, access TO \(role);
        GRANT SELECT ON ALL TABLES IN SCHEMA app TO \(role);
        DO $$ DECLARE name text; BEGIN
            FOR name IN SELECT relname FROM pg_class
                WHERE relnamespace = 'app'::regnamespace AND relkind = 'r'
            LOOP
                EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
                EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
                EXECUTE format('CREATE POLICY own_town ON app.%I USING (%I =
                    current_setting(''app.town'')::int)', name,
                    CASE name WHEN 'town' THEN 'id' ELSE 'town_id' END);
            END LOOP;
        END $$;
        """

    private static let rows = """
        INSERT INTO app.town SELECT n, 'Town ' || n FROM generate_series(1, 3) n;
        INSERT INTO app.item
            SELECT t, md5(t || '-' || n)::uuid, (ARRAY['Book', 'Map', 'Letter'])[n % 3 + 1],
                'Item ' || n % 7, nullif(n % 5, 0)
            FROM generate_series(1, 2) t, generate_series(1, 30) n;
        INSERT INTO app.item VALUES
            (3, '\(id(1))', 'Book', 'Rihla', 9), (3, '\(id(2))', 'Map', 'Fes', 8),
            (3, '\(id(3))', 'Letter', 'To Fes', 7), (3, '\(id(4))', 'Globe', 'Earth', 6),
            (3, '\(id(5))', NULL, 'Nothing', 5), (3, '\(id(6))', 'Book', 'Lost', 4);
        INSERT INTO app.book SELECT town_id, id, title, worth, 10 * worth FROM app.item
            WHERE kind = 'Book' AND title <> 'Lost';
        INSERT INTO app.map SELECT town_id, id, title, worth, worth, '2026-01-01'::date + worth
            FROM app.item WHERE kind = 'Map';
        INSERT INTO app.letter SELECT town_id, id, title, worth, 'Somebody' FROM app.item
            WHERE kind = 'Letter';
        INSERT INTO app.globe VALUES (3, '\(id(4))');
        INSERT INTO app.chapter
            SELECT town_id, md5(id || '-' || n)::uuid, id, 'Chapter ' || n
            FROM app.book, generate_series(1, 3) n;
        INSERT INTO app.mark
            SELECT town_id, md5('mark-' || id)::uuid, id, 'On ' || title FROM app.item;
        INSERT INTO app.mark SELECT n, md5('mark-' || n)::uuid, NULL, 'Untitled'
            FROM generate_series(1, 3) n;
        ANALYZE;
        """

    private static let sdl = """
        enum Role { KEEPER, READER }

        type Query {
          item(id: ID!): Item @lookup(columns: ["id"])
          items(ids: [ID!]!): [Item]! @lookup(columns: ["id"])
          allItems: [Item!]! @collection
          book(id: ID!): Book @lookup(columns: ["id"])
          books(ids: [ID!]!): [Book]! @lookup(columns: ["id"])
          marks: [Mark!]! @collection
          thing(id: ID!): Thing @lookup(columns: ["id"])
          things(ids: [ID!]!): [Thing]! @lookup(columns: ["id"])
          allThings: [Thing!]! @collection
        }

        interface Item
          @relation(name: "item", typeColumn: "kind", orderBy: [{ column: "title" }]) {
          id: ID!
          title: String!
          worth: Int
          town: Town!
        }

        union Thing @relation(name: "thing", typeColumn: "kind") = Book | Map | Letter

        type Town @relation(name: "town") @access(roles: [KEEPER, READER]) {
          id: ID!
          name: String!
        }

        type Book implements Item @relation(name: "book") @access(roles: [KEEPER, READER]) {
          id: ID!
          title: String!
          worth: Int
          pages: Int
          town: Town! @reference(columns: ["town_id"])
          chapters: [Chapter!]! @collection(columns: ["town_id", "book_id"])
        }

        type Map implements Item @relation(name: "map") @access(roles: [KEEPER, READER]) {
          id: ID!
          title: String!
          worth: Int @access(roles: [KEEPER])
          sheets: Int
          drawnOn: Date
          town: Town! @reference(columns: ["town_id"])
        }

        type Letter implements Item @relation(name: "letter") @access(roles: [KEEPER]) {
          id: ID!
          title: String!
          worth: Int
          addressee: String!
          town: Town! @reference(columns: ["town_id"])
        }

        type Chapter
          @relation(name: "chapter", orderBy: [{ column: "title" }])
          @access(roles: [KEEPER, READER]) {
          id: ID!
          title: String!
          book: Book! @reference(columns: ["town_id", "book_id"])
        }

        type Mark
          @relation(name: "mark", orderBy: [{ column: "note" }])
          @access(roles: [KEEPER, READER]) {
          id: ID!
          note: String!
          item: Item @reference(columns: ["town_id", "item_id"])
        }

        scalar Date @format(as: DATE)
        """
}
