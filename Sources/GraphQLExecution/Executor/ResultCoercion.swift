import GraphQLTypeSystem
import JSONBytes
import OrderedCollections

/// A value that is none of the leaf type at its position.
struct ResultProblem: Error, Hashable {
    let message: String
}

/// *CoerceResult* (spec §6.4.3) of a value in memory: built-in scalars and enums are checked, any
/// other scalar is what it is.
func coerceResult(
    _ value: JSONValue, to typeName: String, _ schema: Schema
) throws(ResultProblem) -> JSONValue {
    if case .enum(let type)? = schema.type(named: typeName) {
        if case .string(let name) = value, type.values[name] != nil { return value }
        throw ResultProblem(
            message: "Enum \(quoted(typeName)) cannot represent value: \(presented(value))")
    }
    do throws(InputProblem) {
        return JSONValue(try coerceScalar(value, to: typeName))
    } catch {
        throw ResultProblem(message: error.message(of: value))
    }
}
