import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import Testing

@Suite("Schema look-ups")
struct SchemaLookupTests {
    private static let sdl = """
        directive @trace(label: String = "أثر") repeatable on FIELD | QUERY

        union Answer = School | Visit

        enum Language {
          ARABIC
          FRENCH @deprecated
        }

        interface Named implements Node {
          id: ID!
          name(language: Language = ARABIC): String
        }

        interface Node {
          id: ID!
        }

        type Query {
          node(id: ID!): Node
        }

        "مدرسة"
        type School implements Named & Node {
          id: ID!
          name(language: Language = ARABIC): String
        }

        type Visit implements Node {
          id: ID!
        }
        """

    private func schema(_ sdl: String = Self.sdl) throws -> Schema {
        try Schema.build(from: parse(Source(sdl)))
    }

    private func type(_ text: String) throws -> TypeReference {
        try parseType(Source(text))
    }

    @Test(arguments: [
        ("School", "School"), ("School", "Node"), ("School", "Named"), ("Named", "Node"),
        ("School", "Answer"), ("School!", "School"), ("[School!]!", "[Node]"), ("Int!", "Int!"),
    ])
    func `a subtype is at least as strict in every place`(sub: String, of: String) throws {
        #expect(try schema().isSubType(type(sub), of: type(of)))
    }

    @Test(arguments: [
        ("Node", "School"), ("Node", "Answer"), ("School", "School!"), ("[School]", "School"),
        ("School", "[School]"), ("[School]", "[School!]"), ("Visit", "Named"), ("Int", "Float"),
    ])
    func `a laxer or other type is no subtype`(sub: String, of: String) throws {
        #expect(try !schema().isSubType(type(sub), of: type(of)))
    }

    @Test func `every composite type has the meta field __typename`() throws {
        let schema = try schema()
        for name in ["Query", "Node", "Answer"] {
            #expect(schema.field(named: "__typename", on: name)?.type.description == "String!")
        }
        #expect(schema.field(named: "__typename", on: "Language") == nil)
        #expect(schema.field(named: "name", on: "School")?.name == "name")
        #expect(schema.field(named: "name", on: "Nowhere") == nil)
    }

    @Test func `types overlap that have an object in common`() throws {
        let schema = try schema()
        #expect(schema.typesOverlap("Answer", "Named"))
        #expect(schema.typesOverlap("Node", "Answer"))
        #expect(!schema.typesOverlap("Named", "Visit"))
        #expect(!schema.typesOverlap("Query", "Node"))
    }

    @Test func `a schema prints as sorted SDL that means the same schema`() throws {
        let printed = print(try schema().document)
        let again = print(try schema(printed).document)
        #expect(printed == again)
        let order = [
            "@trace", "union Answer", "enum Language", "interface Named", "interface Node",
        ]
        let offsets = order.compactMap { printed.firstRange(of: $0)?.lowerBound }
        #expect(offsets.count == order.count)
        #expect(offsets == offsets.sorted())
        #expect(!printed.contains("scalar String"))
        #expect(!printed.contains("schema {"))
    }

    @Test func `a schema with unusual roots prints its schema definition`() throws {
        let printed = print(try schema("schema { query: Q } type Q { a: Int }").document)
        #expect(printed.hasPrefix("schema {\n  query: Q\n}"))
        let partial = "schema { query: Query } type Query { a: Int } type Mutation { a: Int }"
        #expect(print(try schema(partial).document).hasPrefix("schema {\n  query: Query\n}"))
    }

    @Test func `coordinates are written as the specification writes them`() {
        #expect(SchemaCoordinate.type("School").description == "School")
        #expect(SchemaCoordinate.member(type: "School", name: "id").description == "School.id")
        #expect(
            SchemaCoordinate.argument(type: "Query", field: "node", name: "id").description
                == "Query.node(id:)")
        #expect(SchemaCoordinate.directive("trace").description == "@trace")
        #expect(
            SchemaCoordinate.directiveArgument(directive: "trace", name: "label").description
                == "@trace(label:)")
    }
}
