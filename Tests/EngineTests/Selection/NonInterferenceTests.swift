import AccessControl
import Engine
import Foundation
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OperationPlanning
import OrderedCollections
import PostgresClient
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

/// P4: what is hidden from whoever is in conflict changes no byte of any answer to them.
///
/// The questions come from the schema: each root field with each of its orders and filters, and
/// random operations of every kind. The same are asked again after all that is hidden has changed.
@Suite("Non-interference", .serialized)
struct NonInterferenceTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let randomCount =
        environment["NONINTERFERENCE_OPERATIONS"].flatMap { Int($0) } ?? 100

    /// Who is in conflict with projects 1 and 5: a member, the delegate, and an auditor who is an
    /// evaluator as well.
    @Test(arguments: [
        ("member", [String]()), ("delegate", []), ("auditor", ["AUDITOR", "EVALUATOR", "ESCORT"]),
    ])
    func `no answer to whoever is in conflict depends on what is hidden from them`(
        name: String, roles: [String]
    ) async throws {
        let fixture = try SelectionFixture(database: "interference_\(name)")
        let person = name == "delegate" ? fixture.delegate : SelectionFixture.person(2)
        let world = try await World(fixture, conflicted: person, roles: roles)
        let questions = try questions(fixture, person)
        var before: [String] = []
        for question in questions { before.append(try await ask(question, fixture, person)) }
        try await world.changeWhatIsHidden()
        var data = 0
        for (question, answer) in zip(questions, before) {
            let after = try await ask(question, fixture, person)
            #expect(after == answer, "\(name): \(question.document)")
            if answer.hasPrefix(#"{"data":"#) { data += 1 }
        }
        #expect(data * 10 >= questions.count * 8, "most questions are answered")
        try await world.expectThatOthersSeeTheChange()
    }

    private func ask(
        _ question: GeneratedOperation, _ fixture: SelectionFixture, _ person: String
    ) async throws -> String {
        try await fixture.ask(question.document, question.variables, as: person).text
    }

    // MARK: Questions

    private func questions(
        _ fixture: SelectionFixture, _ person: String
    ) throws -> [GeneratedOperation] {
        let mapping = fixture.engine.mapping
        let connection = try fixture.administration()
        let principal = try RequestPrincipal(person: person, office: SelectionFixture.office)
        let roles = try connection.query(
            "SELECT unnest(roles) FROM access.begin_request($1::uuid, $2)",
            [person, SelectionFixture.office])
        let access = RoleAccess(mapping, roles: Set(roles.compactMap { $0[0] }))
        let rows = try OracleRows(mapping, principal, as: "mouwakaba_api", connection)
        let oracle = Oracle(
            mapping, rows, visibility: access.visibility,
            seal: CursorSeal(key: EngineFixture.cursorKey, office: SelectionFixture.office),
            smallestGroup: { access.smallestGroup(of: $0) },
            openTypes: { access.openTypes(of: $0) })
        let first = UInt64.random(in: 0..<1_000_000_000)
        let random = (0..<UInt64(Self.randomCount)).map { number in
            var generator = OperationGenerator(
                oracle, visibility: access.visibility, seed: first + number)
            return generator.operation()
        }
        return systematic(mapping.schema, access.visibility) + random
    }

    /// Each root collection, by each of its orders and filters, with its total and its cursors.
    private func systematic(
        _ schema: Schema, _ visibility: SchemaVisibility
    ) -> [GeneratedOperation] {
        guard case .object(let query)? = schema.types[schema.queryTypeName] else { return [] }
        var documents: [String] = []
        for field in query.fields.values {
            guard field.arguments["orderBy"] != nil, let filter = field.arguments["filter"],
                visibility.isVisible(.type(field.type.namedType.value))
            else { continue }
            let body = "{ totalCount edges { cursor node { __typename } } }"
            documents.append("{ \(field.name) \(body) }")
            guard case .inputObject(let conditions)? = schema.inputType(of: filter.type) else {
                continue
            }
            for condition in conditions.fields.values {
                guard case .inputObject(let operators)? = schema.inputType(of: condition.type)
                else { continue }
                let isLeaf = operators.fields["isNull"] != nil
                guard isLeaf || operators.fields["some"] != nil else { continue }
                let (holds, order) =
                    isLeaf ? ("{ isNull: false }", "DESC") : ("{ some: {} }", "{ count: DESC }")
                for argument in [
                    "filter: { \(condition.name): \(holds) }",
                    "orderBy: [{ \(condition.name): \(order) }]",
                ] {
                    documents.append("{ \(field.name)(\(argument)) \(body) }")
                }
            }
        }
        return documents.map { GeneratedOperation(document: $0) }
    }
}

