import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections
import SQLSyntax
import SchemaMapping

/// Aggregates, and groups with their keys, conditions and orders.
extension SchemaQuestions {
    /// Every figure of every column of each root collection.
    func figures() -> [Question] {
        walk.collections.compactMap { root in
            guard let aggregate = field("aggregate", of: root) else { return nil }
            let body = walk.values(of: aggregate.type.namedType.value)
            return Question(
                kind: .figure, document: "{ \(root.field.name) { aggregate { \(body) } } }")
        }
    }

    /// Each root collection in groups by each key, own or of a row that a reference leads to; each
    /// figure as a condition on the groups, and as their order.
    mutating func groups() -> [Question] {
        var fields: [(type: String, text: String)] = []
        for root in walk.collections {
            guard let groups = field("groups", of: root) else { continue }
            let type = groups.type.namedType.value
            guard let key = walk.schema.type(named: type)?.fields?["key"] else { continue }
            let figures = figureSelection(type)
            let keys = keys(key.type.namedType.value, steps: 1)
            guard let first = keys.first else { continue }
            func group(_ arguments: String, _ key: String) -> (String, String) {
                (
                    root.target,
                    "\(root.field.name) { groups(\(arguments)) { key { \(key) } \(figures) } }"
                )
            }
            fields += keys.map { group("first: 50", $0) }
            fields += conditions(groups, of: root).map { group("having: \($0)", first) }
            if let order = groups.arguments["orderBy"]?.type.namedType.value {
                fields += walk.orders(order, depth: 2).filter { $0.contains("SC }") }
                    .map { group("orderBy: [\($0)]", first) }
            }
        }
        let sampled = sample(fields) { [$0.type] }
        return Question.together(.group, sampled.map(\.text), count: 6)
    }

    private func field(_ name: String, of root: SchemaWalk.Edge) -> OutputField? {
        let connection = root.field.type.namedType.value
        guard walk.visibility.isVisible(.member(type: connection, name: name)) else { return nil }
        return walk.schema.type(named: connection)?.fields?[name]
    }

    private func figureSelection(_ type: String) -> String {
        let fields = walk.schema.type(named: type)?.fields?.values.map(\.self) ?? []
        return fields.filter {
            $0.name != "key" && walk.visibility.isVisible(.member(type: type, name: $0.name))
        }.map { field in
            let target = field.type.namedType.value
            let isLeaf = walk.schema.type(named: target)?.isLeafType == true
            return isLeaf ? field.name : "\(field.name) { \(walk.values(of: target)) }"
        }.joined(separator: " ")
    }

    private func keys(_ type: String, steps: Int) -> [String] {
        let fields = walk.schema.type(named: type)?.fields?.values.map(\.self) ?? []
        return fields.flatMap { field -> [String] in
            guard walk.visibility.isVisible(.member(type: type, name: field.name)) else {
                return []
            }
            let target = field.type.namedType.value
            if walk.schema.type(named: target)?.isLeafType == true { return [field.name] }
            guard steps > 0 else { return [] }
            return keys(target, steps: steps - 1).map { "\(field.name) { \($0) }" }
        }
    }

    /// Each figure of a condition on groups, by each operator.
    private func conditions(_ groups: OutputField, of root: SchemaWalk.Edge) -> [String] {
        guard let type = groups.arguments["having"]?.type.namedType.value else { return [] }
        return walk.inputs(of: type).flatMap { word -> [String] in
            let target = word.type.namedType.value
            if word.name == "count" {
                return comparisons(target, with: []).map { "{ count: \($0) }" }
            }
            return walk.inputs(of: target).flatMap { field in
                comparisons(field.type.namedType.value, with: hiddenValues(field.name, of: root))
                    .map { "{ \(word.name): { \(field.name): \($0) } }" }
            }
        }
    }

    private func hiddenValues(_ field: String, of root: SchemaWalk.Edge) -> [JSONValue] {
        let type = walk.mapping.relationTypes[root.target]
        guard case .column(let leaf)? = type?.fields[field], let type else { return [] }
        return values.of(leaf.column.name.name, in: type.relation.name.name, count: 2)
    }

    /// Each operator on a figure: with values of hidden rows where they are of its type, or else
    /// with a number that groups of few rows come near.
    private func comparisons(_ inputType: String, with found: [JSONValue]) -> [String] {
        walk.inputs(of: inputType).flatMap { word -> [String] in
            let type = word.type.namedType.value
            let isNumber = ["Int", "Float", "Decimal", "BigInt"].contains(type)
            let isWhole = ["Int", "BigInt"].contains(type)
            let fitting = found.filter { value in
                guard case .number(let text) = value else { return !isNumber }
                return isNumber && !(isWhole && text.contains("."))
            }
            let given = fitting.isEmpty && isNumber ? [.number("2")] : fitting
            return operands(word, given).map { "{ \(word.name): \($0) }" }
        }
    }
}
