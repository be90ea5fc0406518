import PostgresClient
import Testing

@testable import Engine

@Suite("Refusals of commands")
struct CommandRefusalTests {
    private func failure(
        _ state: SQLState, constraint: String? = "rule_name", detail: String? = nil
    ) -> ProgramFailure {
        .database(
            DatabaseError(
                kind: .serverError, sqlState: state, message: "A sentence.", detail: detail,
                constraint: constraint))
    }

    @Test func `facts are texts as they are, and anything else as JSON`() {
        let detail = #"{"a": "نص", "b": 1.50, "c": true, "d": null, "e": [1, "x"], "f": {"g": 2}}"#
        let refusal = CommandRefusal(failure("MK001", detail: detail), command: 1)
        #expect(refusal?.code == "RULE_NAME")
        #expect(refusal?.message == "A sentence.")
        #expect(refusal?.command == 1)
        #expect(
            refusal?.parameters.map { "\($0.name)=\($0.value)" }
                == ["a=نص", "b=1.50", "c=true", "d=null", #"e=[1,"x"]"#, #"f={"g":2}"#])
    }

    @Test func `of a constraint only its name is told`() {
        let refusal = CommandRefusal(
            failure("23514", detail: "Failing row contains (secret)."), command: 0)
        #expect(refusal?.code == "RULE_NAME")
        #expect(
            refusal?.message == "The database has a rule of this name that the command would break."
        )
        #expect(refusal?.parameters == [])
    }

    @Test func `other failures, and those of what has no command, are none`() {
        #expect(CommandRefusal(failure("40001"), command: 0) == nil)
        #expect(CommandRefusal(failure("MK001", constraint: nil), command: 0) == nil)
        #expect(CommandRefusal(failure("MK001"), command: -1) == nil)
        #expect(CommandRefusal(.pool(.queueFull), command: 0) == nil)
    }
}
