import Foundation
import Testing

/// Shows that the questions and commands find what leaks: changes that make the database tell of
/// what is hidden, each by itself.
extension InterferenceGround {
    /// What somebody cannot see for want of a role or a seat, whatever the rule says.
    private static let unseen: [ConflictedCaller: Set<String>] = [
        .member: [
            "policy of incident", "policy of evaluation_mandate", "policy of evaluation",
            "policy of audit_entry", "a refused closing",
        ],
        .delegate: ["policy of evaluation", "a refused score"],
        .auditor: [
            "policy of score", "policy of vote", "policy of ranking", "policy of minutes",
            "policy of evaluation_mandate", "a computed value",
            "a computed value that is grouped by", "a refused score", "a refused closing",
            "a total",
        ],
    ]

    func expectPower(_ questions: [Question], _ attempts: [CommandAttempts.Attempt]) async throws {
        let connection = try twins.left.administration()
        let changes =
            try LeakyChange.policies(connection) + LeakyChange.functions(connection)
            + [LeakyChange.total(connection)] + LeakyChange.refusals(connection)
        #expect(changes.count > 10)
        let isWhole = ProcessInfo.processInfo.environment["NONINTERFERENCE_POWER"] != nil
        for change in changes where !Self.unseen[world.caller, default: []].contains(change.name) {
            try change.make(in: twins)
            let found =
                try await change.isOfCommand
                ? self.found(attempts) : self.found(questions, isWhole: isWhole)
            try change.takeBack(in: twins)
            #expect(!found.isEmpty, "\(world.caller): \(change.name) is not found")
            let kinds = Dictionary(grouping: found, by: \.self).mapValues(\.count)
            print("\(world.caller): \(change.name) is found by \(kinds.sorted { $0.key < $1.key })")
        }
    }

    /// The kinds of the questions whose answers differ: of a few of each kind, or of the first.
    private func found(_ questions: [Question], isWhole: Bool) async throws -> [String] {
        var found: [String] = []
        var asked: [Question.Kind: Int] = [:]
        for question in questions where isWhole || found.isEmpty {
            asked[question.kind, default: 0] += 1
            if isWhole && asked[question.kind, default: 0] > 10 { continue }
            let answers = try await twins.ask(
                question.document, question.variables, as: world.person)
            if answers.left != answers.right { found.append(question.kind.rawValue) }
        }
        return found
    }

    /// Whether commands that are refused, and so leave nothing behind, are refused otherwise.
    private func found(_ attempts: [CommandAttempts.Attempt]) async throws -> [String] {
        for attempt in attempts where ["score", "closeSession"].contains(attempt.command) {
            let answers = try await twins.ask(
                attempt.document, attempt.variables, as: world.person)
            if answers.left.contains(#""errors":[{"#), answers.left != answers.right {
                return ["command"]
            }
        }
        return []
    }
}
