import GraphQLLanguage
import GraphQLTypeSystem
import Testing

@Suite("Elements at schema coordinates")
struct SchemaElementTests {
    private static let sdl = """
        directive @trace(label: String) on FIELD
        enum Cycle { PRIMARY MIDDLE }
        input Period { from: Int }
        interface Named { name(in: Cycle): String }
        scalar Date
        type School implements Named { name(in: Cycle): String }
        union Place = School
        type Query { school(id: ID): School }
        """

    /// The element in words, or what keeps it from being found.
    private func found(_ text: String) throws -> String {
        let schema = try Schema.build(from: parse(Source(Self.sdl)))
        let coordinate = try parseSchemaCoordinate(Source(text))
        do throws(SchemaCoordinateError) {
            return try schema.element(at: coordinate)?.words ?? "nothing"
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("School", "type School"), ("String", "type String"), ("Place", "type Place"),
        ("Query.school", "field school of Query"), ("Named.name", "field name of Named"),
        ("Period.from", "input field from of Period"), ("Cycle.MIDDLE", "value MIDDLE of Cycle"),
        ("Query.school(id:)", "argument id of school on Query"),
        ("Named.name(in:)", "argument in of name on Named"),
        ("@trace", "directive trace"), ("@deprecated", "directive deprecated"),
        ("@trace(label:)", "argument label of trace"),
        ("@skip(if:)", "argument if of skip"),
    ])
    func `an element is found at its coordinate`(text: String, words: String) throws {
        #expect(try found(text) == words)
    }

    @Test(arguments: [
        "Unknown", "School.id", "Named.id", "Period.to", "Cycle.HIGH", "Query.school(name:)",
        "@unknown", "@trace(id:)", "School.__typename", "Query.__schema", "Place2",
    ])
    func `a name that its container lacks is nothing`(text: String) throws {
        #expect(try found(text) == "nothing")
    }

    @Test(arguments: [
        ("Unknown.name", #"Expected "Unknown" to be defined as a type in the schema."#),
        ("Unknown.name(in:)", #"Expected "Unknown" to be defined as a type in the schema."#),
        (
            "Place.School",
            #"Expected "Place" to be an Enum, Input Object, Object or Interface type."#
        ),
        (
            "Date.now",
            #"Expected "Date" to be an Enum, Input Object, Object or Interface type."#
        ),
        ("Period.from(a:)", #"Expected "Period" to be an object type or interface type."#),
        ("Cycle.MIDDLE(a:)", #"Expected "Cycle" to be an object type or interface type."#),
        (
            "Query.place(id:)",
            #"Expected "place" to exist as a field of type "Query" in the schema."#
        ),
        (
            "Query.__type(name:)",
            #"Expected "__type" to exist as a field of type "Query" in the schema."#
        ),
        ("@unknown(a:)", #"Expected "unknown" to be defined as a directive in the schema."#),
    ])
    func `a container that does not exist or contains nothing is an error`(
        text: String, message: String
    ) throws {
        #expect(try found(text) == message)
    }
}

extension SchemaElement {
    fileprivate var words: String {
        switch self {
        case .type(let type): "type \(type.name)"
        case .field(let field, let type): "field \(field.name) of \(type.name)"
        case .inputField(let field, let type): "input field \(field.name) of \(type.name)"
        case .enumValue(let value, let type): "value \(value.name) of \(type.name)"
        case .argument(let argument, let field, let type):
            "argument \(argument.name) of \(field.name) on \(type.name)"
        case .directive(let directive): "directive \(directive.name)"
        case .directiveArgument(let argument, let directive):
            "argument \(argument.name) of \(directive.name)"
        }
    }
}
