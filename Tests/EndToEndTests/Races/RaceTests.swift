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
            var parallel: [Request]
            var afterwards: Request?
        }

        /// A document that all runs share, and what is its own.
        struct Request: Sendable {
            let document: String
            let variables: String
            let principal: RequestPrincipal

            /// A command whose input has these members, as JSON without the braces.
            init(
                command name: String, _ members: String, as principal: RequestPrincipal,
                selecting: String = ""
            ) {
                let type = name.prefix(1).uppercased() + name.dropFirst() + "Input!"
                document = """
                    mutation ($input: \(type)) { \(name)(input: $input) \
                    { \(selecting) errors { code } } }
                    """
                variables = "{\"input\":{\(members)}}"
                self.principal = principal
            }

            /// The scores of an entry.
            init(reading entry: String, as principal: RequestPrincipal) {
                document = """
                    query ($id: ID!) { docketEntry(id: $id) { scores { nodes { total } } } }
                    """
                variables = "{\"id\":\"\(entry)\"}"
                self.principal = principal
            }
        }

        private func score(_ ground: RaceGround, _ run: Int) throws -> Request {
            Request(
                command: "score",
                #""entryId":"\#(ground.entry(run))","points":{"BASIS":7}"#,
                as: try ground.principal(run), selecting: "score { id }")
        }

        private func fact(
            _ ground: RaceGround, _ community: String, _ run: Int
        ) throws -> Request {
            Request(
                command: "takeOverHistory",
                """
                "personId":"\(try ground.principal(run).person)","communityId":"\(community)",\
                "schoolYear":"2024-2025","source":"letter"
                """, as: ground.delegate)
        }

        /// Runs a race; gives the answers of what was sent afterwards.
        @discardableResult private func race(
            _ number: Int, prepare: (RaceGround) throws -> Void = { _ in },
            _ requests: @escaping @Sendable (RaceGround, Int) throws -> Requests,
            check: (RaceGround) throws -> Void = { _ in }
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
                try check(ground)
                print("race \(number): \(RaceGround.runs) runs, \(scores)")
            }
            return answers
        }

        private static func send(
            _ requests: Requests, _ server: RunningServer
        ) async throws -> String? {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for request in requests.parallel {
                    group.addTask {
                        // So that each of them comes first in some runs.
                        try await Task.sleep(for: .microseconds(Int.random(in: 0...4000)))
                        let answer = try await server.client.ask(
                            request.document, variables: request.variables, as: request.principal)
                        #expect(answer.body.hasPrefix(#"{"data":"#), "\(answer.body)")
                    }
                }
                try await group.waitForAll()
            }
            guard let request = requests.afterwards else { return nil }
            return try await server.client.ask(
                request.document, variables: request.variables, as: request.principal
            ).body
        }

        @Test func `race 1: an assignment to a community against a seat for its projects`()
            async throws
        {
            let prepare = { (ground: RaceGround) in try ground.everybodyDeclines() }
            try await race(1, prepare: prepare) { ground, run in
                let person = try ground.principal(run).person
                let invite = Request(
                    command: "inviteMember",
                    """
                    "sessionId":"\(ground.session(run % RaceGround.runs + 1))",\
                    "personId":"\(person)","seat":"MEMBER"
                    """, as: ground.delegate)
                let appoint = Request(
                    command: "appointEscort",
                    """
                    "personId":"\(person)","communityId":"\(try ground.community(1))",\
                    "schoolYear":"2026-2027","startsOn":"2026-11-02","endsOn":"2027-06-30",\
                    "decisionNumber":"\(run)","decidedOn":"2026-11-02"
                    """, as: ground.delegate)
                return Requests(
                    parallel: [invite, appoint], afterwards: try score(ground, run))
            } check: { ground in
                let (invited, appointed, both) = try ground.invitedAndAppointed()
                #expect(both == 0)
                #expect(invited + appointed == RaceGround.runs)
                print("race 1: \(invited) invited, \(appointed) appointed")
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
                let declare = Request(
                    command: "declareConflict",
                    #""projectId":"\#(ground.project(run))","reason":"kin""#,
                    as: try ground.principal(run))
                return Requests(
                    parallel: [
                        try score(ground, run), declare,
                        try score(ground, run),
                    ])
            }
        }

        @Test func `race 4: a score against a move of the school to a community once escorted`()
            async throws
        {
            try await race(4, prepare: { try $0.everybodyEscorted(5) }) { ground, run in
                let move = Request(
                    command: "moveSchool",
                    """
                    "schoolId":"\(ground.school(run))",\
                    "communityId":"\(try ground.community(5))","movedOn":"2026-11-20"
                    """, as: ground.delegate)
                return Requests(
                    parallel: [try score(ground, run), move])
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
                let read = Request(reading: ground.entry(run), as: try ground.principal(run))
                return Requests(
                    parallel: [
                        try score(ground, run), read,
                        try fact(ground, try ground.community(1), run),
                        read,
                    ], afterwards: read)
            }
            for answer in answers { #expect(!answer.contains("\"total\":3"), "\(answer)") }
        }
    }
}
