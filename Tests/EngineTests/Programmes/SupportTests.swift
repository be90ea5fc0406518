import TestSupport
import Testing

/// What escorts and evaluators ask of the office, and what it answers (S5.1).
@Suite("Support and transport")
struct SupportTests {
    private static let school = ProgrammeSession.id("school", "1/1")

    private static func transport(
        _ day: String = "access.today() + 3", to school: String = school,
        means: String = "OFFICE_VEHICLE", shared: String = "NULL"
    ) -> String {
        """
        request_transport(\(day), 'طنجة', NULL, \(school), '\(means)', 12.5, NULL, \(shared))
        """
    }

    @Test func `a request after the day of the trip is accepted and marked`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("escort-1-a")
            for (day, expected) in [
                ("access.today() - 1", "t"), ("access.today()", "f"), ("access.today() + 3", "f"),
            ] {
                let request = try session.call(Self.transport(day))
                #expect(
                    try session.value(
                        "is_after_the_fact FROM app.transport_request WHERE id = $1", [request])
                        == expected)
            }
        }
    }

    @Test func `a trip leads somewhere, to schools of the office, and may be shared`() async throws
    {
        try await ProgrammeSession.run { session in
            try session.become("escort-1-a")
            let driver = try session.call(Self.transport())
            _ = try session.call(
                Self.transport(means: "SHARED", shared: "'\(driver)'"))
            #expect(
                try session.refusal(ofCommand: Self.transport(shared: "'\(driver)'"))
                    == "only_a_shared_trip_names_another")
            #expect(
                try session.refusal(ofCommand: Self.transport(to: "NULL"))
                    == "transport_request_leads_somewhere")
            #expect(
                try session.refusal(
                    ofCommand: Self.transport(
                        to: ProgrammeSession.id("school", "1/1", office: "09581")))
                    == "school_is_known: There is no such school in your office.")
            #expect(
                try session.refusal(
                    ofCommand: """
                        request_transport(access.today(), 'طنجة', 'تطوان', NULL, 'OWN_CAR', 5,
                            (SELECT id FROM app.transport_request LIMIT 1), NULL)
                        """)
                    == "activity_is_known: There is no such activity in a programme of yours.")
        }
    }

    @Test func `the office answers once, and says why it refuses`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("escort-1-a")
            let request = try session.call(Self.transport())
            let support = try session.call("request_support('VENUE', 'قاعة', access.today())")
            let answer = "answer_transport($1, $2, $3, $4)"
            #expect(
                try session.refusal(ofCommand: answer, [request, "GRANTED", nil, "1"])
                    == "caller_has_the_role: Your roles do not include one that may do this.")
            try session.become("officer-1", office: "09581")
            #expect(
                try session.refusal(ofCommand: answer, [request, "GRANTED", nil, "1"])
                    == "request_is_known: There is no such request to your office.")
            try session.become("officer-1")
            #expect(
                try session.refusal(ofCommand: answer, [request, "REFUSED", nil, "1"])
                    == "transport_refusal_has_a_reason")
            #expect(
                try session.refusal(ofCommand: answer, [request, "GRANTED", "لا", "1"])
                    == "transport_refusal_has_a_reason")
            #expect(
                try session.refusal(ofCommand: answer, [request, "GRANTED", nil, "2"])
                    == """
                    version_is_current: Somebody else changed this meanwhile. Read it again and \
                    decide anew.
                    """)
            _ = try session.call(answer, [request, "REFUSED", "لا سيارة", "1"])
            try session.become("delegate")
            #expect(
                try session.refusal(ofCommand: answer, [request, "GRANTED", nil, "2"])
                    == "request_is_open: This request has been answered.")
            #expect(
                try session.refusal(
                    ofCommand: "answer_support($1, 'REFUSED', NULL, 1)", [support])
                    == "support_refusal_has_a_reason")
            #expect(
                try session.call("answer_support($1, 'GRANTED', NULL, 1)", [support]) == support)
        }
    }

    @Test func `a visit that was not made is of an assignment, and reported once`() async throws {
        try await ProgrammeSession.run { session in
            try session.become("escort-1-a")
            func report(_ day: String, _ school: String = Self.school) -> String {
                "report_visit_not_made(\(school), \(day), 'NO_TRANSPORT', NULL)"
            }
            _ = try session.call(report("'2026-11-18'"))
            #expect(
                try session.refusal(ofCommand: report("'2026-11-18'")) == "visit_not_made_key")
            #expect(
                try session.refusal(ofCommand: report("access.today() + 1"))
                    == session.value(
                        """
                        'day_of_the_visit_has_come: The day of the visit has not come yet: '
                        || access.today() + 1 || ' is yet to come, today is ' || access.today()
                        || '.'
                        """))
            for (day, school) in [
                ("'2026-09-14'", Self.school),
                ("'2026-11-18'", ProgrammeSession.id("school", "2/1")),
            ] {
                #expect(
                    try session.refusal(ofCommand: report(day, school))
                        == """
                        visit_is_under_an_assignment: You did not escort the community of this \
                        school on that day.
                        """)
            }
        }
    }
}
