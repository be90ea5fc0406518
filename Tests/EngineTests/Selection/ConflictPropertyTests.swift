import PostgresClient
import TestSupport
import Testing

/// The properties P1 to P7 of the rule on conflicts of interest, on random histories.
///
/// A failure prints its seed: run it alone with `CONFLICT_SEED`, `CONFLICT_HISTORIES=1` and, to see
/// each statement, `CONFLICT_TRACE=1`.
@Suite("Properties of the conflict rule", .serialized)
struct ConflictPropertyTests {
    private static let prepared = Task { try SelectionFixture(database: "conflict_properties") }

    /// Runs a body on each history; its changes are undone.
    private func histories(
        _ body: (ConflictHistory, String) throws -> Void
    ) async throws {
        let fixture = try await Self.prepared.value
        let connection = try fixture.administration()
        for number in 0..<UInt64(ConflictHistory.count) {
            let seed = ConflictHistory.seed + number
            let history = try ConflictHistory(
                connection, delegate: fixture.delegate, seed: seed)
            do {
                try body(history, "seed \(seed)")
            } catch {
                try? history.end()
                Issue.record("seed \(seed): \(error)")
                return
            }
            try history.end()
        }
    }

    private func today(_ history: ConflictHistory) throws -> String {
        try history.connection.query("SELECT access.today()")[0][0] ?? ""
    }

    @Test func `the database derives the conflicts that the charter's text says`() async throws {
        try await histories { history, seed in
            for _ in 0..<12 { try history.step() }
            let today = try today(history)
            for person in ConflictHistory.persons {
                for project in 1...5 {
                    #expect(
                        try history.isInConflict(person, project, "SELECTION")
                            == history.model.isInConflict(person, project, on: today),
                        "\(seed): person \(person), project \(project)")
                    #expect(
                        try history.isInConflict(person, project, "EVALUATION")
                            == history.model.mayNotEvaluate(person, project, on: today),
                        "\(seed): person \(person), project \(project), evaluation")
                }
            }
        }
    }

    @Test
    func `P1 and P7: no score counts in conflict, or an incident says so; what is published stays`()
        async throws
    {
        var closed = 0
        try await histories { history, seed in
            for _ in 0..<25 { try history.step() }
            let today = try today(history)
            for score in try history.countedScores()
            where history.model.isInConflict(score.person, score.project, on: today) {
                #expect(history.isClosed, "\(seed): \(score) counts in an open session")
                #expect(try history.hasIncident(score), "\(seed): \(score) has no incident")
            }
            if let published = history.published {
                closed += 1
                #expect(try history.publication() == published, "\(seed)")
            }
        }
        #expect(closed > 0, "some sessions were closed")
    }

    @Test func `P2: a fact never lets a person read more of evaluations`() async throws {
        try await histories { history, seed in
            for _ in 0..<10 { try history.step() }
            let person = history.anyone()
            let before = try history.readable(by: person)
            try history.addFact(person, history.anyCommunity())
            let after = try history.readable(by: person)
            #expect(after.isSubset(of: before), "\(seed): person \(person)")
        }
    }

    @Test func `P3: a score and a fact count alike in both orders`() async throws {
        try await histories { history, seed in
            for _ in 0..<4 { try history.step() }
            let person = history.anyone()
            let community = history.anyCommunity()
            let project = Int.random(in: 1...5, using: &history.random)
            let start = history.random
            var counted: [Set<ConflictHistory.CountedScore>] = []
            for isFactFirst in [true, false] {
                history.random = start
                try history.connection.execute("SAVEPOINT orders")
                let model = history.model
                if isFactFirst { try history.addFact(person, community) }
                try history.score(person, project)
                history.random = start
                if !isFactFirst { try history.addFact(person, community) }
                counted.append(try history.countedScores())
                try history.connection.execute("ROLLBACK TO orders")
                history.restore(model)
            }
            #expect(counted[0] == counted[1], "\(seed): person \(person), project \(project)")
        }
    }

    @Test func `P5: to annul a fact and record it again restores the state and leaves two lines`()
        async throws
    {
        try await histories { history, seed in
            let (person, community) = (
                history.anyone(), Int.random(in: 1...5, using: &history.random)
            )
            let project = community
            let state = try history.isInConflict(person, project, "SELECTION")
            #expect(!state, "\(seed)")
            try history.connection.execute("UPDATE app.committee_seat SET status = 'DECLINED'")
            try history.addFact(person, community)
            #expect(try history.isInConflict(person, project, "SELECTION"), "\(seed)")
            try history.annul()
            #expect(try !history.isInConflict(person, project, "SELECTION"), "\(seed)")
            try history.visit(person, project)
            #expect(try history.isInConflict(person, project, "SELECTION"), "\(seed)")
            try history.annul()
            #expect(try history.isInConflict(person, project, "SELECTION") == state, "\(seed)")
            #expect(
                try history.connection.query("SELECT count(*) FROM app.annulment") == [["2"]])
        }
    }

    @Test func `P6: merging two accounts gives the conflicts of both, and voids scores in them`()
        async throws
    {
        try await histories { history, seed in
            for _ in 0..<3 {
                try history.addFact(2, history.anyCommunity())
                try history.addFact(3, history.anyCommunity())
            }
            for project in 1...5 {
                try history.score(2, project)
                try history.score(3, project)
            }
            var union: [Int: Bool] = [:]
            for project in 1...5 {
                union[project] =
                    try history.isInConflict(2, project, "SELECTION")
                    || history.isInConflict(3, project, "SELECTION")
            }
            try history.mergeAccounts()
            let counted = try history.countedScores()
            for project in 1...5 {
                for account in [2, 3] {
                    #expect(
                        try history.isInConflict(account, project, "SELECTION") == union[project],
                        "\(seed): project \(project)")
                    let score = ConflictHistory.CountedScore(person: account, project: project)
                    #expect(counted.contains(score) == (union[project] == false), "\(seed)")
                }
            }
        }
    }
}
