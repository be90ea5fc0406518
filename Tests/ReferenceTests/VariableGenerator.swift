import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

/// Makes values for variables: most fit, some are left out, null or of another type.
struct VariableGenerator {
    private let schema: Schema
    private var random: SeededGenerator

    init(schema: Schema, seed: UInt64) {
        self.schema = schema
        random = SeededGenerator(seed: seed)
    }

    mutating func values(of definitions: [VariableDefinition]) -> JSONObject {
        var values = JSONObject()
        for definition in definitions {
            if !definition.type.isNonNull || definition.defaultValue != nil, random.once(in: 3) {
                continue
            }
            values.append(name: definition.name.value, value: value(of: definition.type))
        }
        return values
    }

    private mutating func value(of type: TypeReference) -> JSONValue {
        if random.once(in: type.isNonNull ? 60 : 6) { return .null }
        if random.once(in: 40) { return random.pick(["wrong", 7, [], ["a": 1]]) }
        guard case .list(let item, _) = type.nullable else {
            return value(named: type.namedType.value)
        }
        if random.once(in: 8) { return value(of: item) }
        return .array((0..<random.number(0...2)).map { _ in value(of: item) })
    }

    private mutating func value(named name: String) -> JSONValue {
        switch schema.type(named: name) {
        case .enum(let type): .string(random.pick(Array(type.values.keys)))
        case .inputObject(let type): object(type)
        default:
            switch name {
            case "Int": .number(random.pick(["0", "-7", "2147483647"]))
            case "Float": .number(random.pick(["0.5", "3", "-1e3"]))
            case "Boolean": .boolean(random.once(in: 2))
            case "ID": random.pick([.number("4"), .string("four")])
            default: .string(random.pick(["", "مدرسة", "a\"b"]))
            }
        }
    }

    private mutating func object(_ type: InputObjectType) -> JSONValue {
        let fields = Array(type.fields.values)
        let chosen =
            type.isOneOf
            ? [random.pick(fields)] : fields.filter { $0.isRequired || random.once(in: 3) }
        var object = JSONObject()
        for field in chosen { object.append(name: field.name, value: value(of: field.type)) }
        if random.once(in: 40) { object.append(name: "unknown", value: 1) }
        return .object(object)
    }
}
