import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import Testing

/// A document and the errors that one rule finds in it.
struct RuleCase: CustomTestStringConvertible, Sendable {
    let name: String
    let document: String
    /// Each error as its message, ` @ ` and the line and column of each node.
    let errors: [String]

    init(_ name: String, _ document: String, errors: String = "") {
        self.name = name
        self.document = document
        self.errors = Self.joined(errors.split(separator: "\n").map(String.init))
    }

    var testDescription: String { name }

    /// Expects exactly these errors, in any order.
    func expectErrors(by rule: any ValidationRule.Type) throws {
        let found = try found(by: rule).sorted()
        #expect(found == errors.sorted())
    }

    private func found(by rule: any ValidationRule.Type) throws -> [String] {
        let source = Source(document)
        let index = DocumentIndex(try parse(source), schema: try SchoolSchema.schema.get())
        return GraphQLValidation.errors(of: index, by: [rule]).map { $0.text(in: source) }
    }

    /// Joins the lines of a message that has line breaks itself, from block strings in documents.
    private static func joined(_ lines: [String]) -> [String] {
        var errors: [String] = []
        var isOpen = false
        for line in lines {
            if isOpen {
                errors[errors.count - 1] += "\n" + line
            } else {
                errors.append(line)
            }
            isOpen = !errors[errors.count - 1].contains(" @ ")
        }
        return errors
    }
}

extension ValidationError {
    /// The message with the position of each node.
    func text(in source: Source) -> String {
        let places = locations.map { location in
            let position = source.position(of: location)
            return "\(position.line):\(position.column)"
        }
        return "\(message) @ \(places.joined(separator: " "))"
    }
}
