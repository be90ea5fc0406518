import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Writes random documents that select what a schema has; most are valid.
struct DocumentGenerator {
    private let schema: Schema
    private var random: SeededGenerator
    private var variables: [String] = []
    private var fragments: [String] = []

    init(schema: Schema, seed: UInt64) {
        self.schema = schema
        random = SeededGenerator(seed: seed)
    }

    mutating func document() -> String {
        variables = []
        fragments = []
        let operation = random.pick([OperationType.query, .query, .query, .mutation, .subscription])
        let root = schema.rootTypeName(for: operation) ?? schema.queryTypeName
        let body =
            operation == .subscription
            ? "{\n  \(field(of: root, depth: 0))\n}" : selections(of: root, depth: 0)
        let declared =
            variables.isEmpty ? "" : "(\(variables.joined(separator: ", ")))"
        return "\(operation.rawValue) Operation\(declared) \(body)\n\n"
            + fragments.joined(separator: "\n\n") + "\n"
    }

    private mutating func selections(of type: String, depth: Int) -> String {
        let count = random.number(1...3)
        let items = (0..<count).map { _ in "  " + selection(of: type, depth: depth) }
        return "{\n\(items.joined(separator: "\n"))\n}"
    }

    private mutating func selection(of type: String, depth: Int) -> String {
        guard depth < 4 else { return "__typename" }
        switch random.number(0...9) {
        case 0: return "__typename"
        case 1: return "... \(directive())\(selections(of: type, depth: depth + 1))"
        case 2:
            let other = narrowed(type)
            return "... on \(other) \(selections(of: other, depth: depth + 1))"
        case 3: return "...\(fragment(on: narrowed(type), depth: depth + 1)) \(directive())"
        default: return field(of: type, depth: depth)
        }
    }

    /// A type that a value of the given one may have as well.
    private mutating func narrowed(_ type: String) -> String {
        random.pick([type] + schema.possibleTypes(of: type).sorted())
    }

    private mutating func fragment(on type: String, depth: Int) -> String {
        let name = "F\(fragments.count)"
        let position = fragments.count
        fragments.append("")
        fragments[position] =
            "fragment \(name) on \(type) \(selections(of: type, depth: depth))"
        return name
    }

    private mutating func field(of type: String, depth: Int) -> String {
        let fields: [OutputField] =
            switch schema.types[type] {
            case .object(let object): Array(object.fields.values)
            case .interface(let interface): Array(interface.fields.values)
            default: []
            }
        guard !fields.isEmpty else { return "__typename" }
        let field = random.pick(fields)
        let arguments = field.arguments.values.compactMap { argument in
            argument.isRequired || random.once(in: 2)
                ? "\(argument.name): \(value(of: argument.type, depth: 0))" : nil
        }
        let list = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
        let alias = random.once(in: 2) ? "k\(random.number(0...99)): " : ""
        let head = "\(alias)\(field.name)\(list) \(directive())"
        let named = field.type.namedType.value
        guard let result = schema.types[named], result.isCompositeType else { return head }
        return head + selections(of: named, depth: depth + 1)
    }

    private mutating func directive() -> String {
        switch random.number(0...11) {
        case 0: "@skip(if: false) "
        case 1: "@include(if: \(variable("Boolean!"))) "
        default: ""
        }
    }

    private mutating func variable(_ type: String, _ value: String = "") -> String {
        let name = "$v\(variables.count)"
        variables.append("\(name): \(type)\(value)")
        return name
    }

    private mutating func value(of type: TypeReference, depth: Int) -> String {
        if random.once(in: 4) {
            let nullable = type.nullable
            return variable(random.pick(["\(type)", "\(type)", "\(nullable)"]))
        }
        if !type.isNonNull, random.once(in: 6) { return "null" }
        switch type.nullable {
        case .list(let item, _):
            let items = (0..<random.number(0...2)).map { _ in value(of: item, depth: depth + 1) }
            return "[\(items.joined(separator: ", "))]"
        default:
            return value(named: type.namedType.value, depth: depth)
        }
    }

    private mutating func value(named name: String, depth: Int) -> String {
        switch schema.types[name] {
        case .enum(let type): random.pick(type.values.keys.map { $0 })
        case .inputObject(let type):
            object(Array(type.fields.values), isOneOf: type.isOneOf, depth: depth)
        default:
            switch name {
            case "Int": random.pick(["0", "-5", "2147483647"])
            case "Float": random.pick(["1", "2.5", "-1e3"])
            case "Boolean": random.pick(["true", "false"])
            case "ID": random.pick(["3", "\"three\""])
            case "String": random.pick(["\"a\"", "\"\"\"\n  block\n\"\"\"", "\"\\u0041\""])
            default: random.pick(["1", "\"x\"", "{ a: [1, B] }", "true"])
            }
        }
    }

    private mutating func object(_ fields: [InputField], isOneOf: Bool, depth: Int) -> String {
        let chosen =
            isOneOf
            ? [random.pick(fields)]
            : fields.filter { $0.isRequired || (depth < 3 && random.once(in: 2)) }
        let written = chosen.map { field in
            let type = isOneOf ? TypeReference.nonNull(field.type) : field.type
            return "\(field.name): \(value(of: type, depth: depth + 1))"
        }
        return "{ \(written.joined(separator: ", ")) }"
    }
}
