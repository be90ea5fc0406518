package import GraphQLLanguage
package import OrderedCollections

/// A GraphQL schema (spec §3.3): every named type and directive, immutable once built.
package final class Schema: Sendable {
    /// In the order of introspection: as declared, each type before the built-in scalars that it is
    /// the first to refer to; then the types of introspection.
    package let types: OrderedDictionary<String, TypeDefinition>
    package let directives: OrderedDictionary<String, DirectiveType>
    package let queryTypeName: String
    package let mutationTypeName: String?
    package let subscriptionTypeName: String?
    package let description: String?
    /// The types that have selections, ready for walks down an operation.
    package let compositeTypes: CompositeTypes
    /// Names of the object types that implement each interface or belong to each union.
    private let possibleTypeNames: [String: OrderedSet<String>]

    package init(
        types: OrderedDictionary<String, TypeDefinition>,
        directives: OrderedDictionary<String, DirectiveType>,
        queryTypeName: String, mutationTypeName: String?, subscriptionTypeName: String?,
        description: String?
    ) {
        self.types = types
        self.directives = directives
        self.queryTypeName = queryTypeName
        self.mutationTypeName = mutationTypeName
        self.subscriptionTypeName = subscriptionTypeName
        self.description = description
        self.compositeTypes = CompositeTypes(types, queryTypeName: queryTypeName)
        self.possibleTypeNames = Self.collectPossibleTypes(types)
    }

    /// The name of the root operation type, or `nil` where the schema does not support the
    /// operation.
    package func rootTypeName(for operation: OperationType) -> String? {
        switch operation {
        case .query: queryTypeName
        case .mutation: mutationTypeName
        case .subscription: subscriptionTypeName
        }
    }

    /// *GetPossibleTypes* (spec §5.5.2.3): the object types that a composite type may turn out to
    /// be, in the order of a union's members or of the schema's types.
    package func possibleTypes(of name: String) -> OrderedSet<String> {
        if case .object = types[name] { return [name] }
        return possibleTypeNames[name] ?? []
    }

    /// Whether an object type belongs to an abstract type, or two abstract types share one.
    func hasPossibleTypes(_ first: String, in second: String) -> Bool {
        switch (possibleTypeNames[first], possibleTypeNames[second]) {
        case (let types?, let others?): !types.isDisjoint(with: others)
        case (let types?, nil): types.contains(second)
        case (nil, let others?): others.contains(first)
        case (nil, nil): false
        }
    }

    private static func collectPossibleTypes(
        _ types: OrderedDictionary<String, TypeDefinition>
    ) -> [String: OrderedSet<String>] {
        var possible: [String: OrderedSet<String>] = [:]
        for definition in types.values {
            switch definition {
            case .object(let object):
                for interface in object.interfaces {
                    possible[interface, default: []].append(object.name)
                }
            case .union(let union):
                possible[union.name] = OrderedSet(union.memberTypes)
            case .scalar, .interface, .enum, .inputObject:
                break
            }
        }
        return possible
    }
}

/// A directive that documents may use (spec §3.13).
package struct DirectiveType: Sendable {
    package var name: String
    package var description: String?
    package var arguments: OrderedDictionary<String, InputField>
    package var isRepeatable: Bool
    /// Names of *DirectiveLocation*, such as `FIELD`, as declared.
    package var locations: [String]

    package init(
        name: String, description: String?, arguments: OrderedDictionary<String, InputField>,
        isRepeatable: Bool, locations: [String]
    ) {
        self.name = name
        self.description = description
        self.arguments = arguments
        self.isRepeatable = isRepeatable
        self.locations = locations
    }
}
