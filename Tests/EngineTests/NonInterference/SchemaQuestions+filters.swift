import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections
import SQLSyntax
import SchemaMapping

/// Filters: every operator of every field, of a root's rows and of rows that they lead to.
extension SchemaQuestions {
    /// The way from the rows of a root collection to a value, as input fields.
    private struct Way {
        let root: SchemaWalk.Edge
        /// Names of fields down to the one whose value is asked about, and of quantifiers.
        let names: [String]
        let type: String
        let field: InputField
    }

    /// Every field of each root's own rows, and of rows one or two steps away.
    mutating func filters() -> [Question] {
        var plain: [Way] = []
        var nested: [Way] = []
        for root in walk.collections {
            guard let filter = root.field.arguments["filter"]?.type.namedType.value else {
                continue
            }
            plain += ways(root, filter, [], steps: 0)
            nested += ways(root, filter, [], steps: 2).filter { $0.names.count > 1 }
        }
        let own = plain.filter { isSecret($0.type) }
        let others = sample(plain.filter { !isSecret($0.type) }) { [$0.type] }
        let sampled = sample(nested) { [$0.type] }
        return (own + others + sampled).flatMap { way in
            Question.together(.filter, conditions(way).map { filtered(way, $0) }, count: 30)
        } + quantified() + searches()
    }

    private func ways(
        _ root: SchemaWalk.Edge, _ inputType: String, _ names: [String], steps: Int
    ) -> [Way] {
        guard let type = walk.mapping.questionedTypes[inputType] else { return [] }
        return walk.inputs(of: inputType).flatMap { field -> [Way] in
            let target = field.type.namedType.value
            switch walk.mapping.relationTypes[type]?.fields[field.name] {
            case .column:
                return [Way(root: root, names: names + [field.name], type: type, field: field)]
            case .reference where steps > 0:
                return ways(root, target, names + [field.name], steps: steps - 1)
            case .collection where steps > 0:
                return walk.inputs(of: target).flatMap { quantifier in
                    ways(
                        root, quantifier.type.namedType.value,
                        names + [field.name, quantifier.name], steps: steps - 1)
                }
            case .reference, .collection, nil: return []
            }
        }
    }

    /// Each operator with each of some values, as an input field's value.
    private func conditions(_ way: Way) -> [String] {
        guard
            case .column(let leaf)? = walk.mapping.relationTypes[way.type]?.fields[way.field.name],
            let table = walk.mapping.relationTypes[way.type]?.relation.name.name
        else { return [] }
        let found = values.of(leaf.column.name.name, in: table, count: isSecret(way.type) ? 2 : 1)
        return walk.inputs(of: way.field.type.namedType.value).flatMap { word in
            operands(word, found).map { "{ \(word.name): \($0) }" }
        }
    }

    /// What an operator may be given of some values.
    func operands(_ word: InputField, _ found: [JSONValue]) -> [String] {
        let type = word.type.namedType.value
        if type == "Boolean" && word.name == "isNull" { return ["true", "false"] }
        let items = found.flatMap { value -> [JSONValue] in
            if case .array(let items) = value { items } else { [value] }
        }
        var literals = items.compactMap { literal($0, type) }
        let members = walk.values(ofEnum: type)
        if !members.isEmpty { literals = literals.filter(members.contains) }
        if literals.isEmpty { literals = Array(members.prefix(2)) }
        guard case .list = word.type.nullable else { return literals }
        return literals.isEmpty
            ? [] : ["[\(literals[0])]", "[\(literals.joined(separator: ", "))]"]
    }

    private func literal(_ value: JSONValue, _ type: String) -> String? {
        switch value {
        case .number(let text):
            return ["Decimal", "BigInt"].contains(type) ? "\"\(text)\"" : text
        case .boolean(let value): return "\(value)"
        case .string(let text):
            if !walk.values(ofEnum: type).isEmpty { return text }
            var writer = JSONWriter()
            writer.appendString(text)
            return String(decoding: writer.bytes, as: UTF8.self)
        case .null, .array, .object: return nil
        }
    }

    private func filtered(_ way: Way, _ condition: String) -> String {
        let names = way.names.reversed()
        let filter = names.reduce(condition) { "{ \($1): \($0) }" }
        return "\(way.root.field.name)(first: 5, filter: \(filter)) \(Self.rows)"
    }

    /// Whether there are rows in each collection of each root's rows, by each quantifier; and what
    /// joins conditions.
    private func quantified() -> [Question] {
        walk.collections.flatMap { root -> [Question] in
            guard let filter = root.field.arguments["filter"]?.type.namedType.value,
                let type = walk.mapping.questionedTypes[filter]
            else { return [] }
            let conditions = walk.inputs(of: filter).flatMap { field -> [String] in
                guard case .collection? = walk.mapping.relationTypes[type]?.fields[field.name]
                else { return [] }
                return walk.inputs(of: field.type.namedType.value).flatMap { word in
                    let some = "{ \(field.name): { \(word.name): {} } }"
                    let none = "{ \(field.name): { \(word.name): { not: {} } } }"
                    return [some, none, "{ not: \(some) }", "{ or: [\(some), \(none)] }"]
                }
            }
            return Question.together(
                .filter,
                conditions.map { "\(root.field.name)(first: 5, filter: \($0)) \(Self.rows)" })
        }
    }

    /// Words that hidden rows have or do not have.
    private func searches() -> [Question] {
        let fields = walk.collections.compactMap { root -> String? in
            guard let filter = root.field.arguments["filter"]?.type.namedType.value,
                walk.inputs(of: filter).contains(where: { $0.name == "search" })
            else { return nil }
            return "\(root.field.name)(first: 5, filter: { search: \"altered\" }) \(Self.rows)"
        }
        return Question.together(.search, fields)
    }
}
