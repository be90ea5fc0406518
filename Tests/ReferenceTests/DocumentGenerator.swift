import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Writes random documents that select what a schema has; most are valid.
struct DocumentGenerator {
    let schema: Schema
    var random: SeededGenerator
    private var variables: [String] = []
    private var fragments: [String] = []
    /// What the names of an operation's fragments begin with.
    private var prefix = ""

    init(schema: Schema, seed: UInt64) {
        self.schema = schema
        random = SeededGenerator(seed: seed)
    }

    mutating func document() -> String {
        let count = random.pick([1, 1, 1, 1, 2, 3])
        var blocks = (0..<count).flatMap { number in
            operation(named: count == 1 && random.once(in: 5) ? "" : " Operation\(number)")
        }
        if random.once(in: 6) {
            blocks.append("fragment Unused on \(schema.queryTypeName) { __typename }")
        }
        return blocks.shuffled(using: &random).joined(separator: "\n\n") + "\n"
    }

    /// An operation, then the fragments that it alone spreads.
    private mutating func operation(named name: String) -> [String] {
        (variables, fragments) = ([], [])
        prefix = "F\(name.last.map(String.init) ?? "")_"
        let operation = random.pick([OperationType.query, .query, .query, .mutation, .subscription])
        let root = schema.rootTypeName(for: operation) ?? schema.queryTypeName
        let directives = custom()
        let body =
            operation == .subscription
            ? "{\n  \(field(of: root, depth: 0))\n}" : selections(of: root, depth: 0)
        let declared =
            variables.isEmpty ? "" : "(\(variables.joined(separator: ", ")))"
        return ["\(description())\(operation.rawValue)\(name)\(declared) \(directives)\(body)"]
            + fragments
    }

    private mutating func description() -> String {
        random.pick([
            "", "", "", "\"What it is for.\"\n",
            "\"\"\"\nWhat it is for,\n\nin \"two\" lines and \\\"\"\"é😀\\\"\"\".\n\"\"\"\n",
            "\"ends with \\\"quotes\\\"\" ",
        ])
    }

    private mutating func selections(of type: String, depth: Int) -> String {
        let count = random.number(1...3)
        let items = (0..<count).map { _ in "  " + selection(of: type, depth: depth) }
        return "{\n\(items.joined(separator: "\n"))\n}"
    }

    private mutating func selection(of type: String, depth: Int) -> String {
        guard depth < 3 else { return "__typename" }
        switch random.number(0...9) {
        case 0: return "__typename"
        case 1: return "... \(directive())\(selections(of: type, depth: depth + 1))"
        case 2:
            let other = narrowed(type)
            return "... on \(other) \(directive())\(selections(of: other, depth: depth + 1))"
        case 3: return "...\(fragment(on: narrowed(type), depth: depth + 1)) \(directive())"
        default: return field(of: type, depth: depth)
        }
    }

    /// A type that a value of the given one may have as well.
    private mutating func narrowed(_ type: String) -> String {
        random.pick([type] + schema.possibleTypes(of: type).sorted())
    }

    private mutating func fragment(on type: String, depth: Int) -> String {
        let name = "\(prefix)\(fragments.count)"
        let position = fragments.count
        fragments.append("")
        fragments[position] =
            "\(description())fragment \(name) on \(type) \(custom())"
            + selections(of: type, depth: depth)
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
        let list = written(field.arguments, isConstant: false)
        let alias = random.once(in: 2) ? "k\(random.number(0...99)): " : ""
        let head = "\(alias)\(field.name)\(list) \(directive())"
        let named = field.type.namedType.value
        guard let result = schema.types[named], result.isCompositeType else { return head }
        return head + selections(of: named, depth: depth + 1)
    }

    /// Arguments in parentheses, or nothing where none is given.
    private mutating func written(
        _ arguments: OrderedDictionary<String, InputField>, isConstant: Bool
    ) -> String {
        let arguments = arguments.values.compactMap { argument in
            argument.isRequired || random.once(in: 2)
                ? "\(argument.name): \(value(of: argument.type, depth: 0, isConstant: isConstant))"
                : nil
        }
        return arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
    }

    private mutating func directive() -> String {
        switch random.number(0...11) {
        case 0: "@skip(if: false) "
        case 1: "@include(if: \(variable("Boolean!"))) "
        case 2: custom()
        default: ""
        }
    }

    /// A use of the schema's own directive, or none.
    private mutating func custom(isConstant: Bool = false) -> String {
        guard random.once(in: 3), let directive = schema.directives["d0"] else { return "" }
        return "@d0\(written(directive.arguments, isConstant: isConstant)) "
    }

    /// Declares a variable.
    mutating func variable(_ type: String, _ value: String = "") -> String {
        let name = "$v\(variables.count)"
        let note = random.once(in: 8) ? "\"Filled in.\" " : ""
        let directive = random.once(in: 6) ? " " + custom(isConstant: true) : ""
        variables.append("\(note)\(name): \(type)\(value)\(directive)")
        return name
    }
}
