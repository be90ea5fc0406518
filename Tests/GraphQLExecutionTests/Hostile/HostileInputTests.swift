import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import Testing

/// Variables that somebody writes to hurt: coercing them grows with their size.
@Suite("Hostile input", .serialized, .timeLimit(.minutes(2)))
struct HostileInputTests {
    private static let limits = JSONLimits(
        bytesMax: 1 << 26, nestingMax: 512, membersMax: 1 << 20, elementsMax: 1 << 20,
        valuesMax: 1 << 24)

    private static func repeated(_ count: Int, _ part: (Int) -> String) -> String {
        (0..<count).map(part).joined(separator: ",")
    }

    private func inputs(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try parseJSON(Array(text.utf8).span, limits: Self.limits)
        else { throw FixtureError.notAField }
        return object
    }

    @Test(arguments: [
        HostileCase("a wide list of variables", 2000, 0, { "[\(repeated($0) { "\($0)" })]" }),
        HostileCase("a list of wrong values", 2000, 51, { "[\(repeated($0) { "\"\($0)\"" })]" }),
        HostileCase(
            "long texts in a list", 2000, 8,
            { size in
                "[\(repeated(8) { _ in "\"\(String(repeating: "x", count: size))\"" })]"
            }),
    ])
    func `wide lists cost what they take to write`(_ hostile: HostileCase) throws {
        let definitions = try ExecutionFixture.definitions("$v: [Int]")
        let schema = try ExecutionFixture.schema()
        try Growth.expectLinear(
            hostile.name, from: hostile.size, { try inputs("{\"v\":\(hostile.document($0))}") }
        ) { inputs in
            let found = errors(definitions, inputs, schema)
            #expect(found == hostile.errors)
        }
    }

    @Test func `objects with many members cost what they take to write`() throws {
        let definitions = try ExecutionFixture.definitions("$v: Filter")
        let schema = try ExecutionFixture.schema()
        try Growth.expectLinear(
            "unknown members of an input object", from: 1000,
            { try inputs("{\"v\":{\(Self.repeated($0) { "\"member\($0)\":1" })}}") },
            { inputs in
                let found = errors(definitions, inputs, schema)
                #expect(found == 51)
            })
    }

    @Test func `many variables cost what they take to write`() throws {
        let schema = try ExecutionFixture.schema()
        try Growth.expectLinear(
            "many variables", from: 1000,
            { size in
                (
                    try ExecutionFixture.definitions(Self.repeated(size) { "$v\($0): Int" }),
                    try inputs("{\(Self.repeated(size) { "\"v\($0)\":\($0)" })}")
                )
            },
            { input in
                let found = errors(input.0, input.1, schema)
                #expect(found == 0)
            })
    }

    @Test func `a value nested deeper than nestingMax is refused`() throws {
        let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        #expect(throws: JSONError.self) { try ExecutionFixture.json("{\"v\":\(deep)}") }
        let fits = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        let definitions = try ExecutionFixture.definitions("$v: [[Int]]")
        let inputs = try ExecutionFixture.json("{\"v\":\(fits)}")
        #expect(errors(definitions, inputs, try ExecutionFixture.schema()) == 1)
    }

    private func errors(
        _ definitions: [VariableDefinition], _ inputs: JSONObject, _ schema: Schema
    ) -> Int {
        do throws(CoercionErrors) {
            _ = try coerceVariableValues(definitions, inputs: inputs, schema: schema)
            return 0
        } catch {
            return error.errors.count
        }
    }
}
