import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

/// `__Type`: a named type, or a list or non-null of one.
struct IntrospectedType: ResolvedObject {
    enum Form: Sendable {
        case named(TypeDefinition)
        case list(TypeReference)
        case nonNull(TypeReference)
    }

    let form: Form
    let view: IntrospectionView

    init(form: Form, view: IntrospectionView) {
        self.form = form
        self.view = view
    }

    /// The type that a field or an input value refers to; the schema must define it.
    init(_ reference: TypeReference, view: IntrospectionView) {
        switch reference {
        case .list(let item, _):
            self.init(form: .list(item), view: view)
        case .nonNull(let type):
            self.init(form: .nonNull(type), view: view)
        case .named(let name):
            guard let type = view.schema.type(named: name.value) else {
                preconditionFailure("a schema defines the types that it refers to")
            }
            self.init(form: .named(type), view: view)
        }
    }

    var typeName: String { "__Type" }

    func value(
        of field: String, arguments: OrderedDictionary<String, CoercedValue>
    ) -> ResolvedValue {
        switch form {
        case .named(let type): return value(of: field, arguments, type)
        case .list(let item): return value(of: field, kind: "LIST", item)
        case .nonNull(let type): return value(of: field, kind: "NON_NULL", type)
        }
    }

    private func value(of field: String, kind: String, _ inner: TypeReference) -> ResolvedValue {
        switch field {
        case "kind": ResolvedValue(kind)
        case "ofType": .object(IntrospectedType(inner, view: view))
        default: .null
        }
    }

    private func value(
        of field: String, _ arguments: OrderedDictionary<String, CoercedValue>,
        _ type: TypeDefinition
    ) -> ResolvedValue {
        switch field {
        case "kind": ResolvedValue(type.kindName)
        case "name": ResolvedValue(type.name)
        case "description": ResolvedValue(type.description)
        case "specifiedByURL": ResolvedValue(type.specifiedByURL)
        case "fields": ResolvedValue(objects: fields(of: type, arguments))
        case "interfaces": ResolvedValue(objects: interfaces(of: type))
        case "possibleTypes": ResolvedValue(objects: possibleTypes(of: type))
        case "enumValues": ResolvedValue(objects: enumValues(of: type, arguments))
        case "inputFields": ResolvedValue(objects: inputFields(of: type, arguments))
        case "ofType": .null
        case "isOneOf": type.isOneOf.map { ResolvedValue($0) } ?? .null
        default: preconditionFailure("__Type has no field \(field)")
        }
    }

    private func fields(
        of type: TypeDefinition, _ arguments: OrderedDictionary<String, CoercedValue>
    ) -> [IntrospectedField]? {
        type.fields?.values.filter {
            view.isVisible(.member(type: type.name, name: $0.name))
                && includes($0.deprecationReason, arguments)
        }.map { IntrospectedField(field: $0, owner: type.name, view: view) }
    }

    private func interfaces(of type: TypeDefinition) -> [IntrospectedType]? {
        type.interfaces?.compactMap { view.type(named: $0) }
    }

    private func possibleTypes(of type: TypeDefinition) -> [IntrospectedType]? {
        guard type.isAbstractType else { return nil }
        return view.schema.possibleTypes(of: type.name).compactMap { view.type(named: $0) }
    }

    private func enumValues(
        of type: TypeDefinition, _ arguments: OrderedDictionary<String, CoercedValue>
    ) -> [IntrospectedEnumValue]? {
        guard case .enum(let type) = type else { return nil }
        return type.values.values.filter {
            view.isVisible(.member(type: type.name, name: $0.name))
                && includes($0.deprecationReason, arguments)
        }.map(IntrospectedEnumValue.init)
    }

    private func inputFields(
        of type: TypeDefinition, _ arguments: OrderedDictionary<String, CoercedValue>
    ) -> [IntrospectedInputValue]? {
        guard case .inputObject(let type) = type else { return nil }
        return inputValues(type.fields, arguments, view) {
            .member(type: type.name, name: $0)
        }
    }
}

/// Whether an element is listed: unless it is deprecated, or where `includeDeprecated` asks for it.
func includes(
    _ deprecationReason: String?, _ arguments: OrderedDictionary<String, CoercedValue>
) -> Bool {
    deprecationReason == nil || arguments["includeDeprecated"] == .boolean(true)
}

extension TypeDefinition {
    /// The value of `__TypeKind`.
    fileprivate var kindName: String {
        switch self {
        case .scalar: "SCALAR"
        case .object: "OBJECT"
        case .interface: "INTERFACE"
        case .union: "UNION"
        case .enum: "ENUM"
        case .inputObject: "INPUT_OBJECT"
        }
    }

    fileprivate var specifiedByURL: String? {
        if case .scalar(let type) = self { type.specifiedByURL } else { nil }
    }

    fileprivate var isOneOf: Bool? {
        if case .inputObject(let type) = self { type.isOneOf } else { nil }
    }
}
