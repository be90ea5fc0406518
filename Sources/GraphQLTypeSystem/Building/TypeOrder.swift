import GraphQLLanguage
import OrderedCollections

/// Puts the types of a schema into the order in which introspection lists them.
///
/// Declared types keep their order. A type that is not declared, a built-in scalar or one of
/// introspection, comes after the type that is the first to refer to it; one that nothing refers to
/// does not belong to the schema (spec §3.5).
struct TypeOrder {
    private(set) var types: OrderedDictionary<String, TypeDefinition> = [:]
    private let declared: OrderedDictionary<String, TypeDefinition>

    init(declared: OrderedDictionary<String, TypeDefinition>) {
        self.declared = declared
        for (name, type) in declared {
            types[name] = type
            append(type.referencedTypeNames)
        }
    }

    /// Appends those of the named types that are neither declared nor in place, each followed by
    /// what it refers to.
    mutating func append(_ names: [String]) {
        for name in names where declared[name] == nil && types[name] == nil {
            guard let type = Self.undeclaredType(name) else { continue }
            types[name] = type
            append(type.referencedTypeNames)
        }
    }

    private static func undeclaredType(_ name: String) -> TypeDefinition? {
        BuiltIns.scalars[name].map { .scalar($0) } ?? IntrospectionTypes.all[name]
    }
}

extension TypeDefinition {
    /// The named types that a type refers to, a field's own before those of its arguments.
    fileprivate var referencedTypeNames: [String] {
        switch self {
        case .scalar, .enum: []
        case .object(let type): type.interfaces + type.fields.values.flatMap(\.referencedTypeNames)
        case .interface(let type):
            type.interfaces + type.fields.values.flatMap(\.referencedTypeNames)
        case .union(let type): type.memberTypes
        case .inputObject(let type): type.fields.values.map(\.type.namedType.value)
        }
    }
}

extension OutputField {
    fileprivate var referencedTypeNames: [String] {
        [type.namedType.value] + arguments.values.map(\.type.namedType.value)
    }
}
