import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

/// Finds the variables and the input objects within a value, with the types expected at their
/// places.
struct ValueScanner {
    private let schema: Schema
    private(set) var variableUses: [VariableUse] = []
    private(set) var objectLiterals: [[ObjectField]] = []

    init(schema: Schema) {
        self.schema = schema
    }

    /// Scans a value; an expected type that is no input type counts as unknown.
    mutating func scan(
        _ value: Value, expecting type: TypeReference?, hasDefault: Bool, oneOf: String? = nil
    ) {
        switch value.kind {
        case .variable(let name):
            let expected = type.flatMap { schema.inputType(of: $0) == nil ? nil : $0 }
            variableUses.append(
                VariableUse(
                    name: name, location: value.location, expectedType: expected,
                    hasDefault: hasDefault, oneOf: oneOf))
        case .list(let items):
            let itemType = type.map(\.itemType)
            for item in items { scan(item, expecting: itemType, hasDefault: false) }
        case .object(let fields):
            objectLiterals.append(fields)
            scan(fields, of: type)
        case .int, .float, .string, .boolean, .null, .enum:
            break
        }
    }

    private mutating func scan(_ fields: [ObjectField], of type: TypeReference?) {
        guard let type, case .inputObject(let object)? = schema.inputType(of: type) else {
            for field in fields { scan(field.value, expecting: nil, hasDefault: false) }
            return
        }
        for field in fields {
            let definition = object.fields[field.name.value]
            scan(
                field.value, expecting: definition?.type,
                hasDefault: definition?.defaultValue != nil,
                oneOf: object.isOneOf ? object.name : nil)
        }
    }
}

extension TypeReference {
    /// The type of a list's items; a type that is no list is its own, as input coercion makes a
    /// list of one item.
    fileprivate var itemType: TypeReference {
        if case .list(let item, _) = nullable { item } else { nullable }
    }
}
