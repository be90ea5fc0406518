import TestSupport
import Testing

/// Who may say who escorts whom, and who holds which role (S3.1, S3.2).
@Suite("Appointments")
struct AppointmentTests {
    private static func appoint(
        _ staffNumber: String, community: String, from: String = "2026-11-01",
        to: String = "2027-07-31", year: String = "2026-2027", reason: String = "NULL"
    ) -> String {
        """
        appoint_escort(NULL, '\(staffNumber)', \(ProgrammeSession.id("community", community)),
            '\(year)', '\(from)', '\(to)', '77', '2026-10-30', \(reason))
        """
    }

    private static let roles = """
        string_agg(valid_from || ' ' || valid_to, ', ' ORDER BY valid_from) FROM app.role_grant
        WHERE role = 'ESCORT' AND person_id = \(ProgrammeSession.id("person", "without-role"))
        """

    @Test func `an appointment grants the role for the days on which it is not held`() async throws
    {
        try await ProgrammeSession.run { session in
            try session.become("delegate")
            _ = try session.call(Self.appoint("1510192", community: "1"))
            #expect(try session.value(Self.roles) == "2026-11-01 2027-07-31")
            _ = try session.call(
                Self.appoint("1510192", community: "2", from: "2026-10-01", to: "2026-12-31"))
            #expect(
                try session.value(Self.roles) == "2026-10-01 2026-10-31, 2026-11-01 2027-07-31")
        }
    }

    @Test func `a second community of a year is a warning, and so is a strange zone`() async throws
    {
        try await ProgrammeSession.run { session in
            func codes(_ assignment: String) throws -> String? {
                try session.value(
                    """
                    coalesce(string_agg(code, ' ' ORDER BY code), 'none')
                    FROM app.assignment_warning WHERE assignment_id = $1
                    """, [assignment])
            }
            try session.administer()
            let stranger = try #require(
                try session.value(
                    """
                    p.staff_number FROM app.person p WHERE p.home_office_id = 9581
                    AND p.corps = 'INSPECTION' AND p.work_zone_id IS NOT NULL LIMIT 1
                    """))
            try session.become("delegate")
            let first = try session.call(Self.appoint("1510192", community: "1"))
            #expect(try codes(first) == "none")
            let second = try session.call(Self.appoint("1510192", community: "2"))
            #expect(try codes(second) == "SECOND_COMMUNITY")
            let lent = try session.call(
                Self.appoint(stranger, community: "1", reason: "'لا مفتش في المنطقة'"))
            #expect(try codes(lent) == "OUTSIDE_OWN_ZONE")
            #expect(
                try session.value(
                    "outside_zone_reason FROM app.assignment WHERE id = $1", [lent])
                    == "لا مفتش في المنطقة")
        }
    }

    @Test func `somebody of another office is found by the staff number alone`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("delegate")
            let foreign = ProgrammeSession.id("person", "escort-1-a", office: "09581")
            #expect(
                try session.refusal(
                    ofCommand: """
                        grant_role(\(foreign), NULL, 'OFFICER', NULL, NULL, '2026-11-01', NULL)
                        """) == "person_is_known: There is no such person in your office.")
            #expect(
                try session.refusal(ofCommand: Self.appoint("9999999", community: "1"))
                    == "staff_number_is_known: Nobody has the staff number 9999999.")
            #expect(
                try session.refusal(
                    ofCommand: "grant_role(NULL, NULL, 'OFFICER', NULL, NULL, '2026-11-01', NULL)")
                    == "person_is_named_once: Name the person by the ID or by the staff number.")
            let unseen = "count(*) FROM app.person WHERE home_office_id = 9581"
            #expect(try session.value(unseen) == "0")
            _ = try session.call(
                "grant_role(NULL, '5810192', 'EVALUATOR', NULL, NULL, '2026-11-01', NULL)")
            #expect(try session.value(unseen) == "1")
        }
    }

    @Test func `only the delegate appoints, in communities and years of the office`() async throws {
        try await ProgrammeSession.run { session in
            for person in ["officer-1", "head-1-01", "escort-1-a", "analyst"] {
                try session.become(person)
                #expect(
                    try session.refusal(ofCommand: Self.appoint("1510192", community: "1"))
                        == """
                        caller_has_the_role: Your roles do not include one that may do this.
                        """, "\(person)")
            }
            try session.become("delegate", office: "09581")
            #expect(
                try session.refusal(ofCommand: Self.appoint("1510192", community: "1"))
                    == "community_is_known: There is no such community in your office today.")
            try session.become("delegate")
            #expect(
                try session.refusal(
                    ofCommand: Self.appoint("1510192", community: "1", year: "2025-2026"))
                    == "assignment_lies_in_its_school_year")
            _ = try session.call(Self.appoint("1510192", community: "1"))
            #expect(
                try session.refusal(ofCommand: Self.appoint("1510192", community: "1"))
                    == "assignments_do_not_repeat")
        }
    }

    @Test func `a role ends with yesterday, or with the day on which it began`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("delegate")
            func grant(_ first: String) throws -> String {
                try session.call(
                    "grant_role(NULL, '1510192', 'OFFICER', NULL, NULL, \(first), NULL)")
            }
            func last(_ grant: String) throws -> String? {
                try session.value(
                    "access.today() - valid_to FROM app.role_grant WHERE id = $1", [grant])
            }
            let old = try session.call(
                "revoke_role($1)", [grant("access.today() - 9")])
            #expect(try last(old) == "1")
            #expect(
                try session.refusal(ofCommand: "revoke_role($1)", [old])
                    == """
                    role_is_held: There is no such role that somebody holds today in your office.
                    """
            )
            let new = try session.call("revoke_role($1)", [grant("access.today()")])
            #expect(try last(new) == "0")
        }
    }

    @Test func `the office neither makes delegates nor dismisses them`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("delegate")
            let rule = """
                role_is_granted_by_the_office: The office neither grants this role nor ends it.
                """
            #expect(
                try session.refusal(
                    ofCommand:
                        "grant_role(NULL, '1510192', 'DELEGATE', NULL, NULL, '2026-11-01', NULL)"
                ) == rule)
            #expect(
                try session.refusal(
                    ofCommand: "revoke_role(\(ProgrammeSession.id("grant", "delegate")))") == rule)
            #expect(
                try session.refusal(
                    ofCommand: """
                        grant_role(NULL, '1510192', 'COORDINATOR', NULL, NULL, '2026-11-01', NULL)
                        """) == "role_grant_community_is_the_coordinators")
        }
    }
}
