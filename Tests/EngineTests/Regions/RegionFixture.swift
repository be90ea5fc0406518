import Engine
import GraphQLExecution
import JSONBytes
import PostgresClient
import TestSupport
import TransportProtocols

/// The engine over the demonstration with neighbours: each of its regions has offices of several
/// sizes, so that figures across offices differ from those of one.
///
/// Neighbours have the rows of the demonstration's office anew, with their number in every name.
struct RegionFixture: Sendable {
    static let role = "REGIONAL_ANALYST"
    /// The offices with rows, by their numbers, the demonstration's own first.
    static let offices = ["01": [1511, 1571, 1227], "09": [9581, 9541]]
    /// An office with three visits only, fewer than figures are shown of.
    static let fewVisits = "01227"

    let engine: EngineFixture

    private static let prepared = Task { try RegionFixture() }

    static func shared() async throws -> RegionFixture { try await prepared.value }

    private init() throws {
        let conninfo = try TestDatabase.createEmpty("mouwakaba_test_regions")
        let database = try TestDatabase.fill(conninfo: conninfo)
        let connection = try database.administration()
        try connection.execute(Self.moved)
        for (office, source, share) in [(1571, 1511, 2), (1227, 1511, 0), (9541, 9581, 1)] {
            try connection.execute(Self.neighbour(office, of: source, share: share))
        }
        try connection.execute(Self.grants)
        engine = try EngineFixture(database)
    }

    var database: TestDatabase { engine.database }

    func analyst(of region: String) throws -> RequestPrincipal {
        try database.principal(Self.role, office: region)
    }

    /// The back end of the portal of region 01.
    func portal() throws -> RequestPrincipal {
        try database.principal("REGION_PORTAL", office: "01")
    }

    func respond(
        _ document: String, variables: JSONObject = JSONObject(), as principal: RequestPrincipal
    ) async -> GraphQLResponse {
        await engine.engine.respond(
            to: GraphQLRequest(query: Array(document.utf8), variables: variables),
            principal: principal)
    }

    /// Answers on behalf of the analyst of a region.
    func respond(
        _ document: String, variables: JSONObject = JSONObject(), region: String
    ) async throws -> GraphQLResponse {
        await respond(document, variables: variables, as: try analyst(of: region))
    }

    // MARK: Rows

    private static let moved = """
        CREATE FUNCTION pg_temp.moved(id uuid, office integer) RETURNS uuid LANGUAGE sql
            RETURN md5(id::text || office)::uuid
        """

    /// The rows of an office for another one; of its visits every n-th, or three in all.
    private static func neighbour(_ office: Int, of source: Int, share: Int) -> String {
        let isChosen =
            share == 0
            ? "id IN (SELECT id FROM app.visit WHERE office_id = \(source) ORDER BY id LIMIT 3)"
            : "get_byte(uuid_send(id), 0) % \(share) = 0"
        return """
            INSERT INTO app.zone
            SELECT \(office), pg_temp.moved(id, \(office)), code, name_ar || ' \(office)',
                name_fr || ' \(office)', kind
            FROM app.zone WHERE office_id = \(source);
            INSERT INTO app.community
            SELECT \(office), pg_temp.moved(id, \(office)), pg_temp.moved(zone_id, \(office)),
                number, name_ar || ' \(office)', name_fr || ' \(office)', established_on
            FROM app.community WHERE office_id = \(source);
            INSERT INTO app.school
            SELECT \(office), pg_temp.moved(id, \(office)), pg_temp.moved(community_id, \(office)),
                gresa_code, name_ar || ' \(office)', name_fr || ' \(office)', kind, cycle,
                has_primary, has_lower_secondary, has_upper_secondary, setting, municipality_ar,
                municipality_fr, opened_on
            FROM app.school WHERE office_id = \(source);
            INSERT INTO app.office_person
            SELECT \(office), person_id FROM app.office_person WHERE office_id = \(source);
            INSERT INTO app.assignment (office_id, id, person_id, community_id, school_year,
                decision_number, decided_on, starts_on, ends_on)
            SELECT \(office), pg_temp.moved(id, \(office)), person_id,
                pg_temp.moved(community_id, \(office)), school_year,
                decision_number || '/\(office)', decided_on, starts_on, ends_on
            FROM app.assignment WHERE office_id = \(source);
            INSERT INTO app.visit
            SELECT \(office), pg_temp.moved(id, \(office)), escort_id,
                pg_temp.moved(school_id, \(office)), pg_temp.moved(assignment_id, \(office)),
                school_year, visited_on, mode, cycle, purpose, stages, requested_by,
                advice || ' \(office)', recorded_at
            FROM app.visit WHERE office_id = \(source) AND \(isChosen);
            """
    }

    /// A delegate is an analyst of the region too; an officer was until yesterday, and the office's
    /// analyst will be from tomorrow on.
    private static let grants = """
        INSERT INTO app.regional_grant (region_code, person_id, role, valid_from, valid_to)
        SELECT '01', g.person_id, '\(role)',
            CASE g.role WHEN 'ANALYST' THEN access.today() + 1 ELSE date '2025-01-01' END,
            CASE g.role WHEN 'OFFICER' THEN access.today() - 1 END
        FROM app.role_grant g
        WHERE g.office_id = 1511 AND g.role IN ('DELEGATE', 'OFFICER', 'ANALYST')
          AND g.valid_to IS NULL
        """
}
