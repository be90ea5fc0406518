/// Writes random SDL in which every kind of definition occurs; what it writes is valid.
struct SchemaGenerator {
    private var random: SeededGenerator
    private var blocks: [String] = []
    private let leafNames = ["Int", "Float", "String", "Boolean", "ID", "S0", "E0", "E1"]
    private var outputNames: [String] {
        leafNames + ["O0", "O1", "O2", "I0", "I1", "U0"]
    }

    /// The fields that an interface asks for, as they are written.
    private var nodeFields: [String] = []
    private var namedFields: [String] = []

    private let hasOneOf: Bool

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        hasOneOf = random.once(in: 2)
    }

    mutating func sdl() -> String {
        nodeFields = fields("n", 1...3)
        namedFields = nodeFields + fields("m", 1...2)
        addRoots()
        addLeaves()
        addInterfacesAndObjects()
        addInputs()
        addDirectives()
        addExtensions()
        return blocks.shuffled(using: &random).joined(separator: "\n\n") + "\n"
    }

    private mutating func addRoots() {
        let isCustom = random.once(in: 3)
        let query = isCustom ? "Root" : "Query"
        if isCustom || random.once(in: 4) {
            blocks.append(
                "\(description())schema\(mark()) { query: \(query) mutation: Mutation "
                    + "subscription: Subscription }")
        }
        blocks.append("type \(query) {\n\(lines(fields("q", 3...6)))\n}")
        blocks.append("type Mutation {\n\(lines(fields("c", 1...3)))\n}")
        blocks.append("type Subscription {\n\(lines(fields("s", 1...3)))\n}")
    }

    private mutating func addLeaves() {
        let url = random.once(in: 2) ? " @specifiedBy(url: \"https://example.org/s0\")" : ""
        blocks.append("\(description())scalar S0\(url)\(mark())")
        for name in ["E0", "E1"] {
            let values = (0...random.number(1...3)).map { "\(name)_\($0)" }
                .map { "  \($0)\(deprecation())\(mark())" }
            blocks.append("\(description())enum \(name)\(mark()) {\n\(lines(values))\n}")
        }
    }

    private mutating func addInterfacesAndObjects() {
        blocks.append("\(description())interface I0\(mark()) {\n\(lines(nodeFields))\n}")
        blocks.append("interface I1 implements I0 {\n\(lines(namedFields))\n}")
        blocks.append("type O0 implements I0 {\n\(lines(nodeFields + fields("a", 1...3)))\n}")
        blocks.append(
            "\(description())type O1 implements I0 & I1 {\n"
                + "\(lines(namedFields + fields("b", 1...3)))\n}")
        blocks.append("type O2\(mark()) {\n\(lines(fields("d", 2...4)))\n}")
        blocks.append(
            "\(description())union U0\(mark()) = O0 | O2\(random.once(in: 2) ? " | O1" : "")")
    }

    private mutating func addInputs() {
        blocks.append("\(description())input N0\(mark()) {\n\(lines(inputs("x", 2...5)))\n}")
        blocks.append("input N1 {\n  inner: N0\n  again: [N1!]\n\(lines(inputs("y", 1...3)))\n}")
        if hasOneOf {
            blocks.append("input N2 @oneOf {\n  one: Int\n  other: [String!]\n  third: N0\n}")
        }
    }

    private mutating func addDirectives() {
        let arguments = inputs("p", 1...2).map { $0.trimmed }.joined(separator: ", ")
        let repeatable = random.once(in: 2) ? " repeatable" : ""
        blocks.append(
            "\(description())directive @d0(\(arguments))\(repeatable) on FIELD | QUERY "
                + "| FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | MUTATION "
                + "| SUBSCRIPTION | VARIABLE_DEFINITION")
        blocks.append(
            "directive @d1(note: String = \"n\") on OBJECT | FIELD_DEFINITION | ENUM | SCHEMA "
                + "| SCALAR | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM_VALUE | INPUT_OBJECT "
                + "| INPUT_FIELD_DEFINITION")
    }

    /// A use of the directive that may be anywhere in SDL, or none.
    private mutating func mark() -> String {
        random.pick(["", "", "", "", "", " @d1", " @d1(note: \"text\")", " @d1(note: null)"])
    }

    private mutating func addExtensions() {
        if random.once(in: 2) { blocks.append("extend type O2 {\n\(lines(fields("e", 1...2)))\n}") }
        if random.once(in: 3) { blocks.append("extend enum E1 { E1_MORE }") }
        if random.once(in: 3) { blocks.append("extend input N0 {\n  more: Int\n}") }
        if random.once(in: 3) { blocks.append("extend type O0 @d1(note: \"extended\")") }
        if random.once(in: 4) { blocks.append("extend union U0 = Extra\n\ntype Extra { e: Int }") }
    }

    private func lines(_ lines: [String]) -> String {
        lines.joined(separator: "\n")
    }

    private mutating func fields(_ prefix: String, _ count: ClosedRange<Int>) -> [String] {
        (0..<random.number(count)).map { index in
            let arguments =
                random.once(in: 2)
                ? "(" + inputs("a", 1...3).map { $0.trimmed }.joined(separator: ", ") + ")" : ""
            let type = wrapped(random.pick(outputNames))
            return "\(description(indent: "  "))  \(prefix)\(index)\(arguments): \(type)"
                + deprecation() + mark()
        }
    }

    private mutating func inputs(_ prefix: String, _ count: ClosedRange<Int>) -> [String] {
        (0..<random.number(count)).map { index in
            let isObject = random.once(in: 3) && prefix == "a"
            let named = random.pick(isObject ? objectNames : leafNames)
            let type = wrapped(named)
            let hasDefault = leafNames.contains(named) && random.once(in: 3)
            let value = hasDefault ? " = \(literal(of: named, as: type))" : ""
            let isRequired = type.hasSuffix("!") && value.isEmpty
            return "  \(prefix)\(index): \(type)\(value)\(isRequired ? "" : deprecation())"
                + mark()
        }
    }

    private var objectNames: [String] { ["N0", "N1"] + (hasOneOf ? ["N2"] : []) }

    private mutating func literal(of name: String, as type: String) -> String {
        let leaf =
            switch name {
            case "Int": "\(random.number(-9...9))"
            case "Float": random.pick(["1.5", "-2", "3e2", "0.000001"])
            case "Boolean": random.pick(["true", "false"])
            case "E0", "E1": "\(name)_\(random.number(0...1))"
            case "ID": random.pick(["7", "\"seven\""])
            default: random.pick([#""""#, #""text""#, #""a\n\"b\" é \\""#, #""\u00e9\t""#])
            }
        if type.contains("[[") { return "[[\(leaf)]]" }
        return type.contains("[") ? random.pick(["[]", "[\(leaf)]", "[\(leaf), \(leaf)]"]) : leaf
    }

    private mutating func wrapped(_ name: String) -> String {
        random.pick([
            "\(name)", "\(name)", "\(name)", "\(name)!", "[\(name)]", "[\(name)!]!", "[[\(name)]!]",
        ])
    }

    private mutating func deprecation() -> String {
        random.pick(["", "", "", " @deprecated", " @deprecated(reason: \"Use \\\"other\\\".\")"])
    }

    private mutating func description(indent: String = "") -> String {
        random.pick([
            "", "", "\(indent)\"Said in a word.\"\n",
            "\(indent)\"\"\"\n\(indent)First line.\n\n\(indent)  Indented é \\\"\"\" here.\n"
                + "\(indent)\"\"\"\n", "\(indent)\"\"\"short\"\"\"\n",
            "\(indent)\"ends with a \\\"quote\\\"\"\n", "\(indent)\"back\\\\slash\\\\\"\n",
        ])
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
