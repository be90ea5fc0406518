extension Printer {
    mutating func print(_ definition: TypeSystemDefinition) {
        switch definition {
        case .schema(let schema): print(schema)
        case .scalar(let type): print(type)
        case .object(let type): print(type)
        case .interface(let type): print(type)
        case .union(let type): print(type)
        case .enum(let type): print(type)
        case .inputObject(let type): print(type)
        case .directive(let directive): print(directive)
        }
    }

    /// Writes `extend` and what a definition of the parts would read.
    mutating func print(_ definition: TypeSystemExtension) {
        write("extend ")
        switch definition {
        case .schema(let schema): print(schema)
        case .scalar(let type): print(type)
        case .object(let type): print(type)
        case .interface(let type): print(type)
        case .union(let type): print(type)
        case .enum(let type): print(type)
        case .inputObject(let type): print(type)
        }
    }

    private mutating func print(_ schema: SchemaDefinition) {
        printDescription(schema.description)
        write("schema")
        print(schema.directives)
        printBlock(schema.operationTypes) {
            $0.write("\($1.operation.rawValue): \($1.type.value)")
        }
    }

    private mutating func print(_ type: ScalarTypeDefinition) {
        printDescription(type.description)
        write("scalar \(type.name.value)")
        print(type.directives)
    }

    private mutating func print(_ type: ObjectTypeDefinition) {
        printDescription(type.description)
        write("type \(type.name.value)")
        printList(of: type.interfaces, after: " implements ", separator: " & ")
        print(type.directives)
        printBlock(type.fields) { $0.print($1) }
    }

    private mutating func print(_ type: InterfaceTypeDefinition) {
        printDescription(type.description)
        write("interface \(type.name.value)")
        printList(of: type.interfaces, after: " implements ", separator: " & ")
        print(type.directives)
        printBlock(type.fields) { $0.print($1) }
    }

    private mutating func print(_ type: UnionTypeDefinition) {
        printDescription(type.description)
        write("union \(type.name.value)")
        print(type.directives)
        printList(of: type.types, after: " = ", separator: " | ")
    }

    private mutating func print(_ type: EnumTypeDefinition) {
        printDescription(type.description)
        write("enum \(type.name.value)")
        print(type.directives)
        printBlock(type.values) { $0.print($1) }
    }

    private mutating func print(_ value: EnumValueDefinition) {
        printDescription(value.description)
        write(value.name.value)
        print(value.directives)
    }

    private mutating func print(_ type: InputObjectTypeDefinition) {
        printDescription(type.description)
        write("input \(type.name.value)")
        print(type.directives)
        printBlock(type.fields) { $0.print($1) }
    }

    private mutating func print(_ field: FieldDefinition) {
        printDescription(field.description)
        write(field.name.value)
        printParenthesized(field.arguments) { $0.print($1) }
        write(": \(field.type)")
        print(field.directives)
    }

    private mutating func print(_ input: InputValueDefinition) {
        printDescription(input.description)
        write("\(input.name.value): \(input.type)")
        printDefault(input.defaultValue)
        print(input.directives)
    }

    private mutating func print(_ directive: DirectiveDefinition) {
        printDescription(directive.description)
        write("directive @\(directive.name.value)")
        printParenthesized(directive.arguments) { $0.print($1) }
        if directive.isRepeatable { write(" repeatable") }
        printList(of: directive.locations, after: " on ", separator: " | ")
    }

    /// Writes names with a separator between them; nothing if there are none.
    private mutating func printList(of names: [Name], after start: String, separator: String) {
        if names.isEmpty { return }
        write(start)
        for (index, name) in names.enumerated() {
            if index > 0 { write(separator) }
            write(name.value)
        }
    }
}
