import PostgresClient
import TestSupport
import Testing

/// Agreement, draft, deposit, receipt and amendment of an escort's programme (S4.1).
@Suite("Deposits of programmes")
struct DepositTests {
    @Test(arguments: [
        ("2026-09-01", "2026-09-30 23:59:59.999999", "f", "f"),
        ("2026-09-01", "2026-10-01 00:00:00", "t", "f"),
        ("2026-09-02", "2026-10-01 23:59:59.999999", "f", "t"),
        ("2026-09-02", "2026-10-02 00:00:00", "t", "t"),
        ("2025-12-01", "2026-09-30 23:59:59.999999", "f", "f"),
    ])
    func `a programme is in time before the first of October, or 30 days after the start`(
        start: String, deposit: String, isLate: String, isByOfficeRule: String
    ) async throws {
        try await ProgrammeSession.run { session in
            let row = try session.connection.query(
                """
                SELECT app.is_late($2::timestamp AT TIME ZONE 'Africa/Casablanca', d.due_at),
                    d.due_by_office_rule
                FROM app.school_year y
                CROSS JOIN app.programme_due(y.programme_due_at, $1::date) d
                WHERE y.label = '2026-2027'
                """, [start, deposit])
            #expect(row == [[isLate, isByOfficeRule]])
        }
    }

