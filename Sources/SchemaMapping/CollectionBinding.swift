import GraphQLLanguage
import GraphQLTypeSystem
import SQLSyntax

extension SchemaBinder {
    mutating func bindCollection(
        _ field: OutputField, _ directive: Directive, of relation: CatalogRelation?,
        at coordinate: String
    ) -> Collection? {
        let connectionName = field.type.namedType.value
        guard let nodeName = bindConnectionType(connectionName),
            let target = mappedRelation(nodeName, at: coordinate, field.location)
        else { return nil }
        guard let relation else {
            return Collection(
                targetType: nodeName, connectionType: connectionName, keys: [], junction: nil)
        }
        let columns = directive.argument(named: "columns")?.texts ?? []
        if let through = directive.argument(named: "through") {
            return bindJunction(
                through, columns, from: relation, to: target, at: coordinate, directive.location
            ).map { keys, junction in
                Collection(
                    targetType: nodeName, connectionType: connectionName, keys: keys,
                    junction: junction)
            }
        }
        guard
            let foreignKey = foreignKey(
                columns, from: target, to: relation, at: coordinate, directive.location)
        else { return nil }
        let keys = bindKeys(
            parent: (relation, foreignKey.referencedColumns), target: (target, foreignKey.columns),
            at: coordinate, directive.location)
        return Collection(
            targetType: nodeName, connectionType: connectionName, keys: keys, junction: nil)
    }

    /// A junction by its two foreign keys, and the first of them.
    private mutating func bindJunction(
        _ through: Value, _ columns: [String], from parent: CatalogRelation,
        to target: CatalogRelation, at coordinate: String, _ location: SourceLocation
    ) -> (keys: [KeyPair], junction: Junction)? {
        let namespace = through.member("namespace")?.text ?? "app"
        let plainName = "\(namespace).\(through.member("relation")?.text ?? "")"
        guard let relation = catalog.relations[plainName] else {
            report(.unknownRelation(plainName), at: coordinate, location)
            return nil
        }
        requireProtection(of: relation, at: coordinate, location)
        let targetColumns = through.member("columns")?.texts ?? []
        guard let name = qualifiedName(relation, at: coordinate, location),
            let own = foreignKey(columns, from: relation, to: parent, at: coordinate, location),
            let other = foreignKey(
                targetColumns, from: relation, to: target, at: coordinate, location)
        else { return nil }
        let keys = bindKeys(
            parent: (parent, own.referencedColumns), target: (relation, own.columns),
            at: coordinate, location)
        let junction = Junction(
            relation: name,
            keys: bindKeys(
                parent: (relation, other.columns), target: (target, other.referencedColumns),
                at: coordinate, location))
        return (keys, junction)
    }
}
