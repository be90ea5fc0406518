import Testing

/// How many questions of each kind were asked, and how many of them were answered with data.
struct InterferenceTally: CustomStringConvertible {
    private let caller: ConflictedCaller
    private var asked: [Question.Kind: Int] = [:]
    private var answered: [Question.Kind: Int] = [:]
    private var refusals: [String: Int] = [:]
    private var durations: [Question.Kind: Duration] = [:]

    init(_ caller: ConflictedCaller) {
        self.caller = caller
    }

    mutating func note(
        _ question: Question, _ answers: (left: String, right: String), after duration: Duration
    ) {
        durations[question.kind, default: .zero] += duration
        asked[question.kind, default: 0] += 1
        if answers.left.hasPrefix(#"{"data":{"#) {
            answered[question.kind, default: 0] += 1
        } else if question.kind != .kept {
            refusals[String(answers.left.prefix(160)), default: 0] += 1
        }
    }

    /// A question that is refused, for its size or its roles, proves nothing.
    func expectAnswers() {
        for kind in Question.Kind.allCases {
            let all = asked[kind] ?? 0
            // Most operations that are kept are for other roles.
            let least = kind == .kept ? 1 : max(1, all * 9 / 10)
            #expect(
                (answered[kind] ?? 0) >= least,
                "\(caller): \(kind) \(answered[kind] ?? 0) of \(all): \(refusals)")
        }
    }

    var description: String {
        let kinds = Question.Kind.allCases.map {
            let seconds = (durations[$0] ?? .zero) / .seconds(1)
            return "\($0) \(answered[$0] ?? 0) of \(asked[$0] ?? 0) in \(Int(seconds)) s"
        }
        let words = refusals.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        return "\(caller): answered with data: \(kinds.joined(separator: ", "))"
            + words.map { "\n  refused: \($0)" }.joined()
    }
}
