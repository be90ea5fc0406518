import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections
import Testing

/// Arguments of the field `f`, and what becomes of them besides `n: 1` and the default `d: 3`.
struct ArgumentCase: CustomTestStringConvertible, Sendable {
    let arguments: String
    let variableValues: VariableValues
    let values: OrderedDictionary<String, CoercedValue>

    init(
        _ arguments: String, _ variableValues: VariableValues,
        _ values: OrderedDictionary<String, CoercedValue>
    ) {
        self.arguments = arguments
        self.variableValues = variableValues
        self.values = values
    }

    init(_ arguments: String, _ values: OrderedDictionary<String, CoercedValue>) {
        self.init(arguments, [:], values)
    }

    var testDescription: String { arguments }

    static let all = [
        Self("", [:]),
        Self("i: $v", [:]),
        Self("i: $v", ["v": .null], ["i": .null]),
        Self("i: $v", ["v": .int(4)], ["i": .int(4)]),
        Self("i: null", ["i": .null]),
        Self("d: $v", [:]),
        Self("s: \"مدرسة\"", ["s": .string("مدرسة")]),
        Self("fl: 2 b: true", ["fl": .float(2), "b": .boolean(true)]),
        Self("fl: 2.5 id: 7", ["fl": .float(2.5), "id": .string("7")]),
        Self("id: \"x\" c: HIGH", ["id": .string("x"), "c": .enumValue("HIGH")]),
        Self("l: 3", ["l": .list([.int(3)])]),
        Self("l: [1, $v, null]", ["l": .list([.int(1), .null, .null])]),
        Self("l: $v", ["v": .list([.int(5)])], ["l": .list([.int(5)])]),
        Self("ll: 3", ["ll": .list([.list([.int(3)])])]),
        Self("filter: {name: $v}", ["filter": .object([:])]),
        Self("filter: {name: null}", ["filter": .object(["name": .null])]),
        Self(
            "filter: {period: {to: $v, from: 1}}",
            ["filter": .object(["period": .object(["from": .int(1), "to": .int(9)])])]),
        Self("choice: {id: 1}", ["choice": .object(["id": .string("1")])]),
        Self(
            "date: {a: [1, $v, null, X, 2.50, \"ن\", true], b: $v, c: $w}",
            ["w": .list([.float(1.5), .object(["x": .enumValue("Y")]), .int(2), .boolean(false)])],
            [
                "date": .custom(
                    .object([
                        "a": .array([
                            .number("1"), .null, .null, .string("X"), .number("2.50"),
                            .string("ن"), .boolean(true),
                        ]),
                        "c": .array([
                            .number("1.5"), .object(["x": .string("Y")]), .number("2"),
                            .boolean(false),
                        ]),
                    ]))
            ]),
    ]
}

@Suite("CoerceArgumentValues")
struct ArgumentCoercionTests {
    @Test(arguments: ArgumentCase.all)
    func `an argument takes its literal, its variable or its default`(example: ArgumentCase) throws
    {
        var values = try coerced("{ f(n: 1 \(example.arguments)) }", example.variableValues)
        var expected = example.values
        expected["n"] = .int(1)
        expected["d"] = .int(3)
        values.sort { $0.key < $1.key }
        expected.sort { $0.key < $1.key }
        #expect(values == expected)
    }

    @Test func `values stand in the order of the definitions`() throws {
        let values = try coerced("{ f(s: \"x\", n: 1, i: 2) }", [:])
        #expect(Array(values.keys) == ["i", "n", "d", "s"])
    }

    @Test(arguments: [
        ("{ f }", #"Argument "n" of required type "Int!" was not provided."#, 2),
        ("{ f(n: null) }", #"Argument "n" of non-null type "Int!" must not be null."#, 7),
        (
            "{ f(n: $v) }",
            #"Argument "n" of required type "Int!" was provided the variable "$v""#
                + " which was not provided a runtime value.", 7
        ),
        ("{ f(n: $null) }", #"Argument "n" of non-null type "Int!" must not be null."#, 7),
        ("{ f(n: 1, d: null) }", #"Argument "d" of non-null type "Int!" must not be null."#, 13),
        ("{ f(n: 1, i: \"ن\") }", #"Argument "i" has invalid value "ن"."#, 13),
        ("{ f(n: 1, i: 2147483648) }", #"Argument "i" has invalid value 2147483648."#, 13),
        ("{ f(n: 1, i: 1.5) }", #"Argument "i" has invalid value 1.5."#, 13),
        ("{ f(n: 1, fl: 1e400) }", #"Argument "fl" has invalid value 1e400."#, 14),
        ("{ f(n: 1, c: NOPE) }", #"Argument "c" has invalid value NOPE."#, 13),
        ("{ f(n: 1, b: 1) }", #"Argument "b" has invalid value 1."#, 13),
        ("{ f(n: 1, s: true) }", #"Argument "s" has invalid value true."#, 13),
        ("{ f(n: 1, id: 1.5) }", #"Argument "id" has invalid value 1.5."#, 14),
        ("{ f(n: 1, ll: [[1, $v]]) }", #"Argument "ll" has invalid value [[1, $v]]."#, 14),
        ("{ f(n: 1, ll: [$null]) }", #"Argument "ll" has invalid value [$null]."#, 14),
        ("{ f(n: 1, ll: [null]) }", #"Argument "ll" has invalid value [null]."#, 14),
        ("{ f(n: 1, filter: 3) }", #"Argument "filter" has invalid value 3."#, 18),
        (
            "{ f(n: 1, filter: {period: {from: $v}}) }",
            #"Argument "filter" has invalid value {period: {from: $v}}."#, 18
        ),
        ("{ f(n: 1, choice: {}) }", #"Argument "choice" has invalid value {}."#, 18),
        ("{ f(n: 1, choice: {id: $v}) }", #"Argument "choice" has invalid value {id: $v}."#, 18),
        (
            "{ f(n: 1, choice: {id: $null}) }",
            #"Argument "choice" has invalid value {id: $null}."#,
            18
        ),
    ])
    func `an argument without a value of its type is refused at its place`(
        text: String, message: String, offset: Int
    ) throws {
        do {
            let values = try coerced(text, ["null": .null])
            Issue.record("Coerced to \(values).")
        } catch let error as CoercionError {
            #expect(error.message == message)
            #expect(error.location.offset == offset)
        }
    }

    @Test func `a field without arguments has no values`() throws {
        let values = try coerceArgumentValues(
            [:], [], variableValues: [:], schema: try ExecutionFixture.schema(),
            at: SourceLocation(offset: 0))
        #expect(values.isEmpty)
    }

    @Test func `the variables of a value are found at every depth`() throws {
        let value = try parseValue(Source("[$a, {x: $b, y: [1, 2.5, \"$c\", true, null, E, $a]}]"))
        #expect(variablesUsed(in: value) == ["a", "b"])
    }

    private func coerced(
        _ text: String, _ variableValues: VariableValues
    ) throws -> OrderedDictionary<String, CoercedValue> {
        let schema = try ExecutionFixture.schema()
        let field = try ExecutionFixture.field(text)
        let definition = try #require(schema.field(named: "f", on: "Query"))
        return try coerceArgumentValues(
            definition.arguments, field.arguments, variableValues: variableValues, schema: schema,
            at: field.location)
    }
}
