import GraphQLLanguage
package import GraphQLTypeSystem
import OrderedCollections
import SQLSyntax

extension SchemaMapping {
    /// Binds every type and field of a schema to the relations of a catalog.
    ///
    /// - Throws: every mismatch at once, each with its location in the SDL.
    package static func bind(
        _ schema: Schema, to catalog: CatalogSnapshot
    ) throws(MappingErrors) -> SchemaMapping {
        var binder = SchemaBinder(schema: schema, catalog: catalog)
        let mapping = binder.bind()
        guard binder.errors.isEmpty else { throw MappingErrors(errors: binder.errors) }
        return mapping
    }
}

/// Collects the mapping and, with it, every mismatch.
struct SchemaBinder {
    let schema: Schema
    let catalog: CatalogSnapshot
    var errors: [MappingError] = []
    private var connectionTypes: [String: ConnectionType] = [:]

    init(schema: Schema, catalog: CatalogSnapshot) {
        self.schema = schema
        self.catalog = catalog
    }

    mutating func bind() -> SchemaMapping {
        var relationTypes: [String: RelationType] = [:]
        for object in schema.objectTypes where object.relationDirective != nil {
            relationTypes[object.name] = bindRelationType(object)
        }
        let (abstractTypes, abstractRows) = bindAbstractTypes()
        relationTypes.merge(abstractRows) { object, _ in object }
        checkCosts()
        return SchemaMapping(
            schema: schema, relationTypes: relationTypes, abstractTypes: abstractTypes,
            rootFields: bindRootFields(),
            commands: bindCommands(), connectionTypes: connectionTypes,
            questionedTypes: schema.questionedTypes,
            figuredTypes: schema.figuredTypes, figureAccess: schema.figureAccess,
            access: bindAccess(),
            typeAccess: schema.types.values.reduce(into: [:]) {
                $0[$1.name] = $1.mappingDirectives.accessRoles
            }, serviceClasses: bindServiceClasses())
    }

    mutating func report(
        _ problem: MappingError.Problem, at coordinate: String, _ location: SourceLocation
    ) {
        errors.append(MappingError(problem, at: coordinate, location))
    }

    // MARK: Relation types

    private mutating func bindRelationType(_ object: ObjectType) -> RelationType? {
        guard let directive = object.relationDirective,
            let relation = relation(of: object, reporting: true),
            let name = qualifiedName(relation, at: object.name, directive.location)
        else { return nil }
        if relation.primaryKey.isEmpty {
            report(.missingPrimaryKey(relation: name.plain), at: object.name, directive.location)
        }
        requireProtection(of: relation, at: object.name, directive.location)
        if let typeColumn = directive.argument(named: "typeColumn") {
            report(.misplacedTypeColumn, at: object.name, typeColumn.location)
        }
        var fields: [String: BoundField] = [:]
        for field in object.fields.values {
            fields[field.name] = bindField(field, of: object, in: relation)
        }
        let key = relation.primaryKey.compactMap {
            bindOrderColumn($0, in: relation, at: object.name, directive.location)
        }
        return RelationType(
            typeName: object.name, relation: name, primaryKey: key,
            defaultOrder: bindDefaultOrder(directive, object.name, relation), fields: fields,
            searchColumn: bindSearch(object, in: relation))
    }

    /// That policies decide which rows of a relation a caller sees.
    mutating func requireProtection(
        of relation: CatalogRelation, at coordinate: String, _ location: SourceLocation
    ) {
        guard !relation.hasForcedRowSecurity else { return }
        let name = "\(relation.namespace).\(relation.name)"
        report(
            relation.isView
                ? .viewNotProtected(relation: name) : .rowSecurityNotForced(relation: name),
            at: coordinate, location)
    }

    private mutating func bindSearch(
        _ object: ObjectType, in relation: CatalogRelation
    ) -> BoundColumn? {
        guard let directive = object.directives.first(where: { $0.name.value == "search" }),
            let name = directive.argument(named: "column")?.text,
            let column = bindColumn(name, in: relation, at: object.name, directive.location)
        else { return nil }
        if column.type == .text { return column }
        report(
            .unsearchableColumn(column: name, typeName: column.type.rawValue), at: object.name,
            directive.location)
        return nil
    }

    mutating func relation(of object: ObjectType, reporting: Bool) -> CatalogRelation? {
        guard let directive = object.relationDirective else { return nil }
        return relation(of: object.name, directive, reporting: reporting)
    }

    mutating func relation(
        of typeName: String, _ directive: Directive, reporting: Bool
    ) -> CatalogRelation? {
        guard let name = directive.argument(named: "name")?.text else { return nil }
        let namespace = directive.argument(named: "namespace")?.text ?? "app"
        if let relation = catalog.relations["\(namespace).\(name)"] { return relation }
        if reporting {
            report(.unknownRelation("\(namespace).\(name)"), at: typeName, directive.location)
        }
        return nil
    }

