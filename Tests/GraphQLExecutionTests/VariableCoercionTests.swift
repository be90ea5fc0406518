import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import Testing

/// A request's variables and what becomes of them.
struct VariableCase: CustomTestStringConvertible, Sendable {
    let definitions: String
    let inputs: String
    let outcome: Outcome

    enum Outcome: Sendable {
        case values(VariableValues)
        case message(String)
    }

    init(_ definitions: String, _ inputs: String, _ values: VariableValues) {
        self.definitions = definitions
        self.inputs = inputs
        outcome = .values(values)
    }

    init(_ definitions: String, _ inputs: String, _ message: String) {
        self.definitions = definitions
        self.inputs = inputs
        outcome = .message(message)
    }

    var testDescription: String { "\(definitions) ← \(inputs)" }
}

/// Values and errors agree with the reference implementation, numbers shown as they were sent.
@Suite("CoerceVariableValues")
struct VariableCoercionTests {
    @Test(arguments: VariableCase.scalars + VariableCase.lists + VariableCase.objects)
    func `a variable takes the value of its type or says why not`(example: VariableCase) throws {
        let definitions = try ExecutionFixture.definitions(example.definitions)
        let schema = try ExecutionFixture.schema()
        let inputs = try ExecutionFixture.json(example.inputs)
        do throws(CoercionErrors) {
            let values = try coerceVariableValues(definitions, inputs: inputs, schema: schema)
            guard case .values(let expected) = example.outcome else {
                Issue.record("Coerced to \(values).")
                return
            }
            #expect(values == expected)
        } catch {
            guard case .message(let expected) = example.outcome else {
                Issue.record("\(error.errors.map(\.message))")
                return
            }
            #expect(error.errors.map(\.message) == [expected])
        }
    }

    @Test func `all errors are collected in the order of the definitions`() throws {
        let errors = try errors(
            "$a: Int!, $b: [Int], $c: Filter",
            #"{"b": ["x", 1, "ص"], "c": {"period": {"to": "y"}}}"#)
        #expect(
            errors.map(\.message) == [
                #"Variable "$a" of required type "Int!" was not provided."#,
                #"Variable "$b" got invalid value "x" at "b[0]"; "#
                    + "Int cannot represent non-integer value: \"x\"",
                #"Variable "$b" got invalid value "ص" at "b[2]"; "#
                    + "Int cannot represent non-integer value: \"ص\"",
                #"Variable "$c" got invalid value { to: "y" } at "c.period"; "#
                    + #"Field "from" of required type "Int!" was not provided."#,
                #"Variable "$c" got invalid value "y" at "c.period.to"; "#
                    + "Int cannot represent non-integer value: \"y\"",
            ])
        #expect(errors.map(\.location.offset) == [8, 18, 18, 29, 29])
    }

    @Test func `a type that takes no input is refused at the type`() throws {
        let errors = try errors("$i: Query", #"{"i": 1}"#)
        #expect(
            errors.map(\.message) == [
                #"Variable "$i" expected value of type "Query" "#
                    + "which cannot be used as an input type."
            ])
        #expect(errors.map(\.location.offset) == [12])
    }

    @Test func `errorsMax errors are all told`() throws {
        let wrong = Array(repeating: "\"x\"", count: 50).joined(separator: ",")
        let errors = try errors("$l: [Int]", "{\"l\": [\(wrong)]}")
        #expect(errors.count == 50)
        #expect(!errors.contains { $0.kind == .tooManyErrors })
    }

    @Test func `one error more than errorsMax ends the coercion`() throws {
        let wrong = Array(repeating: "\"x\"", count: 60).joined(separator: ",")
        let errors = try errors("$l: [Int], $n: Int!", "{\"l\": [\(wrong)]}")
        #expect(errors.count == 51)
        #expect(
            errors.last?.message
                == "Too many errors processing variables, error limit reached. Execution aborted.")
    }

    @Test func `names that the caller may not see are not suggested`() throws {
        let visibility = SchemaVisibility { $0 != .member(type: "Filter", name: "secret") }
        let errors = try errors("$f: Filter", #"{"f": {"secre": 1}}"#, visibility)
        #expect(errors.first?.message.contains(#""secret""#) == false)
        let all = try self.errors("$f: Filter", #"{"f": {"secre": 1}}"#)
        #expect(all.first?.message.contains(#"Did you mean "secret""#) == true)
    }

    @Test func `stringScalarsMax scalars of a string are shown and one more is cut`() throws {
        let shown = String(repeating: "م", count: PresentationLimits.stringScalarsMax)
        try expectShown("\"\(shown)\"", as: "\"\(shown)\"")
        try expectShown("\"\(shown)ن\"", as: "\"\(shown)…\"")
    }

    @Test func `elementsMax elements are shown and the others are counted`() throws {
        let numbers = (0..<PresentationLimits.elementsMax).map(String.init)
        let shown = numbers.joined(separator: ", ")
        try expectShown("[\(shown)]", as: "[\(shown)]")
        try expectShown("[\(shown), 1]", as: "[\(shown), ... 1 more item]")
        try expectShown("[\(shown), 1, 2]", as: "[\(shown), ... 2 more items]")
        let members = numbers.map { "\"س\($0)\": \($0)" }.joined(separator: ", ")
        let fields = numbers.map { "س\($0): \($0)" }.joined(separator: ", ")
        try expectShown("{\(members)}", as: "{ \(fields) }")
        try expectShown("{\(members), \"ع\": 1}", as: "{ \(fields), ... 1 more item }")
    }

    @Test func `nestingMax levels are shown and one more is cut unless it is empty`() throws {
        let opening = String(repeating: "[", count: PresentationLimits.nestingMax)
        let closing = String(repeating: "]", count: PresentationLimits.nestingMax)
        func expectInnermost(_ value: String, as shown: String) throws {
            try expectShown(opening + value + closing, as: opening + shown + closing)
        }
        try expectInnermost("1", as: "1")
        try expectInnermost("[], {}", as: "[], {}")
        try expectInnermost("[1]", as: "[Array]")
        try expectInnermost(#"{"ا": 1}"#, as: "[Object]")
    }

    /// Expects the text in which an error about a value repeats it.
    private func expectShown(_ value: String, as shown: String) throws {
        let type = value.hasPrefix("\"") ? "Boolean" : "String"
        let phrase = "\(type) cannot represent a non \(type.lowercased()) value"
        #expect(
            try errors("$v: \(type)", "{\"v\": \(value)}").map(\.message) == [
                "Variable \"$v\" got invalid value \(shown); \(phrase): \(shown)"
            ])
    }

    private func errors(
        _ definitions: String, _ inputs: String, _ visibility: SchemaVisibility = .everything
    ) throws -> [CoercionError] {
        do {
            let values = try coerceVariableValues(
                try ExecutionFixture.definitions(definitions),
                inputs: try ExecutionFixture.json(inputs),
                schema: try ExecutionFixture.schema(), visibility: visibility)
            Issue.record("Coerced to \(values).")
            return []
        } catch let errors as CoercionErrors {
            return errors.errors
        }
    }
}
