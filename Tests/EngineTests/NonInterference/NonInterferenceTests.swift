import Foundation
import TestSupport
import Testing

/// P4: what is hidden from whoever is in conflict changes no byte of any answer to them.
///
/// Two databases differ in that alone, and are asked the same; the questions come from the schema.
/// `NONINTERFERENCE_SAMPLE` says how large the samples are where they are too many, and
/// `NONINTERFERENCE_SEED` draws the same again; `NONINTERFERENCE_CALLER` names one caller,
/// `NONINTERFERENCE_OPERATIONS` says how many operations are made at random, and
/// `NONINTERFERENCE_POWER` prints which kinds of questions find each leak rather than one.
@Suite("Non-interference", .serialized)
struct NonInterferenceTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let randomCount =
        environment["NONINTERFERENCE_OPERATIONS"].flatMap { Int($0) } ?? 50
    private static let seed =
        environment["NONINTERFERENCE_SEED"].flatMap { UInt64($0) }
        ?? .random(in: 0..<1_000_000_000)

    /// All, but where one is named.
    private static let callers = ConflictedCaller.allCases.filter {
        [nil, $0.rawValue].contains(environment["NONINTERFERENCE_CALLER"])
    }

    @Test(arguments: callers)
    func `no answer to whoever is in conflict depends on what is hidden from them`(
        caller: ConflictedCaller
    ) async throws {
        let world = try await InterferenceWorld(caller)
        let ground = try await InterferenceGround(world)
        try ground.expectAlteration()
        let questions = try ground.questions(Self.seed, randomCount: Self.randomCount)
        try await ask(questions, ground)
        try await ground.expectThatOthersSeeTheChange()
        var maker = try CommandAttempts(ground, seed: Self.seed)
        let attempts = maker.all()
        var commands = try CommandsInLockstep(ground)
        var random = SeededGenerator(seed: Self.seed)
        try await ground.expectPower(questions.shuffled(using: &random), attempts)
        try await commands.give(attempts, seed: Self.seed)
        commands.expectAnswers()
        print("\(commands)")
    }

    private func ask(_ questions: [Question], _ ground: InterferenceGround) async throws {
        let caller = ground.world.caller
        var tally = InterferenceTally(caller)
        for question in questions {
            let start = ContinuousClock.now
            let answers = try await ground.twins.ask(
                question.document, question.variables, as: ground.world.person)
            tally.note(question, answers, after: .now - start)
            #expect(
                answers.left == answers.right,
                "\(caller), seed \(Self.seed), \(question.kind): \(question.document)")
        }
        tally.expectAnswers()
        print("\(tally), seed \(Self.seed)")
    }
}
