import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SchemaMapping

/// Rows of interfaces and unions, which say themselves of which object type they are.
///
/// The fields that the abstract type's relation has are read from its row; all others from the row
/// of the object type's own relation, which is joined only where one of them is selected.
extension Planner {
    /// The object of a row that a field shows.
    mutating func row(
        _ type: RelationType, _ field: CollectedField, on typeName: String,
        at position: RowPosition
    ) throws(PlanningError) -> ObjectShape {
        guard let abstract = mapping.abstractTypes[type.typeName] else {
            return try object(type, field.selectionSets, at: position)
        }
        let names = Array(abstract.possibleTypes.keys)
        let open = access.openTypes(of: type.typeName) ?? names
        var types: [String: PossibleType] = [:]
        for name in open {
            guard let reference = abstract.possibleTypes[name] else { continue }
            types[name] = try possibleType(reference, of: type, field, on: typeName, at: position)
        }
        let definition = mapping.schema.field(named: field.name, on: typeName)
        let choice = TypeChoice(
            typeName: type.typeName,
            column: try select(.column(abstract.typeColumn), at: position, field), types: types,
            hiddenTypes: Set(names).subtracting(open), coordinate: "\(typeName).\(field.name)",
            locations: field.fields.map(\.location),
            isNonNull: definition?.type.rowType.isNonNull ?? true)
        return ObjectShape(typeName: type.typeName, fields: [], choice: choice)
    }

    private mutating func possibleType(
        _ reference: Reference, of abstract: RelationType, _ field: CollectedField,
        on typeName: String, at position: RowPosition
    ) throws(PlanningError) -> PossibleType {
        let target = relationType(reference.targetType)
        var own: (position: RowPosition, place: PossibleType.OwnRow)?
        var fields: [ResponseField] = []
        for child in collect(field.selectionSets, of: target.typeName) {
            if child.name == "__typename" || abstract.fields[child.name] != nil {
                fields.append(try sharedField(child, of: abstract, on: target, at: position))
                continue
            }
            let row: (position: RowPosition, place: PossibleType.OwnRow)
            if let own {
                row = own
            } else {
                row = try ownRow(reference, target, field, on: typeName, at: position)
                own = row
            }
            fields.append(try ownField(child, of: target, at: row))
        }
        return PossibleType(
            shape: ObjectShape(typeName: target.typeName, fields: fields),
            ownRow: own?.place ?? .unread)
    }

    /// A field that the abstract type's relation has.
    private mutating func sharedField(
        _ field: CollectedField, of abstract: RelationType, on target: RelationType,
        at position: RowPosition
    ) throws(PlanningError) -> ResponseField {
        try response(field, on: target.typeName) { (planner) throws(PlanningError) in
            try planner.content(field, of: abstract, at: position)
        }
    }

    /// A field of the object type's own row; where that comes with another edge, told to be there.
    private mutating func ownField(
        _ field: CollectedField, of target: RelationType,
        at row: (position: RowPosition, place: PossibleType.OwnRow)
    ) throws(PlanningError) -> ResponseField {
        let own = try response(field, on: target.typeName) { (planner) throws(PlanningError) in
            try planner.content(field, of: target, at: row.position)
        }
        guard case .edge(let edge) = row.place else { return own }
        return try response(field, on: target.typeName) { _ in
            .ownRow(ObjectShape(typeName: target.typeName, fields: [own]), edge: edge)
        }
    }

    private mutating func ownRow(
        _ reference: Reference, _ target: RelationType, _ field: CollectedField,
        on typeName: String, at position: RowPosition
    ) throws(PlanningError) -> (position: RowPosition, place: PossibleType.OwnRow) {
        guard options.sharesStatements else {
            let edge = try referenceEdge(reference, target, field, on: typeName, at: position)
            return (RowPosition(edge: edge, alias: StatementBuilder.base), .edge(edge))
        }
        let joined = try join(reference, to: target, at: position, field)
        let presence = try select(.column(reference.keys[0].target), at: joined, field)
        return (joined, .joined(presenceColumn: presence))
    }

    /// That rows of an abstract type are of a type that the caller may see, where not all are.
    func openTypesCondition(on target: RelationType) -> RowCondition? {
        guard let abstract = mapping.abstractTypes[target.typeName],
            let open = access.openTypes(of: target.typeName)
        else { return nil }
        return .isOfType(abstract.typeColumn, open)
    }

    /// A row, or null, for each key of a list.
    mutating func lookupOfMany(
        _ field: CollectedField, _ targetType: String, _ argument: LookupArgument
    ) throws(PlanningError) -> ResponseField.Content {
        let target = relationType(targetType)
        let page = PageRequest(
            field: field.first, typeName: operation.rootTypeName, groupsField: nil, order: [],
            isReversed: false, fetchesOneMore: false, kind: .lookupOfMany)
        let key = LookupCondition(
            column: argument.column,
            source: .keys(argument: argument.name, type: argument.column.type))
        let pair = KeyPair(parent: argument.column, target: argument.column)
        let edge = try appendEdge(
            EdgeDraft(
                content: .rows, parent: nil, parentKeys: [],
                builder: StatementBuilder(
                    relation: target.relation, keys: [pair],
                    looksUpReferences: options.style == .lateral), page: page,
                shape: PageShape(), lookup: [key], fallbackColumn: target.primaryKey[0],
                path: path), field)
        let position = RowPosition(edge: edge, alias: StatementBuilder.base)
        return .lookupOfMany(
            try row(target, field, on: operation.rootTypeName, at: position), edge: edge)
    }
}

extension Planner.EdgeDraft {
    /// What a parameter of the edge's statement is: the keys of a list come in the place of those
    /// of parents.
    func source(_ source: ParameterSource) -> ParameterSource {
        if case .parentKeys(let index) = source, page.kind == .lookupOfMany {
            return lookup[index].source
        }
        return source
    }
}

extension TypeReference {
    /// The type of a row, of one or of many.
    fileprivate var rowType: TypeReference {
        if case .list(let item, _) = nullable { item } else { self }
    }
}
