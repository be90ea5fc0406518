import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

extension DocumentIndex {
    mutating func add(_ operation: OperationDefinition) {
        var uses: [VariableUse] = []
        for variable in operation.variableDefinitions { add(variable) }
        add(operation.directives, at: operation.type.rawValue.uppercased(), &uses)
        let root = schema.rootTypeName(for: operation.type).flatMap(compositeTypeName)
        let set = add(operation.selectionSet, on: root, &uses)
        operations.append(
            IndexedOperation(
                definition: operation, spreads: operation.selectionSet.fragmentSpreads,
                variableUses: uses, selectionSet: set))
    }

    mutating func add(_ fragment: FragmentDefinition) {
        var uses: [VariableUse] = []
        typeReferences.append(fragment.typeCondition)
        add(fragment.directives, at: "FRAGMENT_DEFINITION", &uses)
        let type = compositeTypeName(fragment.typeCondition.value)
        let set = add(fragment.selectionSet, on: type, &uses)
        fragmentPositions[fragment.name.value] = fragments.count
        fragments.append(
            IndexedFragment(
                definition: fragment, spreads: fragment.selectionSet.fragmentSpreads,
                variableUses: uses, selectionSet: set))
    }

    private mutating func add(_ variable: VariableDefinition) {
        var uses: [VariableUse] = []
        typeReferences.append(variable.type.namedType)
        if let value = variable.defaultValue {
            add(value, expecting: variable.type, &uses)
        }
        add(variable.directives, at: "VARIABLE_DEFINITION", &uses)
    }

    private mutating func add(
        _ set: SelectionSet, on parentType: String?, _ uses: inout [VariableUse]
    ) -> Int {
        let position = selectionSets.count
        selectionSets.append(FlatSelectionSet())
        add(set.selections, on: parentType, to: position, &uses)
        return position
    }

    private mutating func add(
        _ selections: [Selection], on parentType: String?, to set: Int, _ uses: inout [VariableUse]
    ) {
        for selection in selections {
            switch selection {
            case .field(let field):
                add(field, on: parentType, to: set, &uses)
            case .fragmentSpread(let spread):
                selectionSets[set].fragmentNames.append(spread.name.value)
                spreads.append(SpreadUse(spread: spread, parentType: parentType))
                add(spread.directives, at: "FRAGMENT_SPREAD", &uses)
            case .inlineFragment(let fragment):
                add(fragment, on: parentType, to: set, &uses)
            }
        }
    }

    private mutating func add(
        _ field: Field, on parentType: String?, to set: Int, _ uses: inout [VariableUse]
    ) {
        let definition = parentType.flatMap { schema.field(named: field.name.value, on: $0) }
        let position = fields.count
        selectionSets[set].fields.append(position)
        fields.append(FieldUse(field: field, parentType: parentType, definition: definition))
        for argument in field.arguments {
            add(argument, definition?.arguments[argument.name.value], &uses)
        }
        add(field.directives, at: "FIELD", &uses)
        guard let selectionSet = field.selectionSet else { return }
        let type = definition.flatMap { compositeTypeName($0.type.namedType.value) }
        fields[position].selectionSet = add(selectionSet, on: type, &uses)
    }

    private mutating func add(
        _ fragment: InlineFragment, on parentType: String?, to set: Int,
        _ uses: inout [VariableUse]
    ) {
        inlineFragments.append(InlineFragmentUse(fragment: fragment, parentType: parentType))
        if let condition = fragment.typeCondition { typeReferences.append(condition) }
        add(fragment.directives, at: "INLINE_FRAGMENT", &uses)
        let type = fragment.typeCondition.map { compositeTypeName($0.value) } ?? parentType
        add(fragment.selectionSet.selections, on: type, to: set, &uses)
    }

    private mutating func add(
        _ directives: [Directive], at location: String, _ uses: inout [VariableUse]
    ) {
        if directives.isEmpty { return }
        directiveSites.append(DirectiveSite(directives: directives, location: location))
        for directive in directives {
            let definition = schema.directives[directive.name.value]
            for argument in directive.arguments {
                add(argument, definition?.arguments[argument.name.value], &uses)
            }
        }
    }

    private mutating func add(
        _ argument: Argument, _ definition: InputField?, _ uses: inout [VariableUse]
    ) {
        let hasDefault = definition?.defaultValue != nil
        add(argument.value, expecting: definition?.type, hasDefault: hasDefault, &uses)
    }

    private mutating func add(
        _ value: Value, expecting type: TypeReference?, hasDefault: Bool = false,
        _ uses: inout [VariableUse]
    ) {
        literals.append(LiteralUse(value: value, expectedType: type))
        var scanner = ValueScanner(schema: schema)
        scanner.scan(value, expecting: type, hasDefault: hasDefault)
        uses += scanner.variableUses
        objectLiterals += scanner.objectLiterals
    }
}

extension SelectionSet {
    /// The spreads within the set, those of nested sets after its own.
    fileprivate var fragmentSpreads: [FragmentSpread] {
        var spreads: [FragmentSpread] = []
        var unvisited = [self]
        while let set = unvisited.popLast() {
            for selection in set.selections {
                switch selection {
                case .fragmentSpread(let spread): spreads.append(spread)
                case .inlineFragment(let fragment): unvisited.append(fragment.selectionSet)
                case .field(let field): field.selectionSet.map { unvisited.append($0) }
                }
            }
        }
        return spreads
    }
}
