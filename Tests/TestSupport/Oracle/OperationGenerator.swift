import GraphQLExecution
import GraphQLLanguage
package import GraphQLTypeSystem
package import JSONBytes
import OrderedCollections
import SQLSyntax
import SchemaMapping

/// A valid operation made at random, with its variables.
package struct GeneratedOperation: Sendable {
    package let document: String
    package let variables: JSONObject

    package init(document: String, variables: JSONObject = JSONObject()) {
        self.document = document
        self.variables = variables
    }
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

    /// - Parameter isOfMany: whether other types are selected from beside it, so that only fields
    ///   with names of their own surely merge.
    private mutating func selectionSet(
        of typeName: String, depth: Int, isOfMany: Bool = false
    ) -> String {
        var selections: [String] = []
        if schema.type(named: typeName)?.isAbstractType == true {
            // Few of many: a plan bounds the references from one collection.
            let types = openPossibleTypes(of: typeName).shuffled(using: &random).prefix(5)
            for type in types where random.chance(70) {
                let body = selectionSet(of: type, depth: depth, isOfMany: true)
                selections.append("... on \(type) \(body)")
            }
            if random.chance(60) { selections.append("__typename") }
        }
        for field in chosenFields(of: typeName, depth: depth) {
            let selection = selection(
                of: field, on: typeName, depth: depth, isAliased: isOfMany)
            selections.append(wrapped(selection, typeName))
        }
        if selections.isEmpty || random.chance(15) { selections.append("__typename") }
        if depth == 0, random.chance(10) {
            let type = Array(schema.types.keys).randomElement(using: &random) ?? "Query"
            selections.append("\(name("t")): __type(name: \"\(type)\") { kind name }")
        }
        return "{ \(selections.joined(separator: " ")) }"
    }

    private func openPossibleTypes(of typeName: String) -> [String] {
        schema.possibleTypes(of: typeName).filter { visibility.isVisible(.type($0)) }
            .filter { oracle.openTypes(typeName)?.contains($0) ?? true }
    }

    private mutating func chosenFields(of typeName: String, depth: Int) -> [OutputField] {
        let open = (schema.type(named: typeName)?.fields?.values).map(Array.init) ?? []
        let visible = open.filter {
            visibility.isVisible(.member(type: typeName, name: $0.name))
                && (depth < depthMax && collections < 12 || isLeaf($0))
                && !Self.computed.contains($0.name)
        }
        let count = Int.random(in: 1...(depth == 0 ? 2 : 4), using: &random)
        return Array(visible.shuffled(using: &random).prefix(count))
    }

    /// Figures that are more than counting and comparing, and groups: tests of their own compare
    /// those with plain SQL.
    private static let computed: Set<String> = [
        "groups", "sum", "avg", "stddev", "median", "percentile10", "percentile25", "percentile75",
        "percentile90",
    ]

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
        of field: OutputField, on typeName: String, depth: Int, isAliased: Bool
    ) -> String {
        let target = field.type.namedType.value
        let isComposite = !isLeaf(field)
        let arguments = arguments(of: field, on: typeName)
        let alias = isComposite || isAliased || random.chance(20) ? "\(name("a")): " : ""
        let skip = random.chance(5) ? " @skip(if: \(random.chance(50)))" : ""
        let body = isComposite ? " " + selectionSet(of: target, depth: depth + 1) : ""
        return "\(alias)\(field.name)\(arguments)\(skip)\(body)"
    }

    // MARK: Arguments

    private mutating func arguments(of field: OutputField, on typeName: String) -> String {
        let parts: [String]
        if typeName == oracle.typeName, case .lookup(let target, _)? = rootField(field.name) {
            parts = key(of: target)
        } else if typeName == oracle.typeName,
            case .lookupOfMany(let target, _)? = rootField(field.name)
        {
            collections += 1
            parts = keys(of: target)
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

    /// Some keys, now and then one twice and one of nothing.
    private mutating func keys(of typeName: String) -> [String] {
        var ids: [CoercedValue] = []
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let id = oracle.data.rows[typeName]?.randomElement(using: &random)?["id"]?.text
            ids.append(.string(id ?? "00000000-0000-0000-0000-000000000000"))
        }
        if random.chance(30), let first = ids.first { ids.append(first) }
        if random.chance(30) { ids.append(.string("00000000-0000-0000-0000-000000000000")) }
        return [argument("ids", .list(ids), "[ID!]!")]
    }

    private mutating func page(
        of collection: Collection, on typeName: String
    ) -> [String] {
        let order = order(of: collection)
        var parts: [String] = []
        if !order.isEmpty {
            parts.append(argument("orderBy", .list(order), "[\(collection.targetType)Order!]"))
        }
        if schema.types["\(collection.targetType)Filter"] != nil, random.chance(45) {
            let filter = filter(of: collection.targetType, depth: 0)
            parts.append(argument("filter", filter, "\(collection.targetType)Filter"))
        }
        if typeName != oracle.typeName || random.chance(80) { parts.append(size()) }
        for argument in ["after", "before"] where random.chance(20) {
            let sorted = OracleCollection(
                oracle.data.rows[collection.targetType] ?? [], collection, asked: order,
                on: typeName, oracle)
            guard let entry = sorted.entries.randomElement(using: &random) else { continue }
            parts.append("\(argument): \"\(sorted.cursor(of: entry))\"")
        }
        return parts.shuffled(using: &random)
    }

    /// An argument as a literal or as a variable.
    private mutating func argument(
        _ name: String, _ value: CoercedValue, _ type: String
    ) -> String {
        let text = random.chance(40) ? variable(type, value.json) : value.literal
        return "\(name): \(text)"
    }

    private mutating func size() -> String {
        let size = Int.random(in: 0...6, using: &random)
        let argument = random.chance(65) ? "first" : "last"
        let value = random.chance(30) ? variable("Int", .number("\(size)")) : "\(size)"
        return "\(argument): \(value)"
    }

    // MARK: Orders

    private mutating func order(of collection: Collection) -> [CoercedValue] {
        guard random.chance(50) else { return [] }
        let count = Int.random(in: 1...3, using: &random)
        var terms: [CoercedValue] = []
        for _ in 0..<count {
            if let term = order("\(collection.targetType)Order", depth: 0) { terms.append(term) }
        }
        return terms
    }

    /// A value of an input type of orders, of which one field is given.
    private mutating func order(_ inputType: String, depth: Int) -> CoercedValue? {
        guard case .inputObject(let input)? = schema.types[inputType] else { return nil }
        let open = input.fields.values.filter {
            isVisible($0, of: inputType)
                && (depth < 2 || $0.type.namedType.value == "OrderDirection")
        }
        guard let field = open.randomElement(using: &random) else { return nil }
        let type = field.type.namedType.value
        if type == "OrderDirection" {
            let directions = ["ASC", "DESC", "ASC_NULLS_FIRST", "DESC_NULLS_LAST"]
            let direction = directions.randomElement(using: &random) ?? "ASC"
            return .object([field.name: .enumValue(direction)])
        }
        return order(type, depth: depth + 1).map { .object([field.name: $0]) }
    }

    private func isVisible(_ field: InputField, of type: String) -> Bool {
        let target = schema.type(named: field.type.namedType.value)
        return visibility.isVisible(.member(type: type, name: field.name))
            && target.map { visibility.isVisible(.type($0.name)) } ?? false
    }
}

