import GraphQLExecution
import GraphQLLanguage
import Testing

@Suite("CollectFields")
struct FieldCollectionTests {
    @Test func `fields are merged by response name in document order`() throws {
        let fields = try collect("{ school { b: name id } s: school { id } school { name } }")
        #expect(fields.map(\.responseName) == ["school", "s"])
        #expect(fields.map(\.name) == ["school", "school"])
        #expect(fields[0].fields.count == 2)
        #expect(fields[0].first.location.offset == 2)
        let operation = try ExecutionFixture.operation(
            "{ school { b: name id } s: school { id } school { name } }")
        var consulted: Set<String> = []
        let subfields = collectFields(
            of: "School", in: fields[0].selectionSets, operation: operation, variableValues: [:],
            consultedVariables: &consulted)
        #expect(subfields.map(\.responseName) == ["b", "id", "name"])
        #expect(consulted.isEmpty)
    }

    @Test(arguments: [
        ("School", ["id", "place", "node", "school", "union", "bare"]),
        ("Community", ["id", "node", "community", "union", "bare"]),
    ])
    func `a fragment applies to the types of its condition`(type: String, names: [String]) throws {
        let text = """
            { any { ... on Node { id } ...P ... on Node { node: id } ... on School { school: id }
              ... on Community { community: id } ... on Accompaniment { union: __typename }
              ... { bare: __typename } } }
            fragment P on Place { place: id }
            """
        #expect(try subfields(text, of: type).map(\.responseName) == names)
    }

    @Test func `a fragment is entered once at each position`() throws {
        let text = """
            { school { ...F ...G ...F community { schools { ...F } } } }
            fragment F on School { id ...G }
            fragment G on School { name }
            """
        let fields = try subfields(text, of: "School")
        #expect(fields.map(\.responseName) == ["id", "name", "community"])
        #expect(fields.map(\.fields.count) == [1, 1, 1])
    }

    @Test(arguments: [
        ("@skip(if: true)", false), ("@skip(if: false)", true), ("@include(if: true)", true),
        ("@include(if: false)", false), ("@skip(if: true) @include(if: true)", false),
        ("@include(if: true) @skip(if: false)", true), ("@skip(if: $t)", false),
        ("@skip(if: $f)", true), ("@include(if: $t)", true), ("@include(if: $f)", false),
        ("@skip(if: $null)", false), ("@include(if: $null)", false),
    ])
    func `skip and include decide for fields and fragments`(
        directives: String, isIncluded: Bool
    ) throws {
        let selections = [
            "id \(directives)", "... on School \(directives) { id }", "...F \(directives)",
        ]
        for selection in selections {
            let usesFragment = selection.hasPrefix("...F")
            let text =
                "query (\(Self.variables)) { school { x: name \(selection) } \(Self.uses) }"
                + (usesFragment ? " fragment F on School { id }" : "")
            let names = try subfields(text, of: "School").map(\.responseName)
            #expect(names == (isIncluded ? ["x", "id"] : ["x"]), "\(selection)")
        }
    }

    @Test func `a spread that is left out does not enter its fragment`() throws {
        let text = """
            { school { ...F @skip(if: true) name ...F } } fragment F on School { id }
            """
        #expect(try subfields(text, of: "School").map(\.responseName) == ["name", "id"])
    }

    @Test func `the variables that decided are reported and no others`() throws {
        let text = """
            query (\(Self.variables)) { school {
              id @skip(if: $t) @include(if: $null)
              ... @include(if: $f) { name @skip(if: $null) }
            } \(Self.uses) }
            """
        let operation = try ExecutionFixture.operation(text)
        var consulted: Set<String> = ["earlier"]
        let root = collectFields(
            of: "Query", in: [operation.operation.selectionSet], operation: operation,
            variableValues: Self.values, consultedVariables: &consulted)
        #expect(consulted == ["earlier", "t", "f", "null"])
        consulted = []
        let fields = collectFields(
            of: "School", in: root[0].selectionSets, operation: operation,
            variableValues: Self.values, consultedVariables: &consulted)
        #expect(fields.isEmpty)
        #expect(consulted == ["t", "f"])
    }

    @Test func `a condition that is null is refused at its value`() throws {
        let text = """
            query ($c: Boolean = true) { school { id ...F } }
            fragment F on School { name @skip(if: $c) }
            """
        let operation = try ExecutionFixture.operation(text)
        #expect(throws: Never.self) {
            try checkConditions(of: operation, variableValues: ["c": .boolean(true)])
        }
        do throws(CoercionError) {
            try checkConditions(of: operation, variableValues: ["c": .null])
            Issue.record("A null condition was accepted.")
        } catch {
            #expect(
                error.message == #"Argument "if" of non-null type "Boolean!" must not be null."#)
            #expect(error.location.offset == text.utf8.count - "$c) }".utf8.count)
        }
    }

    @Test func `a null that is no condition is accepted`() throws {
        let operation = try ExecutionFixture.operation(
            "query ($i: Int) { f(n: 1, i: $i)"
                + " ... @include(if: true) { school { id @skip(if: false) } } }"
        )
        #expect(throws: Never.self) {
            try checkConditions(of: operation, variableValues: ["i": .null])
        }
    }

    private static let variables = "$t: Boolean!, $f: Boolean!, $null: Boolean = true"
    private static let uses =
        "a: f(n: 1) @skip(if: $t) b: f(n: 1) @skip(if: $f) c: f(n: 1) @skip(if: $null)"
    private static let values: VariableValues = [
        "t": .boolean(true), "f": .boolean(false), "null": .null,
    ]

    private func collect(_ text: String) throws -> [CollectedField] {
        let operation = try ExecutionFixture.operation(text)
        var consulted: Set<String> = []
        return collectFields(
            of: "Query", in: [operation.operation.selectionSet], operation: operation,
            variableValues: Self.values, consultedVariables: &consulted)
    }

    /// The subfields of the first root field for an object type.
    private func subfields(_ text: String, of type: String) throws -> [CollectedField] {
        let operation = try ExecutionFixture.operation(text)
        let root = try #require(try collect(text).first)
        var consulted: Set<String> = []
        return collectFields(
            of: type, in: root.selectionSets, operation: operation, variableValues: Self.values,
            consultedVariables: &consulted)
    }
}
