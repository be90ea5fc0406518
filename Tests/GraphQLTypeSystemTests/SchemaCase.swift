import GraphQLLanguage
import GraphQLTypeSystem
import Testing

/// SDL and the errors that keep it from being a schema.
struct SchemaCase: CustomTestStringConvertible, Sendable {
    let name: String
    let sdl: String
    /// Each error as its message, ` @ ` and the line and column of each node.
    let errors: [String]

    init(_ name: String, _ sdl: String, errors: String = "") {
        self.name = name
        self.sdl = sdl
        self.errors = errors.split(separator: "\n").map(String.init)
    }

    var testDescription: String { name }

    /// Expects exactly these errors, in any order.
    func expectErrors() throws {
        let found = try found().sorted()
        #expect(found == errors.sorted())
    }

    private func found() throws -> [String] {
        let source = Source(sdl)
        let document = try parse(source)
        do throws(SchemaErrors) {
            _ = try Schema.build(from: document)
            return []
        } catch {
            return error.errors.map { error in
                let places = error.locations.map { location in
                    let position = source.position(of: location)
                    return "\(position.line):\(position.column)"
                }
                return "\(error.message) @ \(places.joined(separator: " "))"
            }
        }
    }
}
