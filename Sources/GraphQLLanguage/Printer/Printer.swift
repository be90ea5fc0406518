/// Prints a document as text: deterministic, indented by two spaces, one blank line between
/// definitions.
///
/// The law is `parse(print(document)) == document` for every document that `parse` returned. A tree
/// built by hand prints a block string that no block string can mean as an ordinary string of the
/// same value.
package func print(_ document: Document) -> String {
    var printer = Printer()
    printer.print(document)
    return printer.text
}

/// Prints a value as a document writes it, such as `{name: "منطقة"}`.
///
/// A block string stays one, on lines of its own where it takes several.
package func print(_ value: Value) -> String {
    var printer = Printer()
    printer.print(value)
    return printer.text
}

/// The bounds of printed text.
package enum PrinterLimits {
    /// UTF-16 code units of a field's name and arguments on one line; longer ones take a line each.
    package static let lineLengthMax = 80
}

/// Writes syntax into a buffer, at an indentation.
struct Printer {
    private(set) var bytes: [UInt8] = []
    private var indentation = 0

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ text: some Sequence<UInt8>) {
        bytes.append(contentsOf: text)
    }

    /// Ends the line and indents the next one.
    mutating func newLine() {
        bytes.append(ASCII.lineFeed)
        bytes.append(contentsOf: repeatElement(ASCII.space, count: 2 * indentation))
    }

    mutating func indent() { indentation += 1 }
    mutating func outdent() { indentation -= 1 }

    /// Whether the definition before this one ends in `}`, or there is none.
    ///
    /// A shorthand query after `type A` would read as the fields of `A`, so only then may it stand
    /// without its keyword.
    private(set) var endsBlock = true

    mutating func print(_ document: Document) {
        for (index, definition) in document.definitions.enumerated() {
            if index > 0 { write("\n\n") }
            print(definition)
            endsBlock = bytes.last == UInt8(ascii: "}")
        }
    }

    private mutating func print(_ definition: Definition) {
        switch definition {
        case .operation(let operation): print(operation)
        case .fragment(let fragment): print(fragment)
        case .typeSystem(let definition): print(definition)
        case .typeSystemExtension(let definition): print(definition)
        }
    }

    /// Writes items in braces, a line each; nothing if there are none.
    mutating func printBlock<Item>(_ items: [Item], _ print: (inout Printer, Item) -> Void) {
        if items.isEmpty { return }
        write(" {")
        printLines(items, print)
        write("}")
    }

    /// Writes items on lines of their own, one step further in, and ends back at the outer
    /// indentation.
    mutating func printLines<Item>(_ items: [Item], _ print: (inout Printer, Item) -> Void) {
        indent()
        for item in items {
            newLine()
            print(&self, item)
        }
        outdent()
        newLine()
    }

    /// Writes items in parentheses on one line, or a line each where one of them takes several
    /// lines.
    mutating func printParenthesized<Item>(
        _ items: [Item], _ print: (inout Printer, Item) -> Void
    ) {
        if items.isEmpty { return }
        let line = Printer.line(items, print)
        if line.contains(ASCII.lineFeed) {
            write("(")
            printLines(items, print)
            write(")")
        } else {
            write("(")
            write(line)
            write(")")
        }
    }

    /// The items with `, ` between them, printed without indentation.
    static func line<Item>(_ items: [Item], _ print: (inout Printer, Item) -> Void) -> [UInt8] {
        var printer = Printer()
        for (index, item) in items.enumerated() {
            if index > 0 { printer.write(", ") }
            print(&printer, item)
        }
        return printer.bytes
    }
}
