import PostgresClient
import TestSupport
import Testing
import TransportProtocols

extension EndToEnd {
    /// The races of the charter's study (§3.3), each run many times by parallel requests.
    ///
    /// No score counts that was given in conflict, and no deadlock reaches a client.
    @Suite("Races")
    struct RaceTests {
        /// Requests of one run that are sent at the same time, and one that is sent after them.
        struct Requests: Sendable {
            var parallel: [(document: String, principal: RequestPrincipal)]
            var afterwards: (document: String, principal: RequestPrincipal)?
        }

        private func score(_ ground: RaceGround, _ run: Int) throws -> (String, RequestPrincipal) {
            (
                """
                mutation { score(input: { entryId: "\(ground.entry(run))", points: { BASIS: 7 } }) \
                { score { id } errors { code } } }
                """, try ground.principal(run)
            )
        }

        private func fact(
            _ ground: RaceGround, _ community: String, _ run: Int
        ) throws -> (String, RequestPrincipal) {
            (
                """
                mutation { takeOverHistory(input: { \
                personId: "\(try ground.principal(run).person)", \
                communityId: "\(community)", schoolYear: "2024-2025", source: "letter" }) \
                { errors { code } } }
                """, ground.delegate
            )
        }

        /// Runs a race; gives the answers of what was sent afterwards.
        @discardableResult private func race(
            _ number: Int, prepare: (RaceGround) throws -> Void = { _ in },
            _ requests: @escaping @Sendable (RaceGround, Int) throws -> Requests
        ) async throws -> [String] {
            var answers: [String] = []
            try await RunningServer.run { server, cluster in
                let ground = try RaceGround(cluster.database, race: number)
                try prepare(ground)
                for start in stride(from: 1, through: RaceGround.runs, by: RaceGround.parallelRuns)
                {
                    let end = min(start + RaceGround.parallelRuns - 1, RaceGround.runs)
                    answers += try await withThrowingTaskGroup(of: String?.self) { group in
                        for run in start...end {
                            let requests = try requests(ground, run)
                            group.addTask { try await Self.send(requests, server) }
                        }
                        return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
                    }
                }
                let scores = try ground.scores()
                #expect(scores.inConflict == 0, "race \(number)")
                print("race \(number): \(RaceGround.runs) runs, \(scores)")
            }
            return answers
        }

        private static func send(
            _ requests: Requests, _ server: RunningServer
        ) async throws -> String? {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (document, principal) in requests.parallel {
                    group.addTask {
                        let answer = try await server.client.ask(document, as: principal)
                        #expect(answer.body.hasPrefix(#"{"data":"#), "\(answer.body)")
                    }
                }
                try await group.waitForAll()
            }
            guard let (document, principal) = requests.afterwards else { return nil }
            return try await server.client.ask(document, as: principal).body
        }

        @Test func `race 1: a fact about a person against their seat on the docket`() async throws {
            try await race(1) { ground, run in
                let community = try ground.community(1)
                let invite = """
                    mutation { inviteMember(input: { sessionId: \
                    "\(ground.session(run % RaceGround.runs + 1))", \
                    personId: "\(try ground.principal(run).person)", seat: MEMBER }) \
                    { errors { code } } }
                    """
                return Requests(
                    parallel: [
                        (invite, ground.delegate), try fact(ground, community, run),
                    ], afterwards: try score(ground, run))
            }
        }

        @Test func `race 2: a score against a fact`() async throws {
            try await race(2) { ground, run in
                Requests(
                    parallel: [
                        try score(ground, run), try fact(ground, try ground.community(1), run),
                    ])
            }
        }

        @Test func `race 3: two sessions of one person, one that scores and one that declares`()
            async throws
        {
            try await race(3) { ground, run in
                let declare = """
                    mutation { declareConflict(input: { projectId: "\(ground.project(run))", \
                    reason: "kin" }) { errors { code } } }
                    """
                return Requests(
                    parallel: [
                        try score(ground, run), (declare, try ground.principal(run)),
                        try score(ground, run),
                    ])
            }
        }

        @Test func `race 4: a score against a move of the school to a community once escorted`()
            async throws
        {
            try await race(4, prepare: { try $0.everybodyEscorted(5) }) { ground, run in
                let move = """
                    mutation { moveSchool(input: { schoolId: "\(ground.school(run))", \
                    communityId: "\(try ground.community(5))", movedOn: "2026-11-20" }) \
                    { errors { code } } }
                    """
                return Requests(
                    parallel: [try score(ground, run), (move, ground.delegate)])
            }
        }

        @Test func `race 5: a token that is older than the fact gives no right`() async throws {
            let answers = try await race(5) { ground, run in
                Requests(
                    parallel: [try fact(ground, try ground.community(1), run)],
                    afterwards: try score(ground, run))
            }
            #expect(answers.count == RaceGround.runs)
            for answer in answers {
                #expect(answer.contains("MEMBER_IS_NOT_IN_CONFLICT"), "\(answer)")
            }
        }

        @Test func `race 6: what is asked once the fact is known shows nothing of the evaluation`()
            async throws
        {
            let answers = try await race(
                6,
                prepare: { ground in
                    try ground.database.administration().execute(
                        """
                        SET session_replication_role = replica;
                        INSERT INTO app.score (office_id, entry_id, person_id, points, total)
                        SELECT 1511, e.id, '\(ground.delegate.person)', '{"BASIS": 3}', 3
                        FROM app.docket_entry e WHERE e.id::text LIKE 'e1000000%06%';
                        SET session_replication_role = origin;
                        """)
                }
            ) { ground, run in
                let read = """
                    { docketEntry(id: "\(ground.entry(run))") { scores { nodes { total } } } }
                    """
                return Requests(
                    parallel: [
                        try score(ground, run), (read, try ground.principal(run)),
                        try fact(ground, try ground.community(1), run),
                        (read, try ground.principal(run)),
                    ], afterwards: (read, try ground.principal(run)))
            }
            for answer in answers { #expect(!answer.contains("\"total\":3"), "\(answer)") }
        }
    }
}
