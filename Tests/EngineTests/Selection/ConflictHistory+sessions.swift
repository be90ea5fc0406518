import PostgresClient
import TestSupport

/// What members and evaluators do. Whether they were let is compared with the model.
extension ConflictHistory {
    @discardableResult
    func score(_ person: Int, _ project: Int) throws -> Outcome {
        let points = Int.random(in: 0...10, using: &random)
        let outcome = try tried(
            """
            SELECT api.score('\(SelectionFixture.project(project))',
                '{"BASIS": \(points), "FEASIBILITY": 1}', NULL)
            """, as: SelectionFixture.person(person), in: ConflictWorld.office(of: project))
        expect(
            outcome, "member_is_not_in_conflict",
            when: model.isInConflict(person, project, on: today),
            or: ["session_is_scoring", "member_has_a_seat", "member_is_not_recused"],
            "score of \(person) on \(project)")
        if outcome == .done, model.isBarred(person, project, on: today) {
            surprises.append("score of \(person) on \(project), who stepped back")
        }
        return outcome
    }

    func withdraw(_ person: Int, _ project: Int) throws {
        try tried(
            """
            SELECT api.withdraw_score(id) FROM app.score WHERE status = 'COUNTED'
            AND person_id = '\(SelectionFixture.person(person))'
            AND entry_id = '\(SelectionFixture.project(project))'
            """, as: SelectionFixture.person(person), in: ConflictWorld.office(of: project))
    }

    @discardableResult
    func recuse(_ person: Int, _ project: Int) throws -> Outcome {
        let outcome = try tried(
            "SELECT api.recuse('\(SelectionFixture.project(project))', 'x')",
            as: SelectionFixture.person(person), in: ConflictWorld.office(of: project))
        if outcome == .done { model.recusals.insert(.init(person: person, project: project)) }
        return outcome
    }

    /// The invitation to the committee and its acceptance.
    func join(_ person: Int, in office: Int) throws {
        let (who, session) = (SelectionFixture.person(person), ConflictWorld.session(office))
        let isBarredFromAll = ConflictWorld.projects(of: office).allSatisfy {
            model.isInConflict(person, $0, on: today)
        }
        let invited = try tried(
            "SELECT api.invite_member('\(session)', '\(who)', 'MEMBER')",
            as: world.delegates[office], in: office)
        let accepted = try tried(
            "SELECT api.accept_invitation('\(session)')", as: who, in: office)
        for outcome in [invited, accepted] {
            expect(
                outcome, "member_is_eligible_for_an_entry", when: isBarredFromAll,
                or: ["session_is_scoring", "committee_seat_once_a_person", "invitation_is_open"],
                "seat of \(person) in \(office)")
        }
    }

    // MARK: Steps of the session

    func deliberate(in office: Int) throws {
        let session = ConflictWorld.session(office)
        try tried(
            "SELECT api.open_deliberation('\(session)', \(Self.version(session)))",
            as: SelectionFixture.person(1), in: office)
    }

    @discardableResult
    func vote(_ person: Int, in office: Int) throws -> Outcome {
        let proposed = try connection.query(
            "SELECT id FROM app.ranking WHERE office_id = \(office) AND status = 'PROPOSED'")
        guard let ranking = proposed.first?[0] else { return .refused("ranking_is_proposed") }
        let outcome = try tried(
            "SELECT api.cast_vote('\(ranking)', 'FOR')", as: SelectionFixture.person(person),
            in: office)
        let isBarred = ConflictWorld.projects(of: office).contains {
            model.isBarred(person, $0, on: today)
        }
        expect(
            outcome, "voter_is_in_no_conflict", when: isBarred,
            or: ["ranking_is_proposed", "member_has_a_seat", "vote_once_a_ranking"],
            "vote of \(person) in \(office)")
        return outcome
    }

    /// A vote of everybody, the adoption, and the closing, as far as they are let; at times it was
    /// some days ago.
    func close(in office: Int) throws {
        guard closings[office] == nil else { return }
        let session = ConflictWorld.session(office)
        try deliberate(in: office)
        for person in 1...5 { try vote(person, in: office) }
        try tried(
            "SELECT api.adopt_ranking('\(session)', \(Self.version(session)))",
            as: SelectionFixture.person(1), in: office)
        let outcome = try tried(
            "SELECT api.close_session('\(session)', \(Self.version(session)))",
            as: world.delegates[office], in: office)
        guard outcome == .done else { return }
        let isLongAgo = Bool.random(using: &random)
        if isLongAgo {
            try connection.execute(
                """
                UPDATE app.selection_session SET closed_at = '2026-11-10 12:00+01'
                WHERE id = '\(session)'
                """)
        }
        closings[office] = Closing(
            day: isLongAgo ? "2026-11-10" : today, published: try publication(of: office))
    }

    private static func version(_ session: String) -> String {
        "(SELECT version FROM app.selection_session WHERE id = '\(session)')"
    }

    // MARK: Evaluations

    @discardableResult
    func charge(_ person: Int, _ project: Int) throws -> Outcome {
        let office = ConflictWorld.office(of: project)
        let outcome = try tried(
            """
            SELECT api.issue_mandate('\(SelectionFixture.project(project))',
                '\(SelectionFixture.person(person))', access.today() + 30)
            """, as: world.delegates[office], in: office)
        expect(
            outcome, "evaluator_is_not_in_conflict",
            when: model.isInConflict(person, project, for: .evaluation, on: today),
            or: ["evaluation_mandate_stands_once"],
            "mandate of \(person) on \(project)")
        return outcome
    }

    func evaluate(_ person: Int, _ project: Int) throws {
        try tried(
            """
            SELECT api.submit_evaluation(id, 3, 'x', 'y') FROM app.evaluation_mandate
            WHERE evaluator_id = '\(SelectionFixture.person(person))' AND status = 'ISSUED'
              AND project_id = '\(SelectionFixture.project(project))'
            """, as: SelectionFixture.person(person), in: ConflictWorld.office(of: project))
    }

    /// That a rule refused, if it applied; that it did not, if something was done; and that nothing
    /// else refused but rules of the step.
    private func expect(
        _ outcome: Outcome, _ rule: String, when applies: Bool, or others: [String], _ what: String
    ) {
        if case .refused(let other) = outcome, others.contains(other) { return }
        if outcome != (applies ? .refused(rule) : .done) {
            surprises.append("\(what): \(outcome), while the text says \(applies)")
        }
    }
}