/// A session that scores, one that deliberates, an evaluation, and somebody in conflict with them.
private struct World {
    private let fixture: SelectionFixture
    private let scoring: SelectionFixture.OpenSession
    private let deliberating: SelectionFixture.OpenSession

    init(_ fixture: SelectionFixture, conflicted person: String, roles: [String]) async throws {
        self.fixture = fixture
        let connection = try fixture.administration()
        for role in roles {
            _ = try connection.query(
                """
                INSERT INTO app.role_grant (office_id, person_id, role, valid_from)
                VALUES (1511, $1::uuid, $2, '2026-09-01')
                """, [person, role])
        }
        let isMember = roles.isEmpty && person != fixture.delegate
        let members = isMember ? [1, 3, 4, 2] : [1, 3, 4]
        scoring = try await fixture.openSession(projects: [1, 2, 3], members: members)
        deliberating = try await fixture.openSession(projects: [1, 4], members: members)
        for session in [scoring, deliberating] {
            for entry in session.entries.values {
                for member in [1, 3] { _ = try await fixture.score(entry, as: member) }
            }
        }
        if isMember { _ = try await fixture.score(scoring.entries[2], as: 2) }
        _ = try await fixture.command(
            "openDeliberation",
            ["sessionId": .string(deliberating.id), "expectedVersion": .number("1")],
            as: SelectionFixture.person(1))
        try connection.execute(
            """
            UPDATE app.project SET status = 'COMPLETED', ended_on = '2026-10-30'
            WHERE id = '\(SelectionFixture.project(5))';
            """)
        try await evaluate()
        for community in [1, 5] {
            _ = try connection.query(
                """
                INSERT INTO app.escorting_history
                    (office_id, person_id, community_id, school_year, source)
                SELECT 1511, $1::uuid, id, '2024-2025', 'letter' FROM app.community
                WHERE office_id = 1511 AND number = \(community)
                """, [person])
        }
    }

    private func evaluate() async throws {
        let issued = try await fixture.command(
            "issueMandate",
            [
                "projectId": .string(SelectionFixture.project(5)),
                "evaluatorId": .string(SelectionFixture.person(7)), "dueOn": .string("2099-01-01"),
            ], as: fixture.delegate, selecting: "mandate { id }")
        _ = try await fixture.command(
            "submitEvaluation",
            [
                "mandateId": issued["mandate"]?["id"] ?? .null, "degree": .number("3"),
                "results": .string("نتائج"), "recommendations": .string("توصيات"),
            ], as: SelectionFixture.person(7))
    }

    /// Scores of entry 1 by commands and by hand, votes, the proposed ranking, the evaluation, and
    /// an incident about somebody else.
    func changeWhatIsHidden() async throws {
        _ = try await fixture.score(scoring.entries[1], as: 4, basis: 1, feasibility: 1)
        _ = try await fixture.score(scoring.entries[1], as: 3, basis: 19, feasibility: 9)
        let connection = try fixture.administration()
        let ranking =
            try connection.query("SELECT id FROM app.ranking WHERE status = 'PROPOSED'")[0][0] ?? ""
        for (member, choice) in [(1, "FOR"), (3, "AGAINST"), (4, "ABSTAIN")] {
            _ = try await fixture.command(
                "castVote", ["rankingId": .string(ranking), "choice": .string(choice)],
                as: SelectionFixture.person(member))
        }
        let entries = "'\(scoring.entries[1] ?? "")', '\(deliberating.entries[1] ?? "")'"
        try connection.execute(
            """
            SET session_replication_role = replica;
            UPDATE app.score SET total = total + 3, comment = 'changed',
                scored_at = scored_at + interval '1 hour' WHERE entry_id IN (\(entries));
            UPDATE app.ranking_line SET position = 3 - position, mean = mean + 1;
            UPDATE app.evaluation SET degree = 1, results = 'changed';
            INSERT INTO app.incident (office_id, kind, project_id, person_id, session_id, rule,
                fact_id, occurred_on)
            VALUES (1511, 'SCORE_COUNTED_IN_CONFLICT', '\(SelectionFixture.project(1))',
                '\(SelectionFixture.person(3))', '\(scoring.id)', 'ESCORTED', gen_random_uuid(),
                '2026-01-01');
            SET session_replication_role = origin;
            """)
    }

    /// Else nothing would have been hidden.
    func expectThatOthersSeeTheChange() async throws {
        let seen = try await fixture.ask(
            """
            { docketEntry(id: "\(scoring.entries[1] ?? "")") { scores { nodes { comment } } } }
            """, as: SelectionFixture.person(3))
        #expect(seen.text.contains("changed"))
    }
}