// MARK: Filters

extension OperationGenerator {
    private mutating func filter(of typeName: String, depth: Int) -> CoercedValue {
        let inputType = "\(typeName)Filter"
        guard case .inputObject(let input)? = schema.types[inputType] else { return .object([:]) }
        let open = input.fields.values.filter {
            isVisible($0, of: inputType) && $0.name != "search"
        }
        var members: OrderedDictionary<String, CoercedValue> = [:]
        let count = random.chance(5) ? 0 : Int.random(in: 1...2, using: &random)
        for field in open.shuffled(using: &random).prefix(count) {
            guard let value = member(field, of: typeName, depth: depth) else { continue }
            members[field.name] = value
        }
        return .object(inOrder(members, of: inputType))
    }

    private func inOrder(
        _ members: OrderedDictionary<String, CoercedValue>, of inputType: String
    ) -> OrderedDictionary<String, CoercedValue> {
        guard case .inputObject(let input)? = schema.types[inputType] else { return members }
        var ordered: OrderedDictionary<String, CoercedValue> = [:]
        for name in input.fields.keys { ordered[name] = members[name] }
        return ordered
    }

    private mutating func member(
        _ field: InputField, of typeName: String, depth: Int
    ) -> CoercedValue? {
        switch oracle.mapping.relationTypes[typeName]?.fields[field.name] {
        case .column(let leaf): return condition(field, leaf, of: typeName)
        case .reference(let reference):
            return depth > 1 ? nil : filter(of: reference.targetType, depth: depth + 1)
        case .collection(let collection):
            guard depth < 2 else { return nil }
            let quantifier = ["some", "none", "every"].randomElement(using: &random) ?? "some"
            return .object([quantifier: filter(of: collection.targetType, depth: depth + 1)])
        case nil:
            guard depth < 3 else { return nil }
            if field.name == "not" { return filter(of: typeName, depth: depth + 1) }
            let count = Int.random(in: 0...2, using: &random)
            return .list((0..<count).map { _ in filter(of: typeName, depth: depth + 1) })
        }
    }

