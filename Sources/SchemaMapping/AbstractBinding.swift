import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections
import SQLSyntax

/// Binds interfaces and unions to relations whose rows say of which object type they are.
extension SchemaBinder {
    /// The interfaces and unions with `@relation`, and what their relations have.
    mutating func bindAbstractTypes() -> (
        abstract: [String: AbstractType], rows: [String: RelationType]
    ) {
        var abstract: [String: AbstractType] = [:]
        var rows: [String: RelationType] = [:]
        for type in schema.types.values where type.isAbstractType {
            guard let directive = type.relationDirective,
                let relation = relation(of: type.name, directive, reporting: true)
            else { continue }
            abstract[type.name] = bindAbstractType(type, directive, relation)
            rows[type.name] = bindRows(type, directive, relation)
        }
        return (abstract, rows)
    }

    private mutating func bindAbstractType(
        _ type: TypeDefinition, _ directive: Directive, _ relation: CatalogRelation
    ) -> AbstractType? {
        guard let name = directive.argument(named: "typeColumn")?.text else {
            report(.missingTypeColumn, at: type.name, directive.location)
            return nil
        }
        let column = bindColumn(name, in: relation, at: type.name, directive.location)
        if let column, column.type != .text {
            report(
                .typeColumnNotText(column: name, typeName: column.type.rawValue), at: type.name,
                directive.location)
        }
        var possibleTypes: OrderedDictionary<String, Reference> = [:]
        for name in schema.possibleTypes(of: type.name).sorted() {
            possibleTypes[name] = bindPossibleType(name, of: type, directive, relation)
        }
        return column.map { AbstractType(typeColumn: $0, possibleTypes: possibleTypes) }
    }

    /// How a row leads to that of its object type: by the columns of that one's primary key, which
    /// both relations have.
    private mutating func bindPossibleType(
        _ name: String, of type: TypeDefinition, _ directive: Directive,
        _ relation: CatalogRelation
    ) -> Reference? {
        guard let target = possibleRelation(name) else {
            report(.possibleTypeNotMapped(name), at: type.name, directive.location)
            return nil
        }
        var keys: [KeyPair] = []
        for column in target.primaryKey {
            guard let to = bindColumn(column, in: target, at: type.name, directive.location)
            else { continue }
            guard relation.columns[column]?.typeName == to.type.rawValue,
                let from = bindColumn(column, in: relation, at: type.name, directive.location)
            else {
                report(
                    .possibleTypeKey(
                        type: name, column: column, typeName: to.type.rawValue,
                        relation: "\(relation.namespace).\(relation.name)"),
                    at: type.name, directive.location)
                continue
            }
            keys.append(KeyPair(parent: from, target: to))
        }
        return Reference(targetType: name, keys: keys)
    }

    private mutating func possibleRelation(_ typeName: String) -> CatalogRelation? {
        guard case .object(let object)? = schema.types[typeName] else { return nil }
        return relation(of: object, reporting: false)
    }

    /// What an abstract type's relation has: the columns of the interface's leaves, and a key.
    ///
    /// Other fields are those of the object types.
    private mutating func bindRows(
        _ type: TypeDefinition, _ directive: Directive, _ relation: CatalogRelation
    ) -> RelationType? {
        guard let name = qualifiedName(relation, at: type.name, directive.location) else {
            return nil
        }
        requireProtection(of: relation, at: type.name, directive.location)
        var fields: [String: BoundField] = [:]
        for field in type.fields?.values.elements ?? [] {
            fields[field.name] = bindAbstractField(field, of: type.name, in: relation)
        }
        let key = key(of: type, relation).compactMap {
            bindOrderColumn($0, in: relation, at: type.name, directive.location)
        }
        if key.isEmpty {
            report(.missingPrimaryKey(relation: name.plain), at: type.name, directive.location)
        }
        return RelationType(
            typeName: type.name, relation: name, primaryKey: key,
            defaultOrder: bindDefaultOrder(directive, type.name, relation), fields: fields,
            searchColumn: nil)
    }

    private mutating func bindAbstractField(
        _ field: OutputField, of typeName: String, in relation: CatalogRelation
    ) -> BoundField? {
        let coordinate = "\(typeName).\(field.name)"
        if let directive = field.directive("reference") {
            report(.misplacedDirective("reference"), at: coordinate, directive.location)
        }
        guard schema.types[field.type.namedType.value]?.isLeafType == true else { return nil }
        return bindLeaf(field, in: relation, at: coordinate).map { .column($0) }
    }

    /// The primary key; of a view, which has none, all columns of its possible types' keys that it
    /// has.
    private mutating func key(of type: TypeDefinition, _ relation: CatalogRelation) -> [String] {
        guard relation.isView else { return relation.primaryKey }
        var columns: OrderedSet<String> = []
        for name in schema.possibleTypes(of: type.name).sorted() {
            columns.append(contentsOf: possibleRelation(name)?.primaryKey ?? [])
        }
        return columns.filter { relation.columns[$0] != nil }
    }
}
