import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import JSONBytes

/// A schema with every kind of input, and the steps to an executable operation of it.
enum ExecutionFixture {
    static let sdl = """
        enum Cycle { PRIMARY MIDDLE HIGH }
        input Period { from: Int! to: Int = 9 }
        input Filter {
            name: String cycle: Cycle period: Period tags: [String!] items: [Period!] secret: Int
        }
        input Choice @oneOf { id: ID name: String }
        scalar Date
        interface Node { id: ID }
        interface Place implements Node { id: ID name: String }
        type School implements Place & Node { id: ID name: String community: Community }
        type Community implements Node { id: ID title: String schools: [School] }
        union Accompaniment = School | Community
        type Query {
            f(
                i: Int, n: Int!, d: Int! = 3, fl: Float, s: String, b: Boolean, id: ID, c: Cycle,
                l: [Int], ll: [[Int!]!], filter: Filter, choice: Choice, date: Date
            ): Int
            school: School
            node: Node
            any: Accompaniment
        }
        type Mutation { open: Int }
        """

    static func schema(_ sdl: String = sdl) throws -> Schema {
        try Schema.build(from: try parse(Source(sdl)))
    }

    static func document(_ text: String, _ sdl: String = sdl) throws -> ValidatedDocument {
        try validate(try parse(Source(text)), against: try schema(sdl)).get()
    }

    static func operation(_ text: String, _ name: String? = nil) throws -> ExecutableOperation {
        try ExecutableOperation(selecting: name, in: try document(text))
    }

    /// The variable definitions of a query that is parsed and not validated.
    static func definitions(_ text: String) throws -> [VariableDefinition] {
        let document = try parse(Source("query Q(\(text)) { f }"))
        guard case .operation(let operation) = document.definitions[0] else { return [] }
        return operation.variableDefinitions
    }

    static func json(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try parseJSON(Array(text.utf8).span, limits: JSONLimits())
        else { return [:] }
        return object
    }

    /// The first field of a document that is parsed and not validated.
    static func field(_ text: String) throws -> Field {
        let document = try parse(Source(text))
        guard case .operation(let operation) = document.definitions[0],
            case .field(let field) = operation.selectionSet.selections[0]
        else { throw FixtureError.notAField }
        return field
    }
}

enum FixtureError: Error { case notAField }
