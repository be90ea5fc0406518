import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import Testing

@Suite("Schema building")
struct SchemaBuildingTests {
    private func schema(_ sdl: String) throws -> Schema {
        try Schema.build(from: parse(Source(sdl)))
    }

    @Test func `roots have the usual names without a schema definition`() throws {
        let schema = try schema("type Query { a: Int } type Mutation { a: Int }")
        #expect(schema.queryTypeName == "Query")
        #expect(schema.mutationTypeName == "Mutation")
        #expect(schema.subscriptionTypeName == nil)
    }

    @Test func `a schema definition names every root there is`() throws {
        let schema = try schema(
            "schema { query: Q } type Q { a: Int } type Mutation { a: Int }")
        #expect(schema.queryTypeName == "Q")
        #expect(schema.mutationTypeName == nil)
    }

    @Test func `types stand as declared, each before what it is the first to refer to`() throws {
        let schema = try schema("type Query { a(b: ID): Int } scalar Date")
        #expect(
            Array(schema.types.keys) == [
                "Query", "Int", "ID", "Date", "Boolean", "String", "__Schema", "__Type",
                "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive",
                "__DirectiveLocation",
            ])
    }

    @Test func `every schema has the directives of the specification`() throws {
        let schema = try schema("type Query { a: Int }")
        #expect(
            Set(schema.directives.keys) == [
                "skip", "include", "deprecated", "specifiedBy", "oneOf",
            ])
        #expect(schema.directives["skip"]?.arguments["if"]?.isRequired == true)
    }

    @Test func `extensions are merged into what they extend`() throws {
        let schema = try schema(
            """
            extend type Query implements N { b: Int }
            type Query { a: Int }
            interface N { b: Int }
            extend enum E { Y }
            enum E { X }
            input I { a: Int }
            extend input I @oneOf { b: Int }
            extend scalar S @specifiedBy(url: "https://example.org")
            scalar S
            """)
        #expect(schema.type(named: "Query")?.fields.map { Array($0.keys) } == ["a", "b"])
        #expect(schema.possibleTypes(of: "N") == ["Query"])
        guard case .enum(let e)? = schema.type(named: "E"),
            case .inputObject(let i)? = schema.type(named: "I"),
            case .scalar(let s)? = schema.type(named: "S")
        else {
            Issue.record("E, I and S have lost their kinds")
            return
        }
        #expect(Array(e.values.keys) == ["X", "Y"])
        #expect(i.isOneOf)
        #expect(s.specifiedByURL == "https://example.org")
    }

    @Test func `descriptions and reasons of deprecation are kept`() throws {
        let schema = try schema(
            """
            "الاستعلامات"
            type Query {
              "عدد المدارس"
              a: Int @deprecated
              b: Int @deprecated(reason: "استعمل a")
            }
            """)
        let fields = try #require(schema.type(named: "Query")?.fields)
        #expect(fields["a"]?.description == "عدد المدارس")
        #expect(fields["a"]?.deprecationReason == "No longer supported")
        #expect(fields["b"]?.deprecationReason == "استعمل a")
    }

    @Test func `an operation or a fragment is no part of a schema`() throws {
        let document = try parse(
            Source("type Query { a: Int }\n{ a }\nfragment F on Query { a }"))
        do throws(SchemaErrors) {
            _ = try Schema.build(from: document)
            Issue.record("the document has no errors")
        } catch {
            #expect(
                error.errors.map(\.message) == [
                    "A schema cannot contain an operation.", "A schema cannot contain a fragment.",
                ])
            #expect(error.errors.map { $0.locations.map(\.offset) } == [[22], [28]])
        }
    }

    @Test(arguments: [
        ("a: Int = \"1\"", "Int cannot represent non-integer value: \"1\""),
        ("a: E = X", #"Value "X" does not exist in "E" enum."#),
        ("a: [Int!]! = null", #"Expected value of type "[Int!]!", found null."#),
        (
            "a: I = { b: 1 }", #"Field "I.a" of required type "Int!" was not provided."#
        ),
        ("a: Int @deprecated(reason: 1)", "String cannot represent a non string value: 1"),
    ])
    func `literals of SDL have the right types`(field: String, message: String) throws {
        let document = try parse(
            Source("type Query { f(\(field)): Int } enum E { ABC } input I { a: Int! b: Int }"))
        do throws(SchemaErrors) {
            _ = try Schema.build(from: document)
            Issue.record("the document has no errors")
        } catch {
            #expect(error.errors.map(\.message) == [message])
        }
    }

    @Test func `roots share no type`() throws {
        let document = try parse(Source("schema { query: A mutation: A } type A { a: Int }"))
        do throws(SchemaErrors) {
            _ = try Schema.build(from: document)
            Issue.record("the document has no errors")
        } catch {
            let message =
                #"All root types must be different, "A" type is used as query and mutation root "#
                + "types."
            #expect(error.errors.map(\.message) == [message])
        }
    }

    @Test func `a field is deprecated only where its interface's is`() throws {
        let document = try parse(
            Source(
                """
                type Query implements I { a: Int @deprecated b: Int @deprecated }
                interface I { a: Int b: Int @deprecated }
                """))
        do throws(SchemaErrors) {
            _ = try Schema.build(from: document)
            Issue.record("the document has no errors")
        } catch {
            let message =
                "Interface field I.a is not deprecated, so implementation field Query.a must not "
                + "be deprecated."
            #expect(error.errors.map(\.message) == [message])
        }
    }
}
