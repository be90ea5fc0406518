/// A *Value* literal or variable (spec §2.9) and where it begins.
package struct Value: Hashable, Sendable {
    package var kind: Kind
    package var location: SourceLocation

    package init(_ kind: Kind, location: SourceLocation) {
        self.kind = kind
        self.location = location
    }

    /// What the value is; numbers keep the text that they were written with.
    package enum Kind: Hashable, Sendable {
        /// A variable by its name without the `$`.
        case variable(String)
        case int(String)
        case float(String)
        case string(StringValue)
        case boolean(Bool)
        case null
        case `enum`(String)
        case list([Value])
        case object([ObjectField])
    }
}

/// A *StringValue* (spec §2.9.4) after escapes and block-string indentation have been resolved.
package struct StringValue: Hashable, Sendable {
    package var value: String
    /// Whether it was written as a block string (`"""`).
    package var isBlock: Bool
    package var location: SourceLocation

    package init(value: String, isBlock: Bool, location: SourceLocation) {
        self.value = value
        self.isBlock = isBlock
        self.location = location
    }
}

/// An *ObjectField* of an input object literal (spec §2.9.8).
package struct ObjectField: Hashable, Sendable {
    package var name: Name
    package var value: Value

    package init(name: Name, value: Value) {
        self.name = name
        self.value = value
    }
}

/// A *Type* reference (spec §2.11): a named type, a list, or a non-null of either.
package indirect enum TypeReference: Hashable, Sendable, CustomStringConvertible {
    case named(NamedType)
    case list(TypeReference, location: SourceLocation)
    /// Never holds another `.nonNull`.
    case nonNull(TypeReference)

    /// The name at the bottom of all wrappers.
    package var namedType: NamedType {
        switch self {
        case .named(let name): name
        case .list(let item, _): item.namedType
        case .nonNull(let type): type.namedType
        }
    }

    package var location: SourceLocation {
        switch self {
        case .named(let name): name.location
        case .list(_, let location): location
        case .nonNull(let type): type.location
        }
    }

    package var isNonNull: Bool {
        if case .nonNull = self { true } else { false }
    }

    /// The same type without an outermost `!`.
    package var nullable: TypeReference {
        if case .nonNull(let type) = self { type } else { self }
    }

    /// As written in a document, such as `[Community!]!`.
    package var description: String {
        switch self {
        case .named(let name): name.value
        case .list(let item, _): "[\(item)]"
        case .nonNull(let type): "\(type)!"
        }
    }
}
