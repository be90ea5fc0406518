package import JSONBytes
package import OrderedCollections

/// An input value after *input coercion* (spec §3.4.3): what the type at its place says that it is.
///
/// An `ID` is a `string`. A value that is not provided has no `CoercedValue` at all; `.null` was
/// provided.
package indirect enum CoercedValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case int(Int32)
    /// Always finite.
    case float(Double)
    case string(String)
    case enumValue(String)
    case list([CoercedValue])
    /// The fields that are provided or have a default, in the order of the input object type.
    case object(OrderedDictionary<String, CoercedValue>)
    /// A value of a custom scalar as it was given, never null.
    case custom(JSONValue)
}

/// The values of an operation's variables by name; a variable that is not provided is absent.
package typealias VariableValues = [String: CoercedValue]