    mutating func qualifiedName(
        _ relation: CatalogRelation, at coordinate: String, _ location: SourceLocation
    ) -> QualifiedName? {
        guard let namespace = identifier(relation.namespace, at: coordinate, location),
            let name = identifier(relation.name, at: coordinate, location)
        else { return nil }
        return QualifiedName(namespace: namespace, name: name)
    }

    mutating func identifier(
        _ name: String, at coordinate: String, _ location: SourceLocation
    ) -> Identifier? {
        do throws(IdentifierError) {
            return try Identifier(validating: name)
        } catch {
            report(.malformedName(name), at: coordinate, location)
            return nil
        }
    }

    mutating func bindDefaultOrder(
        _ directive: Directive, _ typeName: String, _ relation: CatalogRelation
    ) -> [BoundOrder] {
        var order: [BoundOrder] = []
        for term in directive.argument(named: "orderBy")?.items ?? [] {
            guard let name = term.member("column")?.text,
                let column = bindOrderColumn(name, in: relation, at: typeName, term.location)
            else { continue }
            let isDescending = term.member("direction")?.text == "DESC"
            order.append(
                BoundOrder(column: column, direction: isDescending ? .descending : .ascending))
        }
        return order
    }

    /// A column of a collection's order, which the primary key is the end of.
    mutating func bindOrderColumn(
        _ name: String, in relation: CatalogRelation, at coordinate: String,
        _ location: SourceLocation
    ) -> BoundColumn? {
        let column = bindColumn(name, in: relation, at: coordinate, location)
        guard let type = column?.type, !type.isOrdered else { return column }
        report(
            .unorderedColumn(column: name, typeName: type.rawValue), at: coordinate, location)
        return nil
    }

    mutating func bindColumn(
        _ name: String, in relation: CatalogRelation, at coordinate: String,
        _ location: SourceLocation
    ) -> BoundColumn? {
        guard let column = relation.columns[name] else {
            let relationName = "\(relation.namespace).\(relation.name)"
            report(.unknownColumn(name, relation: relationName), at: coordinate, location)
            return nil
        }
        guard let type = columnType(column, name, at: coordinate, location),
            let identifier = identifier(name, at: coordinate, location)
        else { return nil }
        return BoundColumn(name: identifier, type: type, isNullable: !column.isNotNull)
    }

    mutating func columnType(
        _ column: CatalogColumn, _ name: String, at coordinate: String, _ location: SourceLocation
    ) -> ColumnType? {
        let type = ColumnType(rawValue: column.typeName)
        if type == nil {
            report(
                .unsupportedColumnType(column: name, typeName: column.typeName), at: coordinate,
                location)
        }
        return type
    }

    // MARK: Fields

    private mutating func bindField(
        _ field: OutputField, of object: ObjectType, in relation: CatalogRelation
    ) -> BoundField? {
        let coordinate = "\(object.name).\(field.name)"
        if let directive = field.directive("reference") {
            return bindReference(field, directive, in: relation, at: coordinate)
        }
        if let directive = field.directive("collection") {
            return bindCollection(field, directive, of: relation, at: coordinate)
                .map { .collection($0) }
        }
        guard schema.types[field.type.namedType.value]?.isLeafType == true else {
            report(.fieldNotMapped, at: coordinate, field.location)
            return nil
        }
        return bindLeaf(field, in: relation, at: coordinate).map { .column($0) }
    }

    mutating func bindLeaf(
        _ field: OutputField, in relation: CatalogRelation, at coordinate: String
    ) -> BoundLeaf? {
        if let directive = field.directive("computed") {
            let column = bindComputed(directive, in: relation, at: coordinate)
            return column.flatMap { bindLeaf(field, $0, at: coordinate, directive.location) }
        }
        let directive = field.directive("column")
        let location = directive?.location ?? field.location
        let name = directive?.argument(named: "name")?.text ?? field.name.snakeCased
        guard let column = bindColumn(name, in: relation, at: coordinate, location) else {
            return nil
        }
        if field.type.isNonNull && column.isNullable && !relation.isView {
            report(
                .nullableColumn(name, relation: "\(relation.namespace).\(relation.name)"),
                at: coordinate, location)
        }
        return bindLeaf(field, column, at: coordinate, location)
    }

    private mutating func bindLeaf(
        _ field: OutputField, _ column: BoundColumn, at coordinate: String,
        _ location: SourceLocation
    ) -> BoundLeaf? {
        guard let encoding = LeafEncoding(field.type.nullable, of: column.type, in: schema) else {
            report(
                .incompatibleType(
                    column: column.name.name, typeName: column.type.rawValue,
                    fieldType: field.type.description), at: coordinate, location)
            return nil
        }
        return BoundLeaf(column: column, encoding: encoding)
    }

