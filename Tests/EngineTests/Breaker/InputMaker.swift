import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

/// Makes inputs of commands by the schema alone, so that a new command is covered by itself.
struct InputMaker {
    let schema: Schema
    /// The identifier to put for an argument of this name.
    let identifier: (String) -> String
    /// The integer to put for a field of this name.
    var integer: (String) -> String = { _ in "1" }
    /// The day to put.
    var date = "2026-11-20"
    /// The value to put of those of an enum.
    var choice: ([String]) -> String = { $0.first ?? "" }

    /// The commands with the types of their inputs.
    var commands: [(name: String, input: InputObjectType)] {
        guard case .object(let mutation)? = schema.mutationTypeName.flatMap({ schema.types[$0] })
        else { return [] }
        return mutation.fields.values.compactMap { field in
            guard let argument = field.arguments["input"],
                case .inputObject(let input)? = schema.inputType(of: argument.type)
            else { return nil }
            return (field.name, input)
        }
    }

    func input(_ type: InputObjectType) -> JSONObject {
        var object = JSONObject()
        for field in type.fields.values {
            object.append(name: field.name, value: value(field.type, of: field.name))
        }
        return object
    }

    private func value(_ type: TypeReference, of name: String) -> JSONValue {
        switch type {
        case .nonNull(let inner): value(inner, of: name)
        case .list(let item, _): .array([value(item, of: name)])
        case .named: named(type.namedType.value, of: name)
        }
    }

    private func named(_ type: String, of name: String) -> JSONValue {
        switch schema.types[type] {
        case .enum(let type): .string(choice(Array(type.values.keys)))
        case .inputObject(let type): .object(input(type))
        default: scalar(type, of: name)
        }
    }

    private func scalar(_ type: String, of name: String) -> JSONValue {
        switch type {
        case "ID": .string(identifier(name))
        case "Int": .number(integer(name))
        case "Boolean": .boolean(true)
        case "Date": .string(date)
        case "DateTime": .string("2026-11-20T10:00:00Z")
        case "Decimal", "BigInt": .string("1")
        case "JSON": .object(["BASIS": .number("1"), "FEASIBILITY": .number("1")])
        case "SchoolYear": .string("2026-2027")
        default: .string("نص")
        }
    }
}