    private mutating func condition(
        _ field: InputField, _ leaf: BoundLeaf, of typeName: String
    ) -> CoercedValue? {
        let inputType = field.type.namedType.value
        guard case .inputObject(let input)? = schema.types[inputType],
            let word = input.fields.values.randomElement(using: &random)
        else { return nil }
        if word.name == "isNull" { return .object(["isNull": .boolean(random.chance(50))]) }
        let values = (0..<3).compactMap { _ in value(leaf, of: typeName, as: word) }
        guard let first = values.first else { return nil }
        let isList = if case .list = word.type.nullable { true } else { false }
        return .object([word.name: isList ? .list(values) : first])
    }

    /// A value that some row has in a column, or an item of such a list.
    private mutating func value(
        _ leaf: BoundLeaf, of typeName: String, as word: InputField
    ) -> CoercedValue? {
        let row = oracle.data.rows[typeName]?.randomElement(using: &random)
        guard let text = row?[leaf.column.name.name]?.text else { return nil }
        switch leaf.encoding {
        case .boolean: return .boolean(text == "true")
        case .int: return Int32(text).map { .int($0) }
        case .float: return Double(text).map { .float($0) }
        case .enumeration: return .enumValue(text)
        case .list(let item, _):
            guard case .enumeration(let values) = item else { return nil }
            return values.sorted().randomElement(using: &random).map { .enumValue($0) }
        case .string, .identifier:
            return .string(word.name == "startsWith" ? String(text.prefix(3)) : text)
        case .date, .dateTime, .localTime, .decimal, .text: return .custom(.string(text))
        case .json: return nil
        }
    }
}

extension CoercedValue {
    /// As a document writes it.
    fileprivate var literal: String {
        switch self {
        case .null: return "null"
        case .list(let items): return "[\(items.map(\.literal).joined(separator: ", "))]"
        case .object(let fields):
            let members = fields.map { "\($0.key): \($0.value.literal)" }
            return "{\(members.joined(separator: ", "))}"
        case .enumValue(let name): return name
        default:
            guard let text else { return "null" }
            switch self {
            case .boolean, .int, .float, .custom(.number): return text
            default:
                var writer = JSONWriter()
                writer.appendString(text)
                return String(decoding: writer.bytes, as: UTF8.self)
            }
        }
    }

    /// As variables write it.
    fileprivate var json: JSONValue {
        switch self {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .int(let value): return .number(String(value))
        case .float(let value): return .number(String(value))
        case .string(let text), .enumValue(let text): return .string(text)
        case .custom(let value): return value
        case .list(let items): return .array(items.map(\.json))
        case .object(let fields):
            var object = JSONObject()
            for (name, value) in fields { object.append(name: name, value: value.json) }
            return .object(object)
        }
    }
}
