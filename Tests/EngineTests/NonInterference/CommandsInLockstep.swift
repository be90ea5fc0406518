import GraphQLTypeSystem
import JSONBytes
import Testing

/// Gives each command to both twins, which so stay alike but for what is hidden, and compares what
/// they answer, in every language where they refuse.
struct CommandsInLockstep: CustomStringConvertible {
    private let ground: InterferenceGround
    private var left: AnswerNormalizer
    private var right: AnswerNormalizer
    private var asked = 0
    private var done = 0
    private var refused = 0
    private var refusals: Set<String> = []

    private static let languages = ["ar", "fr", "en"]

    init(_ ground: InterferenceGround) throws {
        self.ground = ground
        left = try AnswerNormalizer(ground.twins.left)
        right = try AnswerNormalizer(ground.twins.right)
    }

    mutating func give(_ attempts: [CommandAttempts.Attempt], seed: UInt64) async throws {
        for (number, attempt) in attempts.enumerated() {
            let language = Self.languages[number % 3]
            guard try await give(attempt, in: language, seed) else { continue }
            // What was refused changed nothing, so that it can be said again.
            for other in Self.languages where other != language {
                _ = try await give(attempt, in: other, seed)
            }
        }
        try await compareTotals(seed)
    }

    /// - Returns: whether the command was refused.
    private mutating func give(
        _ attempt: CommandAttempts.Attempt, in language: String, _ seed: UInt64
    ) async throws -> Bool {
        let answers = try await ground.twins.ask(
            attempt.document, attempt.variables, as: ground.world.person, in: language)
        let (one, other) = (left.normalized(answers.left), right.normalized(answers.right))
        #expect(
            one == other,
            "\(ground.world.caller), seed \(seed), \(language): \(attempt)")
        asked += 1
        guard one.hasPrefix(#"{"data":{"\#(attempt.command)":{"#) else { return false }
        if one.hasSuffix(#""errors":[]}}}"#) {
            done += 1
            return false
        }
        refused += 1
        if let code = one.firstMatch(of: /"code":"(\w+)"/) { refusals.insert(String(code.1)) }
        return true
    }

    /// What the commands left behind is as much in both.
    private func compareTotals(_ seed: UInt64) async throws {
        let fields = ground.walk.collections.map { "\($0.field.name) { totalCount }" }
        for question in Question.together(.page, fields) {
            let answers = try await ground.twins.ask(
                question.document, as: ground.world.person)
            #expect(
                answers.left == answers.right,
                "\(ground.world.caller), seed \(seed), after commands: \(question.document)")
        }
    }

    /// A command that fails as a whole proves nothing.
    func expectAnswers() {
        #expect(done > 2 && (done + refused) * 10 >= asked * 9, "\(self)")
    }

    var description: String {
        """
        \(ground.world.caller): \(asked) commands, \(done) done, \(refused) refused by \
        \(refusals.count) rules: \(refusals.sorted().joined(separator: " "))
        """
    }
}
