import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

extension Value {
    /// A coerced value of a type as the literal that means it, such as a default value with the
    /// defaults of its own fields filled in.
    init(_ value: CoercedValue, as type: TypeReference, _ schema: Schema) {
        self.init(Self.kind(value, type.nullable, schema), location: .builtIn)
    }

    private static func kind(
        _ value: CoercedValue, _ type: TypeReference, _ schema: Schema
    ) -> Kind {
        switch (value, type) {
        case (.list(let items), .list(let itemType, _)):
            return .list(items.map { Value($0, as: itemType, schema) })
        case (.object(let fields), _):
            guard case .inputObject(let object)? = schema.inputType(of: type) else { return .null }
            return .object(
                fields.compactMap { name, field in
                    object.fields[name].map {
                        ObjectField(name: .builtIn(name), value: Value(field, as: $0.type, schema))
                    }
                })
        case (.string(let text), .named(let name)) where name.value == "ID" && isInteger(text):
            return .int(text)
        default:
            return leafKind(value)
        }
    }

    private static func leafKind(_ value: CoercedValue) -> Kind {
        switch value {
        case .null, .list, .object: .null
        case .boolean(let boolean): .boolean(boolean)
        case .int(let integer): .int(String(integer))
        case .float(let double): kind(number: double.description)
        case .string(let text): .string(StringValue(text))
        case .enumValue(let name): .enum(name)
        case .custom(let json): kind(json)
        }
    }

    private static func kind(_ json: JSONValue) -> Kind {
        switch json {
        case .null: .null
        case .boolean(let boolean): .boolean(boolean)
        case .number(let text): kind(number: text)
        case .string(let text): .string(StringValue(text))
        case .array(let items): .list(items.map { Value(kind($0), location: .builtIn) })
        case .object(let object):
            .object(
                object.members.map {
                    ObjectField(
                        name: .builtIn($0.name),
                        value: Value(kind($0.value), location: .builtIn))
                })
        }
    }

    /// A number without a fraction is an integer, however it was written.
    private static func kind(number text: String) -> Kind {
        let whole = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return isInteger(whole) ? .int(whole) : .float(whole)
    }

    /// Whether the text is an *IntValue* (spec §2.9.1).
    private static func isInteger(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first else { return false }
        return digits.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            && (first != UInt8(ascii: "0") || digits.utf8.count == 1)
    }
}

extension StringValue {
    fileprivate init(_ text: String) {
        self.init(value: text, isBlock: false, location: .builtIn)
    }
}
