import PostgresClient
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

    /// One person of each role in Tanger-Assilah and its region, one without any, and an operator.
    static func everybody(_ database: TestDatabase) throws -> [Caller] {
        let office = TestDatabase.offices[0], region = TestDatabase.regions[0]
        let holders = try officeRoles.map { role in
            let person = try database.principal(role, office: office).person
            return Caller(name: role, request: Request(person: person, office: office))
        }
        let others = try [
            ("REGIONAL_ANALYST", region), ("REGION_PORTAL", region), ("PLATFORM", "00"),
        ].map { role, code in
            let person = try database.principal(role, office: code).person
            return Caller(name: role, request: Request(person: person, office: code))
        }
        let nobody = try database.principal(nil, office: office).person
        return holders + others
            + [Caller(name: "nobody", request: Request(person: nobody, office: office))]
    }
}

extension CatalogueSession {
    /// Leaves each caller the one role in the office, whatever they hold in the demonstration;
    /// gives the head of a school a draft of a project.
    func separateRoles(of callers: [Caller]) throws {
        for caller in callers {
            _ = try connection.query(
                """
                DELETE FROM app.role_grant
                WHERE office_id = 1511 AND person_id = $1::uuid AND role <> $2
                """, [caller.request?.person, caller.name])
        }
        let head = callers.first { $0.name == "SCHOOL_HEAD" }
        _ = try connection.query(
            """
            UPDATE app.project p SET school_id = g.school_id, author_id = g.person_id
            FROM app.role_grant g WHERE g.role = 'SCHOOL_HEAD' AND g.person_id = $1::uuid
            AND p.id = (
                SELECT id FROM app.project
                WHERE office_id = 1511 AND status = 'DRAFT' ORDER BY id LIMIT 1)
            """, [head?.request?.person])
    }
}
