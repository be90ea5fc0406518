extension Printer {
    mutating func print(_ value: Value) {
        switch value.kind {
        case .variable(let name): write("$\(name)")
        case .int(let text), .float(let text), .enum(let text): write(text)
        case .string(let string): print(string)
        case .boolean(let value): write(value ? "true" : "false")
        case .null: write("null")
        case .list(let values): print(values)
        case .object(let fields): print(fields)
        }
    }

    private mutating func print(_ values: [Value]) {
        write("[")
        for (index, value) in values.enumerated() {
            if index > 0 { write(", ") }
            print(value)
        }
        write("]")
    }

    private mutating func print(_ fields: [ObjectField]) {
        write("{")
        for (index, field) in fields.enumerated() {
            if index > 0 { write(", ") }
            write("\(field.name.value): ")
            print(field.value)
        }
        write("}")
    }

    mutating func print(_ argument: Argument) {
        write("\(argument.name.value): ")
        print(argument.value)
    }

    /// Writes directives, each after a space.
    mutating func print(_ directives: [Directive]) {
        for directive in directives {
            write(" @\(directive.name.value)")
            if directive.arguments.isEmpty { continue }
            write("(")
            printList(directive.arguments) { $0.print($1) }
            write(")")
        }
    }

    /// Writes items with `, ` between them.
    mutating func printList<Item>(_ items: [Item], _ print: (inout Printer, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { write(", ") }
            print(&self, item)
        }
    }

    mutating func printDefault(_ value: Value?) {
        guard let value else { return }
        write(" = ")
        print(value)
    }

    /// Writes a description on its own line or lines, before what it describes.
    mutating func printDescription(_ description: StringValue?) {
        guard let description else { return }
        print(description)
        newLine()
    }
}
