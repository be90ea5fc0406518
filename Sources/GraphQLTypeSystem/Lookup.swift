package import GraphQLLanguage
import OrderedCollections

extension Schema {
    /// The type of a name, built in or declared.
    package func type(named name: String) -> TypeDefinition? {
        types[name]
    }

    /// The field that a selection of a composite type may name, meta fields included.
    ///
    /// `__typename` belongs to every object, interface and union, `__schema` and `__type` to the
    /// query root type (spec §4.1, §4.2), though no type declares them.
    package func field(named field: String, on typeName: String) -> OutputField? {
        guard let type = types[typeName] else { return nil }
        if let known = type.fields?[field] { return known }
        guard type.isCompositeType else { return nil }
        return OutputField.metaFields(isRoot: typeName == queryTypeName).first { $0.name == field }
    }

    /// Whether every value of `type` is also a value of `superType` (*IsSubType*, spec §3.6.1).
    package func isSubType(_ type: TypeReference, of superType: TypeReference) -> Bool {
        switch (type, superType) {
        case (.nonNull(let type), .nonNull(let superType)):
            isSubType(type, of: superType)
        case (.nonNull(let type), _):
            isSubType(type, of: superType)
        case (_, .nonNull):
            false
        case (.list(let item, _), .list(let superItem, _)):
            isSubType(item, of: superItem)
        case (.named(let name), .named(let superName)):
            isSubType(named: name.value, of: superName.value)
        case (.list, .named), (.named, .list):
            false
        }
    }

    /// Whether a named type is another, implements it or is a member of it.
    package func isSubType(named name: String, of superName: String) -> Bool {
        if name == superName { return true }
        switch (types[superName], types[name]) {
        case (.union(let union), .object):
            return union.memberTypes.contains(name)
        case (.interface, .object(let object)):
            return object.interfaces.contains(superName)
        case (.interface, .interface(let interface)):
            return interface.interfaces.contains(superName)
        default:
            return false
        }
    }

    /// Whether some object type belongs to both composite types (spec §5.5.2.3).
    package func typesOverlap(_ first: String, _ second: String) -> Bool {
        first == second || hasPossibleTypes(first, in: second)
    }

    /// The named type of a reference if it exists and values may be given for it.
    package func inputType(of reference: TypeReference) -> TypeDefinition? {
        guard let type = types[reference.namedType.value], type.isInputType else { return nil }
        return type
    }
}

extension SourceLocation {
    /// The location of what no document declares.
    package static let builtIn = SourceLocation(offset: 0)
}

extension Name {
    /// A name that stands in no document.
    package static func builtIn(_ value: String) -> Name {
        Name(value: value, location: .builtIn)
    }
}

extension TypeReference {
    /// A reference to a named type that stands in no document.
    static func builtIn(_ name: String) -> TypeReference {
        .named(.builtIn(name))
    }
}
