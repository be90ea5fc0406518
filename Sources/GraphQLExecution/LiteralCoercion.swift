import GraphQLLanguage
import GraphQLTypeSystem
package import JSONBytes
import OrderedCollections

/// Input coercion of literals (spec §3.4.3), with the values of the variables that stand in them.
struct LiteralCoercion {
    let schema: Schema
    let variableValues: VariableValues

    /// The value of a literal, or `nil` where it is none of the type.
    ///
    /// A variable has been coerced to its own type, which validation found to fit its place.
    func value(of literal: Value, as type: TypeReference) -> CoercedValue? {
        switch (literal.kind, type.nullable) {
        case (.variable(let name), _):
            let value = variableValues[name]
            return value == .null && type.isNonNull ? nil : value
        case (.null, _):
            return type.isNonNull ? nil : .null
        case (.list(let items), .list(let itemType, _)):
            return list(items, itemType)
        case (_, .list(let itemType, _)):
            return value(of: literal, as: itemType).map { .list([$0]) }
        case (_, .named(let name)):
            return named(literal, name.value)
        case (_, .nonNull(let inner)):
            return value(of: literal, as: inner)
        }
    }

    /// A variable that is not provided is null in a list, or else makes a list of non-null items
    /// invalid.
    private func list(_ items: [Value], _ itemType: TypeReference) -> CoercedValue? {
        var values: [CoercedValue] = []
        values.reserveCapacity(items.count)
        for item in items {
            if isMissingVariable(item), !itemType.isNonNull {
                values.append(.null)
            } else if let value = value(of: item, as: itemType) {
                values.append(value)
            } else {
                return nil
            }
        }
        return .list(values)
    }

    private func named(_ literal: Value, _ typeName: String) -> CoercedValue? {
        switch schema.type(named: typeName) {
        case .scalar(let type): return scalar(literal, type)
        case .enum(let type):
            guard case .enum(let name) = literal.kind, type.values[name] != nil else { return nil }
            return .enumValue(name)
        case .inputObject(let type):
            guard case .object(let fields) = literal.kind else { return nil }
            return object(fields, type)
        case .object, .interface, .union, nil: return nil
        }
    }

    private func scalar(_ literal: Value, _ scalar: ScalarType) -> CoercedValue? {
        guard let format = scalar.format, format != .json else {
            return builtInScalar(literal, scalar.name)
        }
        return format.canonical(literal).map { .custom(.string($0)) }
    }

    private func builtInScalar(_ literal: Value, _ scalar: String) -> CoercedValue? {
        switch (scalar, literal.kind) {
        case ("Int", .int(let text)): return Int32(text).map { .int($0) }
        case ("Float", .int(let text)), ("Float", .float(let text)):
            return Double(text).flatMap { $0.isFinite ? .float($0) : nil }
        case ("String", .string(let string)), ("ID", .string(let string)):
            return .string(string.value)
        case ("ID", .int(let text)): return .string(text)
        case ("Boolean", .boolean(let boolean)): return .boolean(boolean)
        case ("Int", _), ("Float", _), ("String", _), ("Boolean", _), ("ID", _): return nil
        default: return .custom(json(literal))
        }
    }

    private func object(_ fields: [ObjectField], _ type: InputObjectType) -> CoercedValue? {
        var values: OrderedDictionary<String, CoercedValue> = [:]
        for definition in type.fields.values {
            let given = fields.first { $0.name.value == definition.name }?.value
            if let literal = given, !isMissingVariable(literal) {
                guard let value = value(of: literal, as: definition.type) else { return nil }
                values[definition.name] = value
            } else if let defaultValue = definition.defaultValue {
                guard let value = value(of: defaultValue, as: definition.type) else { return nil }
                values[definition.name] = value
            } else if definition.isRequired {
                return nil
            }
        }
        if type.isOneOf {
            guard values.count == 1, values.values[0] != .null else { return nil }
        }
        return .object(values)
    }

    private func isMissingVariable(_ literal: Value) -> Bool {
        guard case .variable(let name) = literal.kind else { return false }
        return variableValues[name] == nil
    }
}

extension LiteralCoercion {
    /// A literal of a custom scalar as JSON: an enum value is a string, and a variable not provided
    /// is null.
    private func json(_ literal: Value) -> JSONValue {
        switch literal.kind {
        case .variable(let name): return variableValues[name].map(JSONValue.init) ?? .null
        case .int(let text), .float(let text): return .number(text)
        case .string(let string): return .string(string.value)
        case .boolean(let boolean): return .boolean(boolean)
        case .null: return .null
        case .enum(let name): return .string(name)
        case .list(let items): return .array(items.map(json))
        case .object(let fields):
            var object = JSONObject()
            for field in fields where !isMissingVariable(field.value) {
                object.append(name: field.name.value, value: json(field.value))
            }
            return .object(object)
        }
    }
}

extension JSONValue {
    /// A coerced value as JSON, such as one that a custom scalar's literal takes from a variable.
    package init(_ value: CoercedValue) {
        switch value {
        case .null: self = .null
        case .boolean(let boolean): self = .boolean(boolean)
        case .int(let integer): self = .number(String(integer))
        case .float(let double): self = .number(double.description)
        case .string(let string), .enumValue(let string): self = .string(string)
        case .list(let items): self = .array(items.map(JSONValue.init))
        case .object(let fields):
            var object = JSONObject()
            for (name, field) in fields { object.append(name: name, value: JSONValue(field)) }
            self = .object(object)
        case .custom(let json): self = json
        }
    }
}
