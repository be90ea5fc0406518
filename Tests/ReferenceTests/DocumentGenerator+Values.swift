import GraphQLLanguage
import GraphQLTypeSystem
import OrderedCollections

extension DocumentGenerator {
    /// A literal or a variable for a position; a constant has no variables.
    mutating func value(of type: TypeReference, depth: Int, isConstant: Bool) -> String {
        if !isConstant, random.once(in: 4) { return variable(for: type, depth: depth) }
        if !type.isNonNull, random.once(in: 6) { return "null" }
        switch type.nullable {
        case .list(let item, _):
            let items = (0..<random.number(0...2)).map { _ in
                value(of: item, depth: depth + 1, isConstant: isConstant)
            }
            return "[\(items.joined(separator: ", "))]"
        default:
            return value(named: type.namedType.value, depth: depth, isConstant: isConstant)
        }
    }

    /// A variable of a position's type, sometimes a nullable one where none is allowed, sometimes
    /// with a default that makes it allowed.
    private mutating func variable(for type: TypeReference, depth: Int) -> String {
        let declared = random.pick(["\(type)", "\(type)", "\(type.nullable)"])
        guard random.once(in: 3) else { return variable(declared) }
        let isRequired = declared.hasSuffix("!") || random.once(in: 2)
        let value = value(
            of: isRequired ? .nonNull(type.nullable) : type.nullable, depth: depth,
            isConstant: true)
        return variable(declared, " = \(value)")
    }

    private mutating func value(named name: String, depth: Int, isConstant: Bool) -> String {
        switch schema.types[name] {
        case .enum(let type): random.pick(type.values.keys.map { $0 })
        case .inputObject(let type):
            object(type, depth: depth, isConstant: isConstant)
        default:
            switch name {
            case "Int": random.pick(["0", "-5", "2147483647"])
            case "Float": random.pick(["1", "2.5", "-1e3"])
            case "Boolean": random.pick(["true", "false"])
            case "ID": random.pick(["3", "\"three\""])
            case "String": random.pick(["\"a\"", "\"\"\"\n  block\n\"\"\"", "\"\\u0041\""])
            default: random.pick(["1", "\"x\"", "{ a: [1, B] }", "true"])
            }
        }
    }

    private mutating func object(
        _ type: InputObjectType, depth: Int, isConstant: Bool
    ) -> String {
        let fields = Array(type.fields.values)
        let chosen =
            type.isOneOf
            ? [random.pick(fields)]
            : fields.filter { $0.isRequired || (depth < 3 && random.once(in: 2)) }
        let written = chosen.map { field in
            let type = type.isOneOf ? TypeReference.nonNull(field.type) : field.type
            let value = value(of: type, depth: depth + 1, isConstant: isConstant)
            return "\(field.name): \(value)"
        }
        return "{ \(written.joined(separator: ", ")) }"
    }
}
