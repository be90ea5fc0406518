import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import Testing

/// What a schema says of itself (spec §4).
@Suite("Introspection")
struct IntrospectionTests {
    private static let sdl = """
        "Schools and their visits."
        schema { query: Root mutation: Change }
        "Marks."
        directive @mark(by: [String!] = "x", old: Int @deprecated) repeatable on FIELD | OBJECT
        interface Node { id: ID! }
        "A place."
        type School implements Node {
          id: ID!
          "Its name."
          name(short: Boolean = false, old: Int @deprecated(reason: "unused")): String
          former: String @deprecated
        }
        type Visit implements Node { id: ID! }
        union Place = Visit | School
        enum Cycle { PRIMARY MIDDLE @deprecated(reason: "renamed") }
        input Period { from: Int! to: Int = 9 old: Int @deprecated }
        input Choice @oneOf { a: Int b: Int }
        scalar Day @specifiedBy(url: "https://example.org/day")
        type Root {
          place: Place
          node: Node
          all(period: Period = { from: 1 }, day: Day = { a: [X, 1.5] }, id: ID = "7",
            cycle: [Cycle!] = PRIMARY, rate: Float = 2.0, text: String = "\\"", c: Choice
          ): [[School!]]!
        }
        type Change { open: Int }
        """

    private func run(
        _ text: String, variables: VariableValues = [:],
        visibility: SchemaVisibility = .everything
    ) throws -> String {
        let document = try ExecutionFixture.document(text, Self.sdl)
        let operation = try ExecutableOperation(selecting: nil, in: document)
        let result = try execute(
            operation, on: IntrospectionRoot(operation.schema, visibility: visibility),
            variableValues: variables)
        #expect(result.errors.isEmpty)
        return String(decoding: result.value ?? [], as: UTF8.self)
    }

    @Test func `a schema says its description and its root types`() throws {
        #expect(
            try run(
                """
                { __schema {
                  description queryType { name } mutationType { name } subscriptionType { name }
                } }
                """)
                == #"{"__schema":{"description":"Schools and their visits.","#
                + #""queryType":{"name":"Root"},"mutationType":{"name":"Change"},"#
                + #""subscriptionType":null}}"#)
    }

