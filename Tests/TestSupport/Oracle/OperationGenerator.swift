import GraphQLLanguage
package import GraphQLTypeSystem
package import JSONBytes
import OrderedCollections
import SchemaMapping

/// A valid operation made at random, with its variables.
package struct GeneratedOperation: Sendable {
    package let document: String
    package let variables: JSONObject
}

/// Makes operations over a mapped schema that a role may run: every kind of field and argument,
/// aliases, fragments, conditions, variables, cursors, introspection.
package struct OperationGenerator {
    private let oracle: Oracle
    private let visibility: SchemaVisibility
    private let depthMax: Int
    var random: SeededGenerator
    private var names = 0
    private var definitions: [String] = []
    private var variables = JSONObject()
    private var fragments: [String] = []
    /// Statements that the operation takes so far, roughly.
    private var collections = 0

    package init(_ oracle: Oracle, visibility: SchemaVisibility, seed: UInt64, depthMax: Int = 5) {
        self.oracle = oracle
        self.visibility = visibility
        self.depthMax = depthMax
        random = SeededGenerator(seed: seed)
    }

    package mutating func operation() -> GeneratedOperation {
        let body = selectionSet(of: oracle.typeName, depth: 0)
        let head = definitions.isEmpty ? "query" : "query (\(definitions.joined(separator: ", ")))"
        return GeneratedOperation(
            document: ([head + " " + body] + fragments).joined(separator: "\n"),
            variables: variables)
    }

    private var schema: Schema { oracle.mapping.schema }

    private mutating func name(_ prefix: String) -> String {
        names += 1
        return "\(prefix)\(names)"
    }

    /// Defines a variable of a type and gives it a value.
    private mutating func variable(_ type: String, _ value: JSONValue) -> String {
        let name = name("v")
        definitions.append("$\(name): \(type)")
        variables.append(name: name, value: value)
        return "$\(name)"
    }

    // MARK: Selections

    private mutating func selectionSet(of typeName: String, depth: Int) -> String {
        var selections: [String] = []
        for field in chosenFields(of: typeName, depth: depth) {
            selections.append(wrapped(selection(of: field, on: typeName, depth: depth), typeName))
        }
        if selections.isEmpty || random.chance(15) { selections.append("__typename") }
        if depth == 0, random.chance(10) {
            let type = Array(schema.types.keys).randomElement(using: &random) ?? "Query"
            selections.append("\(name("t")): __type(name: \"\(type)\") { kind name }")
        }
        return "{ \(selections.joined(separator: " ")) }"
    }

    private mutating func chosenFields(of typeName: String, depth: Int) -> [OutputField] {
        let open = (schema.type(named: typeName)?.fields?.values).map(Array.init) ?? []
        let visible = open.filter {
            visibility.isVisible(.member(type: typeName, name: $0.name))
                && (depth < depthMax && collections < 12 || isLeaf($0))
        }
        let count = Int.random(in: 1...(depth == 0 ? 2 : 4), using: &random)
        return Array(visible.shuffled(using: &random).prefix(count))
    }

    private func isLeaf(_ field: OutputField) -> Bool {
        schema.type(named: field.type.namedType.value)?.isLeafType ?? false
    }

    /// A selection as it is, in an inline fragment, in a fragment of its own, or under a condition.
    private mutating func wrapped(_ selection: String, _ typeName: String) -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return "... on \(typeName) { \(selection) }"
        case 1: return "... { \(selection) }"
        case 2:
            let fragment = name("F")
            fragments.append("fragment \(fragment) on \(typeName) { \(selection) }")
            return "...\(fragment)"
        case 3:
            let condition = variable("Boolean!", .boolean(random.chance(70)))
            return "... @include(if: \(condition)) { \(selection) }"
        default: return selection
        }
    }

    private mutating func selection(
        of field: OutputField, on typeName: String, depth: Int
    ) -> String {
        let target = field.type.namedType.value
        let isComposite = !isLeaf(field)
        let arguments = arguments(of: field, on: typeName)
        let alias = isComposite || random.chance(20) ? "\(name("a")): " : ""
        let skip = random.chance(5) ? " @skip(if: \(random.chance(50)))" : ""
        let body = isComposite ? " " + selectionSet(of: target, depth: depth + 1) : ""
        return "\(alias)\(field.name)\(arguments)\(skip)\(body)"
    }

    // MARK: Arguments

    private mutating func arguments(of field: OutputField, on typeName: String) -> String {
        let parts: [String]
        if typeName == oracle.typeName, case .lookup(let target, _)? = rootField(field.name) {
            parts = key(of: target)
        } else if let collection = collection(field.name, on: typeName) {
            collections += 1
            parts = page(of: collection, on: typeName)
        } else {
            parts = []
        }
        return parts.isEmpty ? "" : "(\(parts.joined(separator: ", ")))"
    }

    private func rootField(_ name: String) -> RootField? { oracle.mapping.rootFields[name] }

    private func collection(_ name: String, on typeName: String) -> Collection? {
        if typeName == oracle.typeName, case .collection(let found)? = rootField(name) {
            return found
        }
        guard case .collection(let found)? = oracle.mapping.relationTypes[typeName]?.fields[name]
        else { return nil }
        return found
    }

    private mutating func key(of typeName: String) -> [String] {
        let row = oracle.data.rows[typeName]?.randomElement(using: &random)
        let id = row?["id"]?.text ?? "00000000-0000-0000-0000-000000000000"
        return random.chance(50)
            ? ["id: \"\(id)\""] : ["id: \(variable("ID!", .string(id)))"]
    }

    private mutating func page(
        of collection: Collection, on typeName: String
    ) -> [String] {
        let order = order(of: collection)
        var parts: [String] = []
        if let order { parts.append("orderBy: \(order.text)") }
        if typeName != oracle.typeName || random.chance(80) { parts.append(size()) }
        for argument in ["after", "before"] where random.chance(20) {
            let sorted = OracleCollection(
                oracle.data.rows[collection.targetType] ?? [], collection,
                mapping: oracle.mapping, asked: order?.terms ?? [], on: typeName)
            guard let row = sorted.rows.randomElement(using: &random) else { continue }
            parts.append("\(argument): \"\(sorted.cursor(of: row))\"")
        }
        return parts.shuffled(using: &random)
    }

    private mutating func size() -> String {
        let size = Int.random(in: 0...6, using: &random)
        let argument = random.chance(65) ? "first" : "last"
        let value = random.chance(30) ? variable("Int", .number("\(size)")) : "\(size)"
        return "\(argument): \(value)"
    }

    private struct GeneratedOrder {
        let text: String
        let terms: [(field: String, isDescending: Bool)]
    }

    private mutating func order(of collection: Collection) -> GeneratedOrder? {
        guard random.chance(50),
            let type = oracle.mapping.connectionTypes[collection.connectionType]
        else { return nil }
        let fields = type.orderColumns.keys.sorted().filter {
            visibility.isVisible(.member(type: type.orderType, name: $0))
        }
        let chosen = fields.shuffled(using: &random)
            .prefix(Int.random(in: 1...3, using: &random))
        let terms = chosen.map { (field: $0, isDescending: random.chance(50)) }
        guard random.chance(30) else {
            let items = terms.map { "{ \($0.field): \($0.isDescending ? "DESC" : "ASC") }" }
            return GeneratedOrder(text: "[\(items.joined(separator: ", "))]", terms: terms)
        }
        let items = terms.map {
            JSONValue.object([$0.field: .string($0.isDescending ? "DESC" : "ASC")])
        }
        let variable = variable("[\(type.orderType)!]", .array(items))
        return GeneratedOrder(text: variable, terms: terms)
    }
}
