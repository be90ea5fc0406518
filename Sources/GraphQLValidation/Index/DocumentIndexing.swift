import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

extension DocumentIndex {
    mutating func add(_ operation: OperationDefinition) {
        var uses = DefinitionUses()
        for variable in operation.variableDefinitions { add(variable) }
        add(operation.directives, at: operation.type.directiveLocation, &uses)
        let root = schema.rootTypeName(for: operation.type).flatMap { schema.compositeTypes[$0] }
        let set = add(operation.selectionSet, on: root, &uses)
        uses.finish()
        operations.append(
            IndexedOperation(definition: operation, uses: uses, selectionSet: set))
    }

    mutating func add(_ fragment: FragmentDefinition) {
        var uses = DefinitionUses()
        typeReferences.append(fragment.typeCondition)
        add(fragment.directives, at: "FRAGMENT_DEFINITION", &uses)
        let type = schema.compositeTypes[fragment.typeCondition.value]
        let set = add(fragment.selectionSet, on: type, &uses)
        uses.finish()
        fragmentPositions[fragment.name.value] = fragments.count
        fragments.append(
            IndexedFragment(definition: fragment, uses: uses, selectionSet: set))
    }

    private mutating func add(_ variable: VariableDefinition) {
        var uses = DefinitionUses()
        typeReferences.append(variable.type.namedType)
        if let value = variable.defaultValue {
            add(value, expecting: variable.type, &uses)
        }
        add(variable.directives, at: "VARIABLE_DEFINITION", &uses)
    }

    private mutating func add(
        _ set: SelectionSet, on parent: CompositeType?, _ uses: inout DefinitionUses
    ) -> Int {
        let position = selectionSets.count
        selectionSets.append(FlatSelectionSet())
        selectionSets[position].fields.reserveCapacity(set.selections.count)
        add(set.selections, on: parent, to: position, &uses)
        return position
    }

    private mutating func add(
        _ selections: [Selection], on parent: CompositeType?, to set: Int,
        _ uses: inout DefinitionUses
    ) {
        let mark = uses.enter()
        for selection in selections {
            switch selection {
            case .field(let field):
                add(field, on: parent, to: set, &uses)
            case .fragmentSpread(let spread):
                uses.add(spread)
                selectionSets[set].fragmentNames.append(spread.name.value)
                spreads.append(SpreadUse(spread: spread, parentType: parent?.name))
                add(spread.directives, at: "FRAGMENT_SPREAD", &uses)
            case .inlineFragment(let fragment):
                add(fragment, on: parent, to: set, &uses)
            }
        }
        uses.leave(mark)
    }

    private mutating func add(
        _ field: Field, on parent: CompositeType?, to set: Int, _ uses: inout DefinitionUses
    ) {
        let resolved = parent?.fields[field.name.value]
        selectionSets[set].fields.append(fields.count)
        // Arguments and directives add no selection set before the field's own.
        let ownSet = field.selectionSet.map { _ in selectionSets.count }
        fields.append(
            FieldUse(field: field, parent: parent, resolved: resolved, selectionSet: ownSet))
        add(field.arguments, resolved?.definition.arguments, &uses)
        add(field.directives, at: "FIELD", &uses)
        guard let selectionSet = field.selectionSet else { return }
        _ = add(selectionSet, on: resolved.flatMap(schema.compositeTypes.type), &uses)
    }

    private mutating func add(
        _ fragment: InlineFragment, on parent: CompositeType?, to set: Int,
        _ uses: inout DefinitionUses
    ) {
        inlineFragments.append(InlineFragmentUse(fragment: fragment, parentType: parent?.name))
        if let condition = fragment.typeCondition { typeReferences.append(condition) }
        add(fragment.directives, at: "INLINE_FRAGMENT", &uses)
        let type =
            fragment.typeCondition.map { schema.compositeTypes[$0.value] } ?? parent
        add(fragment.selectionSet.selections, on: type, to: set, &uses)
    }

    private mutating func add(
        _ directives: [Directive], at location: String, _ uses: inout DefinitionUses
    ) {
        if directives.isEmpty { return }
        directiveSites.append(DirectiveSite(directives: directives, location: location))
        for directive in directives {
            let definition = schema.directives[directive.name.value]
            add(directive.arguments, definition?.arguments, &uses)
        }
    }

    private mutating func add(
        _ arguments: [Argument], _ definitions: OrderedDictionary<String, InputField>?,
        _ uses: inout DefinitionUses
    ) {
        for argument in arguments {
            let definition = definitions?[argument.name.value]
            add(
                argument.value, expecting: definition?.type,
                hasDefault: definition?.defaultValue != nil, &uses)
        }
    }

    private mutating func add(
        _ value: Value, expecting type: TypeReference?, hasDefault: Bool = false,
        _ uses: inout DefinitionUses
    ) {
        literals.append(LiteralUse(value: value, expectedType: type))
        guard value.holdsOthers else { return }
        var scanner = ValueScanner(schema: schema)
        scanner.scan(value, expecting: type, hasDefault: hasDefault)
        uses.variables += scanner.variableUses
        objectLiterals += scanner.objectLiterals
    }
}

extension Value {
    /// Whether there may be variables or objects in the value.
    fileprivate var holdsOthers: Bool {
        switch kind {
        case .variable, .list, .object: true
        case .int, .float, .string, .boolean, .null, .enum: false
        }
    }
}

extension OperationType {
    /// The *ExecutableDirectiveLocation* of an operation's own directives (spec §3.13).
    fileprivate var directiveLocation: String {
        switch self {
        case .query: "QUERY"
        case .mutation: "MUTATION"
        case .subscription: "SUBSCRIPTION"
        }
    }
}
