import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SchemaMapping

/// Orders and pages.
extension SchemaQuestions {
    /// Each root collection by each of its keys in each direction, those of other rows and figures
    /// of collections included; half of them from the end.
    mutating func orders() -> [Question] {
        var plain: [(type: String, field: String)] = []
        var nested: [(type: String, field: String)] = []
        for root in walk.collections {
            guard let order = root.field.arguments["orderBy"]?.type.namedType.value else {
                continue
            }
            let own = walk.orders(order, depth: 0)
            plain += own.enumerated().map {
                (root.target, ordered(root, by: $0.element, $0.offset))
            }
            for field in walk.inputs(of: order) {
                let type = field.type.namedType.value
                let target = walk.mapping.questionedTypes[type] ?? ""
                for term in walk.orders(type, depth: 2) {
                    let full = "{ \(field.name): \(term) }"
                    nested.append((target, ordered(root, by: full, nested.count)))
                }
            }
        }
        let own = plain.filter { isSecret($0.type) }
        let others = sample(plain.filter { !isSecret($0.type) }) { [$0.type] }
        let sampled = sample(nested) { [$0.type] }
        return Question.together(.order, (own + others + sampled).map(\.field))
    }

    private func ordered(_ root: SchemaWalk.Edge, by term: String, _ number: Int) -> String {
        let size = number.isMultiple(of: 2) ? "first: 5" : "last: 5"
        return "\(root.field.name)(\(size), orderBy: [\(term)]) \(Self.page)"
    }

    /// Each root collection as it is, from its start and its end, and whole.
    func pages() -> [Question] {
        let sizes = ["", "(first: 2)", "(last: 2)", "(first: 0)", "(first: 100)"]
        return walk.collections.map { root in
            let fields = sizes.enumerated().map {
                "a\($0.offset): \(root.field.name)\($0.element) \(Self.page)"
            }
            return Question(kind: .page, document: "{ \(fields.joined(separator: " ")) }")
        }
    }
}