    @Test func `a deposit needs an agreement and all three parts`() async throws {
        try await ProgrammeSession.run { session in
            let programme = try session.draft()
            let deposit = "deposit_programme($1, 1)"
            #expect(
                try session.refusal(ofCommand: deposit, [programme])
                    == """
                    programme_has_its_three_parts: A programme needs stations and activities, \
                    target schools, and themes.
                    """)
            let seen = try session.planAll(programme)
            try session.administer()
            try session.connection.execute(
                "DELETE FROM app.coordinator_agreement WHERE agreed_on = access.today()")
            try session.become("without-role")
            let withAll = "deposit_programme($1, $2)"
            #expect(
                try session.refusal(ofCommand: withAll, [programme, seen])
                    == """
                    programme_follows_an_agreement: The coordinator has not agreed yet, nor has \
                    the office recorded an exception.
                    """)
        }
    }

    @Test func `a deposit has a receipt, and its version stands even for the owner`() async throws {
        try await ProgrammeSession.run { session in
            let programme = try session.draft()
            let seen = try session.planAll(programme)
            #expect(
                try session.refusal(ofCommand: "deposit_programme($1, 1)", [programme])
                    == """
                    version_is_current: Somebody else changed this meanwhile. Read it again and \
                    decide anew.
                    """)
            let version = try session.call("deposit_programme($1, $2)", [programme, seen])
            #expect(
                try session.value(
                    "receipt_number FROM app.programme_version WHERE id = $1", [version]) == "10")
            #expect(
                try session.value("is_late FROM app.escort_programme WHERE id = $1", [programme])
                    == session.value("access.today() > '2026-11-30'"))
            #expect(
                try session.refusal(
                    ofCommand: "propose_theme($1, 'موضوع', 'EARLY_READING')", [programme])
                    == "programme_has_a_draft: The programme is deposited. Amend it first.")
            try session.administer()
            for statement in [
                "UPDATE app.programme_version SET reason = 'x' WHERE id = $1",
                "UPDATE app.programme_version SET receipt_number = 99 WHERE id = $1",
                "DELETE FROM app.programme_version WHERE id = $1",
                "UPDATE app.programme_milestone SET label = 'x' WHERE version_id = $1",
                "DELETE FROM app.planned_activity WHERE version_id = $1",
                "DELETE FROM app.programme_theme WHERE version_id = $1",
                """
                INSERT INTO app.programme_school (office_id, version_id, school_id)
                VALUES (1511, $1, \(ProgrammeSession.id("school", "1/2")))
                """,
            ] {
                #expect(
                    try session.refusal(of: statement, [version]) == "deposited_version_stands",
                    "\(statement)")
            }
        }
    }

    @Test func `an amendment is a further version with all lines, for a reason`() async throws {
        try await ProgrammeSession.run { session in
            let programme = try session.draft()
            let seen = Int(try session.planAll(programme)) ?? 0
            let amend = "amend_programme($1, $2, $3)"
            #expect(
                try session.refusal(ofCommand: amend, [programme, "سبب", "\(seen)"])
                    == "programme_is_deposited: The programme has a draft already; change that one."
            )
            let first = try session.call("deposit_programme($1, $2)", [programme, "\(seen)"])
            #expect(
                try session.refusal(ofCommand: amend, [programme, " ", "\(seen + 1)"])
                    == "amendment_reason_is_stated_or_absent")
            let second = try session.call(amend, [programme, "انتقال مؤسسة", "\(seen + 1)"])
            let theme = try session.value(
                "id FROM app.programme_theme WHERE version_id = $1", [second])
            #expect(
                try session.call("remove_from_programme($1, $2)", [programme, theme]) == second)
            #expect(
                try session.refusal(ofCommand: "remove_from_programme($1, $2)", [programme, theme])
                    == "line_is_known: There is no such line in the draft.")
            _ = try session.call("propose_theme($1, 'آخر', 'INCLUSION')", [programme])
            let current = try session.value(
                "version FROM app.escort_programme WHERE id = $1", [programme])
            _ = try session.call("deposit_programme($1, $2)", [programme, current])
            let lines = """
                (SELECT string_agg(theme, ' ') FROM app.programme_theme WHERE version_id = $1)
                || (SELECT ' ' || receipt_number FROM app.programme_version WHERE id = $1)
                """
            #expect(try session.value(lines, [first]) == "EARLY_READING 10")
            #expect(try session.value(lines, [second]) == "INCLUSION 11")
        }
    }

    @Test func `the office acknowledges a deposit once, and no draft`() async throws {
        try await ProgrammeSession.run { session in
            let programme = try session.draft()
            let seen = try session.planAll(programme)
            let draft = try session.value(
                "id FROM app.programme_version WHERE programme_id = $1", [programme])
            let acknowledge = "acknowledge_programme($1, 'توصلنا به')"
            try session.become("officer-1")
            #expect(
                try session.refusal(ofCommand: acknowledge, [draft])
                    == "deposit_is_known: There is no such deposit in your office.")
            try session.become("without-role")
            let version = try session.call("deposit_programme($1, $2)", [programme, seen])
            #expect(
                try session.refusal(ofCommand: acknowledge, [version])
                    == "caller_has_the_role: Your roles do not include one that may do this.")
            try session.become("delegate", office: "09581")
            #expect(
                try session.refusal(ofCommand: acknowledge, [version])
                    == "deposit_is_known: There is no such deposit in your office.")
            try session.become("officer-1")
            #expect(try session.call(acknowledge, [version]) == version)
            #expect(
                try session.refusal(ofCommand: acknowledge, [version])
                    == "deposit_is_received_once: The office has acknowledged this deposit already."
            )
        }
    }

    @Test func `schools of other communities and days of other years are not planned`() async throws
    {
        try await ProgrammeSession.run { session in
            let programme = try session.draft()
            let foreign = ProgrammeSession.id("school", "2/1")
            let rule = """
                programme_is_for_schools_of_the_community: Some of these schools are not in the \
                community today.
                """
            #expect(
                try session.refusal(
                    ofCommand: "target_schools($1, ARRAY[\(foreign)]::text[])", [programme]) == rule
            )
            #expect(
                try session.refusal(
                    ofCommand: "plan_activity($1, 'VISIT', '2026-12-01', NULL, \(foreign))",
                    [programme]) == rule)
            #expect(
                try session.refusal(
                    ofCommand: "plan_activity($1, 'VISIT', '2026-12-01', NULL, NULL)", [programme])
                    == "planned_visit_names_its_school")
            #expect(
                try session.refusal(
                    ofCommand: "plan_milestone($1, 'محطة', '2027-08-31', '2027-09-01')",
                    [programme])
                        == """
                        plan_lies_in_its_school_year: The days lie outside the programme's \
                        school year, 2026-2027.
                        """)
            try session.become("escort-1-a")
            #expect(
                try session.refusal(
                    ofCommand: "plan_milestone($1, 'محطة', '2026-12-01', NULL)", [programme])
                    == "programme_is_known: There is no such programme of yours.")
        }
    }

    @Test func `the coordinator agrees, and the office only while there is none`() async throws {
        try await ProgrammeSession.run { session in
            _ = try session.draft()
            func agree(_ rest: String, community: String = "1") -> String {
                """
                agree_programme(\(ProgrammeSession.id("person", "without-role")),
                    \(ProgrammeSession.id("community", community)), '2026-2027', \(rest))
                """
            }
            let plain = "'{VISIT}', '{PHONE}', NULL, NULL, NULL"
            let vacant = "NULL, NULL, 'POST_VACANT', 'منصب شاغر', NULL"
            for person in ["without-role", "delegate", "head-2-01"] {
                try session.become(person)
                #expect(
                    try session.refusal(ofCommand: agree(plain))
                        == "coordinator_agrees: Only the coordinator of the community agrees.")
            }
            try session.become("head-1-01")
            #expect(
                try session.refusal(ofCommand: agree(vacant))
                    == "caller_has_the_role: Your roles do not include one that may do this.")
            #expect(try session.refusal(ofCommand: agree(plain)) == "coordinator_agreement_key")
            #expect(
                try session.refusal(ofCommand: agree("'{}', '{PHONE}', NULL, NULL, '2026-11-01'"))
                    == "agreement_names_forms_and_channels_or_an_exception")
            try session.become("head-2-01")
            #expect(
                try session.refusal(ofCommand: agree(plain, community: "2"))
                    == """
                    escort_is_assigned: The escort is not assigned to this community in the \
                    school year 2026-2027.
                    """)
            try session.become("officer-1")
            #expect(
                try session.refusal(ofCommand: agree(vacant))
                    == "post_is_vacant: This community has a coordinator today.")
            try session.administer()
            try session.connection.execute(
                """
                UPDATE app.role_grant SET valid_to = access.today() - 1
                WHERE id = \(ProgrammeSession.id("grant", "coordinator/1"))
                """)
            try session.become("officer-1")
            _ = try session.call(agree(vacant))
        }
    }
}
