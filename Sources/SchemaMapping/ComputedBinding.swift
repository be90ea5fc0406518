import GraphQLLanguage
import SQLSyntax

extension SchemaBinder {
    /// A value that a function computes of a row; the SDL alone can say that it is never null.
    mutating func bindComputed(
        _ directive: Directive, in relation: CatalogRelation, at coordinate: String
    ) -> BoundColumn? {
        let name = directive.argument(named: "function")?.text ?? ""
        let namespace = directive.argument(named: "namespace")?.text ?? "app"
        let relationName = "\(relation.namespace).\(relation.name)"
        guard let function = relation.functions["\(namespace).\(name)"] else {
            report(
                .unknownComputation("\(namespace).\(name)", relation: relationName),
                at: coordinate, directive.location)
            return nil
        }
        guard relation.columns[name] == nil else {
            report(
                .computationNamedAsColumn(name, relation: relationName), at: coordinate,
                directive.location)
            return nil
        }
        guard let type = columnType(function, name, at: coordinate, directive.location),
            let qualifier = identifier(namespace, at: coordinate, directive.location),
            let identifier = identifier(name, at: coordinate, directive.location)
        else { return nil }
        return BoundColumn(
            name: identifier, type: type, isNullable: true,
            function: QualifiedName(namespace: qualifier, name: identifier))
    }
}
