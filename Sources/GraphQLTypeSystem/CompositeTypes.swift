import GraphQLLanguage
import OrderedCollections

/// The composite types of a schema with each field led to the type of its value.
///
/// A walk down an operation looks up one name a field.
package struct CompositeTypes: Sendable {
    private let all: [CompositeType]
    private let positions: [String: Int]

    init(_ types: OrderedDictionary<String, TypeDefinition>, queryTypeName: String) {
        let composites = types.values.filter(\.isCompositeType)
        let positions = Dictionary(
            composites.enumerated().map { ($0.element.name, $0.offset) }
        ) { first, _ in first }
        var resolution = FieldResolution(types: types, positions: positions)
        self.all = composites.map {
            resolution.resolve(
                $0, metaFields: OutputField.metaFields(isRoot: $0.name == queryTypeName))
        }
        self.positions = positions
    }

    /// The type of a name; `nil` where there is none or it has no selections.
    package subscript(name: String) -> CompositeType? {
        positions[name].map { all[$0] }
    }

    /// The type that a field's selection set is applied to; `nil` where a field has none.
    package func type(of field: ResolvedField) -> CompositeType? {
        field.typePosition.map { all[$0] }
    }
}

/// An object, interface or union type with what may be selected on it.
package final class CompositeType: Sendable {
    package let name: String
    package let isObject: Bool
    /// The fields by name, meta fields included.
    package let fields: [String: ResolvedField]

    init(name: String, isObject: Bool, fields: [String: ResolvedField]) {
        self.name = name
        self.isObject = isObject
        self.fields = fields
    }
}

/// A field of a composite type with what validation asks of its types.
package final class ResolvedField: Sendable {
    package let definition: OutputField
    package let isLeaf: Bool
    package let requiredArguments: [InputField]
    /// Equal for fields whose values have one shape in a response (*SameResponseShape*, spec
    /// §5.3.2).
    ///
    /// The list and non-null wrappers are the same, and so is the named type if it is a leaf; `nil`
    /// where the type is unknown.
    package let shape: Int?
    fileprivate let typePosition: Int?

    package var isComposite: Bool { typePosition != nil }

    fileprivate init(_ definition: OutputField, isLeaf: Bool, shape: Int?, typePosition: Int?) {
        self.definition = definition
        self.isLeaf = isLeaf
        self.requiredArguments = definition.arguments.values.filter(\.isRequired)
        self.shape = shape
        self.typePosition = typePosition
    }
}

/// Resolves fields and numbers the shapes of their values.
private struct FieldResolution {
    let types: OrderedDictionary<String, TypeDefinition>
    let positions: [String: Int]
    private var shapes: [String: Int] = [:]

    init(types: OrderedDictionary<String, TypeDefinition>, positions: [String: Int]) {
        self.types = types
        self.positions = positions
    }

    mutating func resolve(_ type: TypeDefinition, metaFields: [OutputField]) -> CompositeType {
        var fields: [String: ResolvedField] = [:]
        for field in metaFields { fields[field.name] = resolve(field) }
        for field in type.fields?.values.elements ?? [] { fields[field.name] = resolve(field) }
        let isObject = if case .object = type { true } else { false }
        return CompositeType(name: type.name, isObject: isObject, fields: fields)
    }

    private mutating func resolve(_ field: OutputField) -> ResolvedField {
        let name = field.type.namedType.value
        let isLeaf = types[name]?.isLeafType ?? false
        return ResolvedField(
            field, isLeaf: isLeaf, shape: shape(of: field.type, isLeaf: isLeaf),
            typePosition: positions[name])
    }

    private mutating func shape(of type: TypeReference, isLeaf: Bool) -> Int? {
        guard types[type.namedType.value] != nil else { return nil }
        let text = isLeaf ? "\(type)" : type.wrappers
        if let number = shapes[text] { return number }
        shapes[text] = shapes.count
        return shapes.count - 1
    }
}

extension TypeReference {
    /// The type without its name, such as `[!]!`.
    fileprivate var wrappers: String {
        switch self {
        case .named: ""
        case .list(let item, _): "[\(item.wrappers)]"
        case .nonNull(let type): "\(type.wrappers)!"
        }
    }
}