    private mutating func bindReference(
        _ field: OutputField, _ directive: Directive, in relation: CatalogRelation,
        at coordinate: String
    ) -> BoundField? {
        let columns = directive.argument(named: "columns")?.texts ?? []
        let targetName = field.type.namedType.value
        guard let target = mappedRelation(targetName, at: coordinate, field.location),
            let foreignKey = foreignKey(
                columns, from: relation, to: target, at: coordinate, directive.location)
        else { return nil }
        let keys = bindKeys(
            parent: (relation, foreignKey.columns), target: (target, foreignKey.referencedColumns),
            at: coordinate, directive.location)
        if field.type.isNonNull, keys.contains(where: { $0.parent.isNullable }) {
            report(.nullableReference(columns: columns), at: coordinate, directive.location)
        }
        return .reference(Reference(targetType: targetName, keys: keys))
    }

    mutating func mappedRelation(
        _ typeName: String, at coordinate: String, _ location: SourceLocation
    ) -> CatalogRelation? {
        guard let type = schema.types[typeName], type.isCompositeType,
            let directive = type.relationDirective
        else {
            report(.targetNotMapped(typeName), at: coordinate, location)
            return nil
        }
        return relation(of: typeName, directive, reporting: false)
    }

    mutating func foreignKey(
        _ columns: [String], from: CatalogRelation, to: CatalogRelation, at coordinate: String,
        _ location: SourceLocation
    ) -> CatalogForeignKey? {
        let referenced = "\(to.namespace).\(to.name)"
        let found = from.foreignKeys.first {
            $0.referencedRelation == referenced && Set($0.columns) == Set(columns)
        }
        if found == nil {
            report(
                .missingForeignKey(
                    columns: columns, from: "\(from.namespace).\(from.name)", to: referenced),
                at: coordinate, location)
        }
        return found
    }

    mutating func bindKeys(
        parent: (relation: CatalogRelation, columns: [String]),
        target: (relation: CatalogRelation, columns: [String]), at coordinate: String,
        _ location: SourceLocation
    ) -> [KeyPair] {
        var keys: [KeyPair] = []
        for (parentName, targetName) in zip(parent.columns, target.columns) {
            guard
                let from = bindColumn(parentName, in: parent.relation, at: coordinate, location),
                let to = bindColumn(targetName, in: target.relation, at: coordinate, location)
            else { continue }
            keys.append(KeyPair(parent: from, target: to))
        }
        return keys
    }

    // MARK: Connections

    /// Registers a generated connection type; gives the name of its node type.
    mutating func bindConnectionType(_ name: String) -> String? {
        if let known = connectionTypes[name] { return known.nodeType }
        guard case .object(let connection)? = schema.types[name],
            let edge = connection.fields["edges"]?.type.namedType.value,
            let node = connection.fields["nodes"]?.type.namedType.value
        else { return nil }
        connectionTypes[name] = ConnectionType(name: name, edgeType: edge, nodeType: node)
        return node
    }

    // MARK: Root fields

    private mutating func bindRootFields() -> [String: RootField] {
        for object in schema.objectTypes where object.name == schema.subscriptionTypeName {
            report(.unsupportedRootType(object.name), at: object.name, object.location)
        }
        guard case .object(let query)? = schema.types[schema.queryTypeName] else { return [:] }
        var fields: [String: RootField] = [:]
        for field in query.fields.values {
            fields[field.name] = bindRootField(field, at: "\(query.name).\(field.name)")
        }
        return fields
    }

    private mutating func bindRootField(_ field: OutputField, at coordinate: String) -> RootField? {
        if let directive = field.directive("collection") {
            return bindCollection(field, directive, of: nil, at: coordinate).map { .collection($0) }
        }
        guard let directive = field.directive("lookup") else {
            report(.fieldNotMapped, at: coordinate, field.location)
            return nil
        }
        return bindLookup(field, directive, at: coordinate)
    }

    // MARK: Classes of service

    /// The class of each role; `@service` on a value of another enum would say nothing.
    private mutating func bindServiceClasses() -> [String: ServiceClass] {
        var classes: [String: ServiceClass] = [:]
        for (type, value, directive) in schema.serviceDirectives {
            guard type == MappingDirectives.roleTypeName else {
                report(.misplacedDirective("service"), at: "\(type).\(value)", directive.location)
                continue
            }
            classes[value] = directive.serviceClass
        }
        return classes
    }

    // MARK: Access

    /// The roles of each field: its own `@access`, or else its type's.
    private mutating func bindAccess() -> [String: [String: Set<String>]] {
        for object in schema.objectTypes
        where object.relationDirective != nil && object.directives.accessRoles == nil {
            report(.missingAccess, at: object.name, object.location)
        }
        return schema.fieldAccess(connectionTypes.values)
    }
}

extension Schema {
    var objectTypes: [ObjectType] {
        types.values.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }
}

extension ObjectType {
    var relationDirective: Directive? {
        directives.first { $0.name.value == "relation" }
    }
}
