import Engine
import JSONBytes
import PostgresClient
import SchemaMapping
import TestSupport
import TransportProtocols

/// An engine over a database of its own: one table with a column of every type that a scalar with
/// a format is bound to, and a row for each value of `ScalarCase.all`.
struct ScalarFixture: Sendable {
    let engine: Engine
    let mapping: SchemaMapping
    private let principal: RequestPrincipal

    private static let prepared = Task { try ScalarFixture() }

    static func shared() async throws -> ScalarFixture { try await prepared.value }

    private init() throws {
        let conninfo = try TestDatabase.createEmpty("mouwakaba_test_scalars")
        let connection = try AdministrationConnection(connecting: conninfo)
        try connection.execute(Self.tables)
        for sample in ScalarCase.all { try connection.execute(sample.insertion) }
        try connection.execute(Self.brokenRows)
        mapping = try SampleSchema.mapping(
            sdl: Self.sdl, catalog: CatalogSnapshot(reading: connection))
        let pool = PostgresPool(PoolOptions(conninfo: conninfo))
        engine = Engine(
            mapping: mapping, pools: ServicePools(reading: pool, regionPool: pool, writePool: pool),
            cursorKey: EngineFixture.cursorKey)
        principal = try RequestPrincipal(
            person: "00000000-0000-0000-0000-000000000000", office: "00000")
    }

    func respond(_ document: String, variables: JSONObject = JSONObject()) async -> String {
        let request = GraphQLRequest(query: Array(document.utf8), variables: variables)
        return await engine.respond(to: request, principal: principal).text
    }

    /// Whoever asks may read everything: access is another test's concern.
    private static let tables = """
        CREATE SCHEMA access;
        CREATE FUNCTION access.begin_request(uuid, text)
            RETURNS TABLE (office_known boolean, roles text[])
            LANGUAGE sql AS $$ SELECT true, '{READER}'::text[] $$;
        CREATE SCHEMA app;
        CREATE TABLE app.sample (
            name text PRIMARY KEY,
            uuid uuid,
            date date,
            date_time timestamptz,
            local_time time,
            decimal numeric,
            rounded numeric(6, -2),
            big_int int8,
            json json,
            binary_json jsonb,
            email_address text,
            phone_number text,
            school_year text,
            url text,
            email_addresses text[],
            contact text NOT NULL DEFAULT 'office@example.org',
            details jsonb NOT NULL DEFAULT '{}'
        );
        ALTER TABLE app.sample ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        """

    /// Rows with a wrong value where null is not allowed.
    private static let brokenRows = """
        INSERT INTO app.sample (name, contact, details) VALUES
            ('wrong contact', 'nobody', '{}'), ('null details', 'a@example.org', 'null');
        """

    private static let sdl = """
        enum Role { READER }

        scalar UUID @format(as: UUID)
        scalar Date @format(as: DATE)
        scalar DateTime @format(as: DATE_TIME)
        scalar LocalTime @format(as: LOCAL_TIME)
        scalar Decimal @format(as: DECIMAL)
        scalar BigInt @format(as: BIG_INT)
        scalar JSON @format(as: JSON)
        scalar EmailAddress @format(as: EMAIL_ADDRESS)
        scalar PhoneNumber @format(as: PHONE_NUMBER)
        scalar SchoolYear @format(as: CONSECUTIVE_YEARS)
        scalar URL @format(as: URL)

        type Query {
          samples: [Sample!]! @collection
          sample(name: String!): Sample @lookup(columns: ["name"])
          sampleByUUID(uuid: UUID!): Sample @lookup(columns: ["uuid"])
          sampleByBigInt(bigInt: BigInt!): Sample @lookup(columns: ["big_int"])
          sampleBySchoolYear(year: SchoolYear!): Sample @lookup(columns: ["school_year"])
        }

        type Sample
          @relation(name: "sample", orderBy: [{ column: "name" }])
          @access(roles: [READER]) {
          name: String!
          uuid: UUID
          date: Date
          dateTime: DateTime
          localTime: LocalTime
          decimal: Decimal
          rounded: Decimal
          bigInt: BigInt
          json: JSON
          binaryJson: JSON
          emailAddress: EmailAddress
          phoneNumber: PhoneNumber
          schoolYear: SchoolYear
          url: URL
          emailAddresses: [EmailAddress]
          contact: EmailAddress!
          details: JSON!
        }
        """
}
