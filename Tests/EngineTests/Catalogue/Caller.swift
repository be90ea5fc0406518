import TestSupport
import TransportProtocols

/// Somebody whose request meets the policies.
struct Caller: Hashable {
    /// The role, or what stands for it.
    let name: String
    /// `nil` for somebody who begins none.
    let request: Request?

    struct Request: Hashable {
        let person: String
        let office: String
    }

    /// A member of the owner's role, in a session of their own.
    static let administrator = Caller(name: "mouwakaba_owner", request: nil)

    /// The roles of an office, in the order of a delegation.
    static let officeRoles = [
        "ESCORT", "COORDINATOR", "SCHOOL_HEAD", "COMMITTEE_MEMBER", "COMMITTEE_CHAIR", "EVALUATOR",
        "DELEGATE", "OFFICER", "ANALYST", "AUDITOR",
    ]

    /// One person of each role in Tanger-Assilah and its region, and one without any.
    static func everybody(_ database: TestDatabase) throws -> [Caller] {
        let office = TestDatabase.offices[0], region = TestDatabase.regions[0]
        let held = try officeRoles.map { ($0, try database.principal($0, office: office)) }
        let analyst = try database.principal("REGIONAL_ANALYST", office: region)
        let nobody = try database.principal(nil, office: office)
        let portal = Request(person: nobody.person, office: region)
        return held.map { Caller(name: $0, request: Request(person: $1.person, office: office)) }
            + [
                Caller(
                    name: "REGIONAL_ANALYST",
                    request: Request(person: analyst.person, office: region)),
                Caller(name: "REGION_PORTAL", request: portal),
                Caller(name: "nobody", request: Request(person: nobody.person, office: office)),
            ]
    }

    /// Makes the person without a role in the office the portal of the region: the demonstration
    /// has none.
    static let portalGrant = """
        INSERT INTO app.regional_grant (region_code, person_id, role, valid_from)
        SELECT '01', md5('mouwakaba/demo/person/01511/without-role')::uuid, 'REGION_PORTAL',
        '2025-01-01';

        """
}
