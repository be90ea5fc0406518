import GraphQLTypeSystem
import JSONBytes

/// Input coercion of JSON values to a scalar (spec §3.5): a scalar with a format takes the texts of
/// it in their one spelling, and a custom scalar without one what is given.
func coerceScalar(_ value: JSONValue, to scalar: ScalarType) throws(InputProblem) -> CoercedValue {
    guard let format = scalar.format, format != .json else {
        return try coerceScalar(value, to: scalar.name)
    }
    let text: String? =
        switch value {
        case .string(let text): format.canonical(text)
        case .number(let text): format.takesNumbers ? format.canonical(text) : nil
        case .null, .boolean, .array, .object: nil
        }
    guard let text else { throw .notOfFormat(format, scalar: scalar.name) }
    return .custom(.string(text))
}

/// Input coercion of JSON values to the built-in scalars (spec §3.5); any other scalar takes what
/// is given.
func coerceScalar(_ value: JSONValue, to scalar: String) throws(InputProblem) -> CoercedValue {
    switch scalar {
    case "Int": .int(try coerceInt(value))
    case "Float": .float(try coerceFloat(value))
    case "String": .string(try coerceString(value))
    case "Boolean": .boolean(try coerceBoolean(value))
    case "ID": .string(try coerceID(value))
    default: .custom(value)
    }
}

extension InputProblem: Error {}

/// Takes numbers without a fraction, `1.0` and `1e2` among them (spec §3.5.1).
private func coerceInt(_ value: JSONValue) throws(InputProblem) -> Int32 {
    guard case .number(let text) = value else { throw .notAnInteger }
    if let integer = Int32(text) { return integer }
    guard let double = Double(text), double.isFinite, double == double.rounded() else {
        throw .notAnInteger
    }
    guard let integer = Int32(exactly: double) else { throw .integerOutOfRange }
    return integer
}

private func coerceFloat(_ value: JSONValue) throws(InputProblem) -> Double {
    guard case .number(let text) = value, let double = Double(text), double.isFinite else {
        throw .notANumber
    }
    return double
}

private func coerceString(_ value: JSONValue) throws(InputProblem) -> String {
    guard case .string(let string) = value else { throw .notAString }
    return string
}

private func coerceBoolean(_ value: JSONValue) throws(InputProblem) -> Bool {
    guard case .boolean(let boolean) = value else { throw .notABoolean }
    return boolean
}

/// Takes strings and integers (spec §3.5.5); an integer of any length keeps its digits.
private func coerceID(_ value: JSONValue) throws(InputProblem) -> String {
    switch value {
    case .string(let string): return string
    case .number(let text):
        let isInteger = text.utf8.allSatisfy {
            $0 == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        }
        if isInteger { return text == "-0" ? "0" : text }
        guard let double = Double(text), let integer = Int64(exactly: double) else {
            throw .notAnID
        }
        return String(integer)
    case .null, .boolean, .array, .object: throw .notAnID
    }
}
