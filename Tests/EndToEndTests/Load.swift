import PostgresClient
import Synchronization
import TestSupport
import Testing
import TransportProtocols

/// Two questions with the answers that they must get, byte by byte.
struct Questions: Sendable {
    private let questions: [Question]
    private let answers: [String]
    private let token: String

    /// Asks both while the database is well.
    init(_ server: RunningServer, _ cluster: DemonstrationCluster) async throws {
        let delegate = try cluster.database.principal("DELEGATE", office: "01511")
        token = try await server.client.token(delegate)
        let ids = try cluster.database.administration().query(
            "SELECT id FROM app.school WHERE office_id = 1511 ORDER BY gresa_code LIMIT 1")
        let point = Question(
            "query ($id: ID!) { school(id: $id) { name gresaCode } }",
            variables: "{\"id\":\"\(ids.first?.first.flatMap { $0 } ?? "")\"}")
        questions = [point, Question(Self.threeLevels)]
        var answers: [String] = []
        for question in questions {
            let answer = try await server.client.post(question.body, token: token)
            #expect(answer.status == 200)
            answers.append(answer.body)
        }
        #expect(answers[0].hasPrefix("{\"data\":{\"school\":{\"name\":\""))
        #expect(answers[1].count > 2_000)
        self.answers = answers
    }

    private static let threeLevels = """
        { communities(first: 20) { nodes { name schools(first: 20) { nodes { name \
        visits(first: 5) { nodes { visitedOn mode } } } } } } }
        """

    /// Asks one of the two, by turns.
    func ask(_ turn: Int, _ client: GraphQLClient) async throws -> GraphQLClient.Answer {
        try await client.post(questions[turn % questions.count].body, token: token)
    }

    func isAnswered(_ turn: Int, by answer: GraphQLClient.Answer) -> Bool {
        answer.status == 200 && answer.body == answers[turn % answers.count]
    }
}

/// Clients that ask in a loop, each its next question after its last answer, and judge each one.
final class Load: Sendable {
    /// What became of the requests since the count began.
    struct Tally: Sendable {
        /// Complete, correct answers for each client.
        var complete: [Int]
        /// Answers of 503 that say when to ask again.
        var unavailable = 0
        /// Every other answer, and every request that got none.
        var wrong: [String] = []
        var durationMax = Duration.zero

        /// Twice, because the first answer may be one from before the count.
        var isEveryClientAnswered: Bool { complete.allSatisfy { $0 > 1 } }
    }

    private struct State {
        var tally: Tally
        var isEnding = false
    }

    static let clients = 50

    private let client: GraphQLClient
    private let questions: Questions
    private let state = Mutex(State(tally: Load.none))

    private static var none: Tally { Tally(complete: Array(repeating: 0, count: clients)) }

    init(_ client: GraphQLClient, _ questions: Questions) {
        self.client = client
        self.questions = questions
    }

    /// Asks on while the body runs.
    func run(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for number in 0..<Self.clients {
                tasks.addTask { await self.runClient(number) }
            }
            defer { state.withLock { $0.isEnding = true } }
            try await body()
        }
    }

    var tally: Tally { state.withLock { $0.tally } }

    /// Starts to count anew; gives what was counted before.
    @discardableResult
    func restart() -> Tally {
        state.withLock { state in
            defer { state.tally = Self.none }
            return state.tally
        }
    }

    private func runClient(_ number: Int) async {
        var turn = number
        while !state.withLock({ $0.isEnding }) {
            let isComplete = await ask(turn, number)
            if !isComplete { try? await Task.sleep(for: .milliseconds(10)) }
            turn += 1
        }
    }

    private func ask(_ turn: Int, _ number: Int) async -> Bool {
        do {
            let answer = try await questions.ask(turn, client)
            return record(answer, isComplete: questions.isAnswered(turn, by: answer), number)
        } catch {
            state.withLock { $0.tally.wrong.append("no answer: \(error)") }
            return false
        }
    }

    private func record(
        _ answer: GraphQLClient.Answer, isComplete: Bool, _ number: Int
    ) -> Bool {
        state.withLock { state in
            state.tally.durationMax = max(state.tally.durationMax, answer.duration)
            if isComplete {
                state.tally.complete[number] += 1
            } else if answer.isUnavailable {
                state.tally.unavailable += 1
            } else {
                state.tally.wrong.append("\(answer.status) \(answer.body.prefix(300))")
            }
        }
        return isComplete
    }
}

extension GraphQLClient.Answer {
    /// 503 with the code UNAVAILABLE and a positive number of seconds, whole and nothing else.
    var isUnavailable: Bool {
        guard status == 503, let seconds = retryAfter.flatMap({ Int($0) }), seconds > 0 else {
            return false
        }
        let reasons = ["The database cannot be reached", "The server is busy"]
        return reasons.contains { reason in
            body == """
                {"errors":[{"message":"\(reason); try again.",\
                "extensions":{"code":"UNAVAILABLE"}}]}
                """
        }
    }
}
