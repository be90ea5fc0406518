import GraphQLExecution
import GraphQLLanguage
import JSONBytes
import OrderedCollections
import Testing

/// An object whose fields have the values that a test gives them.
private struct FixedObject: ResolvedObject {
    let typeName: String
    var fields: [String: ResolvedValue] = [:]

    func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        fields[field] ?? .null
    }
}

/// Execution in memory: what is written, and what becomes null.
@Suite("Executor")
struct ExecutorTests {
    private static let sdl = """
        interface Node { id: ID! }
        type School implements Node { id: ID! name: String heads: [String!] visits: [Visit!]! }
        type Visit { day: String! count: Int rate: Float cycle: Cycle any: Any }
        enum Cycle { PRIMARY HIGH }
        scalar Any
        union Place = School
        type Query {
          school: School node: Node place: Place required: School! strict: [[Int!]]
          add(by: Int! = 1): Int must(by: Int! = 1): Int!
        }
        """

    private func run(
        _ text: String, _ fields: [String: ResolvedValue] = [:],
        variables: VariableValues = [:], limits: ExecutionLimits = ExecutionLimits()
    ) throws -> ExecutionResult {
        let document = try ExecutionFixture.document(text, Self.sdl)
        let operation = try ExecutableOperation(selecting: nil, in: document)
        return try execute(
            operation, on: FixedObject(typeName: "Query", fields: fields),
            variableValues: variables, limits: limits)
    }

    private func json(_ result: ExecutionResult) -> String? {
        result.value.map { String(decoding: $0, as: UTF8.self) }
    }

    private func school(_ fields: [String: ResolvedValue] = [:]) -> ResolvedValue {
        .object(FixedObject(typeName: "School", fields: fields))
    }

    @Test func `members stand in response order under their response names`() throws {
        let result = try run(
            "{ b: school { name n: name __typename } school { id } b: school { id } }",
            ["school": school(["name": ResolvedValue("مدرسة"), "id": ResolvedValue("7")])])
        #expect(
            json(result)
                == #"{"b":{"name":"مدرسة","n":"مدرسة","__typename":"School","id":"7"},"#
                + #""school":{"id":"7"}}"#)
        #expect(result.errors.isEmpty)
    }

    @Test func `an abstract type is completed as the type of its object`() throws {
        let school = school(["id": ResolvedValue("7"), "name": ResolvedValue("x")])
        let result = try run(
            "{ node { __typename id ... on School { name } } place { ... on Node { id } } }",
            ["node": school, "place": school])
        #expect(
            json(result)
                == #"{"node":{"__typename":"School","id":"7","name":"x"},"place":{"id":"7"}}"#)
    }

    @Test func `null in a non-null position makes the nearest nullable position null`() throws {
        let result = try run(
            "{ school { name id visits { day } } node { id } }",
            [
                "school": school([
                    "id": ResolvedValue("7"),
                    "visits": .list([.object(FixedObject(typeName: "Visit"))]),
                ]), "node": school(["id": ResolvedValue("8")]),
            ])
        #expect(json(result) == #"{"school":null,"node":{"id":"8"}}"#)
        #expect(
            result.errors == [
                ExecutionError(
                    .value, message: "Cannot return null for non-nullable field Visit.day.",
                    locations: [SourceLocation(offset: 28)],
                    path: [
                        .responseName("school"), .responseName("visits"), .index(0),
                        .responseName("day"),
                    ])
            ])
        #expect(result.errors[0].locations[0].offset == 28)
    }

    @Test func `an item is null where its type allows it`() throws {
        let result = try run(
            "{ strict }",
            [
                "strict": .list([
                    .list([.leaf(.number("1")), .null]), .null, .list([.leaf(.number("2"))]),
                ])
            ])
        #expect(json(result) == #"{"strict":[null,null,[2]]}"#)
        #expect(
            result.errors.map(\.message) == [
                "Cannot return null for non-nullable field Query.strict."
            ])
        #expect(result.errors[0].path == [.responseName("strict"), .index(0), .index(1)])
    }

    @Test func `a non-null root field that is null leaves no data`() throws {
        let result = try run("{ a: required { id } school { id } required { name } }")
        #expect(result.value == nil)
        #expect(
            result.errors.map(\.message) == [
                "Cannot return null for non-nullable field Query.required."
            ])
    }

    @Test func `an error names every field that shares its position`() throws {
        let result = try run("{ required { id } required { name } }")
        #expect(result.errors[0].locations.map(\.offset) == [2, 18])
    }

    @Test(arguments: [
        (
            "count", JSONValue.number("2147483648"),
            "Int cannot represent non 32-bit signed integer value: 2147483648"
        ),
        ("count", .string("1"), "Int cannot represent non-integer value: \"1\""),
        ("rate", .string("x"), "Float cannot represent non numeric value: \"x\""),
        ("cycle", .string("LOW"), "Enum \"Cycle\" cannot represent value: \"LOW\""),
    ])
    func `a value that is none of its leaf type is null and an error`(
        field: String, value: JSONValue, message: String
    ) throws {
        let visit = FixedObject(typeName: "Visit", fields: [field: .leaf(value)])
        let result = try run(
            "{ school { visits { \(field) } } }",
            ["school": school(["visits": .list([.object(visit)])])])
        #expect(json(result) == "{\"school\":{\"visits\":[{\"\(field)\":null}]}}")
        #expect(result.errors.map(\.message) == [message])
    }

    @Test func `leaf values are written as their types say`() throws {
        let visit = FixedObject(
            typeName: "Visit",
            fields: [
                "count": .leaf(.number("3.0")), "rate": .leaf(.number("0.50")),
                "cycle": .leaf(.string("HIGH")), "any": .leaf(.array([.null, .boolean(true)])),
            ])
        let result = try run(
            "{ school { visits { count rate cycle any } } }",
            ["school": school(["visits": .list([.object(visit)])])])
        #expect(
            json(result)
                == #"{"school":{"visits":["#
                + #"{"count":3,"rate":0.5,"cycle":"HIGH","any":[null,true]}]}}"#
        )
    }

    @Test func `an argument without a value fails its field alone`() throws {
        let result = try run(
            "query ($n: Int = 1) { add(by: $n) b: add }", ["add": .leaf(.number("5"))],
            variables: ["n": .null])
        #expect(json(result) == #"{"add":null,"b":5}"#)
        #expect(
            result.errors.map(\.message) == [
                "Argument \"by\" of non-null type \"Int!\" must not be null."
            ])
        #expect(result.errors[0].path == [.responseName("add")])
        #expect(result.errors[0].origin == .arguments)
    }

    @Test func `an argument without a value leaves no data where its field is non-null`() throws {
        let result = try run(
            "query ($n: Int = 1) { must(by: $n) }", ["must": .leaf(.number("5"))],
            variables: ["n": .null])
        #expect(result.value == nil)
        #expect(result.errors.count == 1)
    }

    @Test func `an operation completes valuesMax values and not one more`() throws {
        let numbers = ResolvedValue.list([.list([.leaf(.number("1")), .leaf(.number("2"))])])
        let result = try run(
            "{ strict }", ["strict": numbers], limits: ExecutionLimits(valuesMax: 4))
        #expect(json(result) == #"{"strict":[[1,2]]}"#)
        let error = #expect(throws: ExecutionLimitExceeded.self) {
            try run("{ strict }", ["strict": numbers], limits: ExecutionLimits(valuesMax: 3))
        }
        #expect(
            error?.message
                == "The operation asks for more than 3 values; select less or nest less deeply.")
        #expect(error?.location.offset == 2)
    }
}
