import JSONBytes
import PostgresClient
import TransportProtocols

/// Why a command was not done, as the database said it.
///
/// A rule is raised by `api.refuse` with its name, a sentence and facts, all of them meant for the
/// caller; or it is a constraint, of which only the name is told.
struct CommandRefusal: Hashable, Sendable {
    struct Parameter: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// The place of the command among those of the operation.
    let command: Int
    let code: String
    var message: String
    let parameters: [Parameter]
    /// Whether it is a constraint rather than a rule that was raised with a sentence.
    var isConstraint = false
    var language = Language.english

    /// What the commands beside it say: one operation is one transaction.
    static func notDone(_ language: Language) -> String {
        switch language {
        case .arabic: "لم ينجز شيء، لأن أمرا آخر في العملية نفسها قد رفض."
        case .english:
            "Nothing was done, because another command of the operation was refused."
        case .french:
            "Rien n'a été fait, car une autre commande de l'opération a été refusée."
        }
    }
    static let notDoneCode = "NOT_DONE"

    /// The SQLSTATE of `api.refuse`.
    private static let refused = SQLState("MK001")

    init(command: Int, code: String, message: String, parameters: [Parameter]) {
        self.command = command
        self.code = code
        self.message = message
        self.parameters = parameters
    }

    /// `nil` for a failure that is no rule, or where there is no command.
    init?(_ failure: ProgramFailure, command: Int) {
        guard command >= 0, case .database(let error) = failure, let rule = error.constraint,
            let state = error.sqlState
        else { return nil }
        self.command = command
        code = rule.uppercased()
        switch state {
        case Self.refused:
            message = error.message
            parameters = Self.parameters(error.detail ?? "")
        case _ where state.conditionClass == "23":
            message = "The database has a rule of this name that the command would break."
            parameters = []
            isConstraint = true
        default: return nil
        }
    }

    private static func parameters(_ json: String) -> [Parameter] {
        guard case .object(let facts)? = try? parseJSON(json.utf8Span.span, limits: JSONLimits())
        else { return [] }
        return facts.members.map { Parameter(name: $0.name, value: $0.value.factText) }
    }
}

extension JSONValue {
    /// A fact as a client reads it: a text as it is, and anything else as JSON.
    fileprivate var factText: String {
        if case .string(let text) = self { return text }
        var writer = JSONWriter()
        writer.append(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
