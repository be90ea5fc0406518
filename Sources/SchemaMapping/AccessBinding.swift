import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Who may use what, as `@access` and `@aggregates` say it for types, their fields, and the types
/// that expansion made for them.
extension Schema {
    /// The input types that expansion made to ask about the rows of a type.
    var questionedTypes: [String: String] {
        generated(
            suffixes: ["Filter", "CollectionFilter", "Order", "SummaryOrder", "GroupFilter"]
                + ["GroupOrder"] + Self.figureSuffixes.flatMap { ["\($0)Filter", "\($0)Order"] })
    }

    /// The object types that expansion made for figures and keys of the rows of a type.
    var figuredTypes: [String: String] {
        generated(suffixes: ["Aggregate", "Group", "GroupKey"] + Self.figureSuffixes)
    }

    private static let figureSuffixes = FigureWord.Values.allCases.map(\.rawValue)

    private func generated(suffixes: [String]) -> [String: String] {
        var types: [String: String] = [:]
        for type in self.types.values where type.relationDirective != nil {
            for suffix in suffixes where self.types[type.name + suffix] != nil {
                types[type.name + suffix] = type.name
            }
        }
        return types
    }

    var figureAccess: [String: FigureAccess] {
        var access: [String: FigureAccess] = [:]
        for object in objectTypes {
            guard let use = object.directives.first(where: { $0.name.value == "aggregates" })
            else { continue }
            access[object.name] = FigureAccess(
                roles: Set(use.argument(named: "roles")?.texts ?? []),
                smallestGroup: use.argument(named: "smallestGroup")?.integer ?? 5)
        }
        return access
    }

    /// The roles that may use a field, by type and field: its own `@access`, or else its type's.
    ///
    /// Figures of a field, and conditions on it, are open to those who may select it, and to those
    /// who may see figures of the type where the field has no `@access` of its own.
    func fieldAccess(
        _ connections: some Sequence<ConnectionType>
    ) -> [String: [String: Set<String>]] {
        var access: [String: [String: Set<String>]] = [:]
        let figureAccess = figureAccess
        let generated = questionedTypes.merging(figuredTypes) { first, _ in first }
        let generatedOf = Dictionary(grouping: generated.keys) { generated[$0] ?? "" }
        // What expansion made is an object type too, and says nothing itself of who may use it.
        for type in types.values where generated[type.name] == nil {
            let typeRoles = type.mappingDirectives.accessRoles
            let figureRoles = typeRoles?.union(figureAccess[type.name]?.roles ?? [])
            for field in type.fields?.values.elements ?? [] {
                let own = field.directives.accessRoles
                access[type.name, default: [:]][field.name] = own ?? typeRoles
                for name in generatedOf[type.name] ?? [] {
                    access[name, default: [:]][field.name] = own ?? figureRoles
                }
            }
        }
        for connection in connections {
            guard let node = types[connection.nodeType] else { continue }
            let rows = node.mappingDirectives.accessRoles
            let figures = rows?.union(figureAccess[node.name]?.roles ?? [])
            for name in ["edges", "nodes", "pageInfo", "totalCount"] {
                access[connection.name, default: [:]][name] = rows
            }
            for name in ["aggregate", "groups"] {
                access[connection.name, default: [:]][name] = figures
            }
        }
        return access
    }
}