    @Test func `types are listed with those of introspection`() throws {
        let names = [
            "Node", "ID", "School", "String", "Boolean", "Int", "Visit", "Place", "Cycle", "Period",
            "Choice", "Day", "Root", "Float", "Change", "__Schema", "__Type", "__TypeKind",
            "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation",
        ]
        let list = names.map { #"{"name":"\#($0)"}"# }.joined(separator: ",")
        #expect(try run("{ __schema { types { name } } }") == #"{"__schema":{"types":[\#(list)]}}"#)
    }

    @Test func `a type has the fields of its kind and null for the others`() throws {
        let selection = """
            kind name description specifiedByURL isOneOf fields { name } interfaces { name }
            possibleTypes { name } enumValues { name } inputFields { name } ofType { name }
            """
        func type(_ name: String) throws -> String {
            try run(#"{ __type(name: "\#(name)") { \#(selection) } }"#)
        }
        #expect(
            try type("School")
                == #"{"__type":{"kind":"OBJECT","name":"School","description":"A place.","#
                + #""specifiedByURL":null,"isOneOf":null,"fields":[{"name":"id"},{"name":"name"}],"#
                + #""interfaces":[{"name":"Node"}],"possibleTypes":null,"enumValues":null,"#
                + #""inputFields":null,"ofType":null}}"#)
        #expect(try type("Node").contains(#""possibleTypes":[{"name":"School"},{"name":"Visit"}]"#))
        #expect(try type("Node").contains(#""kind":"INTERFACE""#))
        #expect(try type("Node").contains(#""interfaces":[]"#))
        #expect(
            try type("Place").contains(#""possibleTypes":[{"name":"Visit"},{"name":"School"}]"#))
        #expect(try type("Place").contains(#""fields":null,"interfaces":null"#))
        #expect(try type("Cycle").contains(#""enumValues":[{"name":"PRIMARY"}]"#))
        #expect(try type("Period").contains(#""inputFields":[{"name":"from"},{"name":"to"}]"#))
        #expect(try type("Period").contains(#""isOneOf":false"#))
        #expect(try type("Choice").contains(#""isOneOf":true"#))
        #expect(try type("Day").contains(#""specifiedByURL":"https://example.org/day""#))
        #expect(try type("Nothing") == #"{"__type":null}"#)
    }

    @Test func `wrapped types are unwrapped by ofType`() throws {
        let text = """
            { __type(name: "Root") { fields { name type {
              kind name ofType { kind ofType { kind ofType { kind ofType { name } } } }
            } } } }
            """
        #expect(
            try run(text).contains(
                #"{"name":"all","type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"LIST","#
                    + #""ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL","#
                    + #""ofType":{"name":"School"}}}}}}"#))
    }

    @Test func `what is deprecated is listed where it is asked for`() throws {
        let text = """
            query ($all: Boolean!) {
              school: __type(name: "School") { fields(includeDeprecated: $all) {
                name isDeprecated deprecationReason args(includeDeprecated: $all) { name }
              } }
              cycle: __type(name: "Cycle") {
                enumValues(includeDeprecated: $all) { name isDeprecated deprecationReason }
              }
              period: __type(name: "Period") { inputFields(includeDeprecated: $all) { name } }
              __schema { directives { name args(includeDeprecated: $all) { name } } }
            }
            """
        let all = try run(text, variables: ["all": .boolean(true)])
        let former =
            #"{"name":"former","isDeprecated":true,"deprecationReason":"No longer supported","#
            + #""args":[]}"#
        #expect(all.contains(former))
        #expect(all.contains(#""args":[{"name":"short"},{"name":"old"}]"#))
        #expect(
            all.contains(
                #"{"name":"MIDDLE","isDeprecated":true,"deprecationReason":"renamed"}"#))
        #expect(all.contains(#""inputFields":[{"name":"from"},{"name":"to"},{"name":"old"}]"#))
        #expect(all.contains(#"{"name":"mark","args":[{"name":"by"},{"name":"old"}]}"#))
        let current = try run(text, variables: ["all": .boolean(false)])
        #expect(!current.contains("former"))
        #expect(!current.contains("old"))
        #expect(!current.contains("MIDDLE"))
    }

    @Test func `default values are literals after coercion`() throws {
        let text = #"{ __type(name: "Root") { fields { args { name defaultValue } } } }"#
        let expected = [
            ("period", #""{from: 1, to: 9}""#), ("day", #""{a: [\"X\", 1.5]}""#),
            ("id", #""7""#), ("cycle", #""[PRIMARY]""#), ("rate", #""2""#),
            ("text", #""\"\\\"\"""#), ("c", "null"),
        ]
        let list = expected.map { #"{"name":"\#($0)","defaultValue":\#($1)}"# }
        #expect(try run(text).contains(list.joined(separator: ",")))
    }

    @Test func `a directive says where it may stand`() throws {
        let text = """
            { __schema { directives {
              name description isRepeatable locations args { name defaultValue }
            } } }
            """
        #expect(
            try run(text).contains(
                #"{"name":"mark","description":"Marks.","isRepeatable":true,"#
                    + #""locations":["FIELD","OBJECT"],"#
                    + #""args":[{"name":"by","defaultValue":"[\"x\"]"}]}"#))
        #expect(
            try run("{ __schema { directives { name } } }")
                == #"{"__schema":{"directives":[{"name":"mark"},{"name":"include"},"#
                + #"{"name":"skip"},{"name":"deprecated"},{"name":"specifiedBy"},"#
                + #"{"name":"oneOf"}]}}"#)
    }

    @Test func `introspection describes itself`() throws {
        #expect(
            try run(#"{ __type(name: "__Type") { fields { name type { kind name } } } }"#)
                .hasPrefix(
                    #"{"__type":{"fields":[{"name":"kind","type":{"kind":"NON_NULL","name":null}},"#
                ))
    }

    @Test func `what the caller may not see is in no list and has no type`() throws {
        let hidden: Set<String> = [
            "Visit", "School.name", "Root.node", "@mark", "Period.to", "Root.all(day:)",
        ]
        let visibility = SchemaVisibility { !hidden.contains($0.description) }
        let text = """
            { __schema { types { name fields { name args { name } } inputFields { name }
              possibleTypes { name } } directives { name } } __type(name: "Visit") { name } }
            """
        let answer = try run(text, visibility: visibility)
        #expect(answer.hasSuffix(#""__type":null}"#))
        #expect(!answer.contains("Visit"))
        #expect(!answer.contains("mark"))
        #expect(!answer.contains(#"{"name":"day"}"#))
        #expect(answer.contains(#"{"name":"School","fields":[{"name":"id","args":[]}]"#))
        #expect(answer.contains(#""inputFields":[{"name":"from"}]"#))
    }
}
