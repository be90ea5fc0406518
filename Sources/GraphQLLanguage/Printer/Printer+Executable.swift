extension Printer {
    mutating func print(_ operation: OperationDefinition) {
        printDescription(operation.description)
        if !operation.isShorthand || !endsBlock {
            write(operation.type.rawValue)
            if operation.name != nil || !operation.variableDefinitions.isEmpty { write(" ") }
            write(operation.name?.value ?? "")
            printParenthesized(operation.variableDefinitions) { $0.print($1) }
            print(operation.directives)
            write(" ")
        }
        print(operation.selectionSet)
    }

    private mutating func print(_ definition: VariableDefinition) {
        printDescription(definition.description)
        write("$\(definition.name.value): \(definition.type)")
        printDefault(definition.defaultValue)
        print(definition.directives)
    }

    mutating func print(_ fragment: FragmentDefinition) {
        printDescription(fragment.description)
        write("fragment \(fragment.name.value) on \(fragment.typeCondition.value)")
        print(fragment.directives)
        write(" ")
        print(fragment.selectionSet)
    }

    /// Selection sets nest, so they are written without the closures of `printBlock`: less stack a
    /// level.
    private mutating func print(_ selectionSet: SelectionSet) {
        write("{")
        indent()
        for selection in selectionSet.selections {
            newLine()
            switch selection {
            case .field(let field): print(field)
            case .fragmentSpread(let spread): print(spread)
            case .inlineFragment(let fragment): print(fragment)
            }
        }
        outdent()
        newLine()
        write("}")
    }

    private mutating func print(_ field: Field) {
        printHead(of: field)
        print(field.directives)
        guard let selectionSet = field.selectionSet else { return }
        write(" ")
        print(selectionSet)
    }

    /// Writes `alias: name(arguments)`, with the arguments on lines of their own where one line is
    /// too long.
    private mutating func printHead(of field: Field) {
        let head = field.alias.map { "\($0.value): \(field.name.value)" } ?? field.name.value
        write(head)
        if field.arguments.isEmpty { return }
        let line = String(
            decoding: Printer.line(field.arguments) { $0.print($1) }, as: UTF8.self)
        write("(")
        if head.utf16.count + line.utf16.count + 2 > PrinterLimits.lineLengthMax {
            printLines(field.arguments) { $0.print($1) }
        } else {
            printList(field.arguments) { $0.print($1) }
        }
        write(")")
    }

    private mutating func print(_ spread: FragmentSpread) {
        write("...\(spread.name.value)")
        print(spread.directives)
    }

    private mutating func print(_ fragment: InlineFragment) {
        write("...")
        if let typeCondition = fragment.typeCondition { write(" on \(typeCondition.value)") }
        print(fragment.directives)
        write(" ")
        print(fragment.selectionSet)
    }
}

extension OperationDefinition {
    /// Whether the selection set alone says everything.
    fileprivate var isShorthand: Bool {
        type == .query && name == nil && variableDefinitions.isEmpty && directives.isEmpty
            && description == nil
    }
}
