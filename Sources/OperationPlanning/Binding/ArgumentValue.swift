import GraphQLExecution
import JSONBytes
import OrderedCollections
import SchemaMapping

/// A value within a field's argument, such as a filter's operand, in PostgreSQL's text format.
///
/// PostgreSQL reads it as the type that the statement casts it to; coercion has seen to it that it
/// can.
func argumentValue(
    _ argument: CoercedValue?, _ operand: FilterOperand, of type: ColumnType, isList: Bool,
    valuesMax: Int
) throws(FilterProblem) -> String {
    guard let value = argument?.value(at: operand.path) else {
        preconditionFailure("a plan is bound to values of its shape")
    }
    guard isList else { return try text(of: value, operand, type) }
    guard case .list(let items) = value else {
        return "{\(quoted(try text(of: value, operand, type)))}"
    }
    guard items.count <= valuesMax else { throw .tooManyValues(operand.path, max: valuesMax) }
    var texts: [String] = []
    for item in items { texts.append(quoted(try text(of: item, operand, type))) }
    return "{\(texts.joined(separator: ","))}"
}

private func text(
    of value: CoercedValue, _ operand: FilterOperand, _ type: ColumnType
) throws(FilterProblem) -> String {
    if case .custom(let json) = value, type == .json || type == .jsonb {
        guard !json.hasNullCharacter else { throw .malformedText(operand.path) }
        return json.text
    }
    guard let text = value.text else { throw .null(operand.path) }
    guard !text.utf8.contains(0) else { throw .malformedText(operand.path) }
    switch type {
    case .uuid, .int2, .int4, .int8:
        guard binaryKey(text, of: type) != nil || value.isNumber else {
            throw .malformedID(operand.path)
        }
    default: break
    }
    if let bound = operand.bound { return bound.text(ofDay: text) ?? text }
    return text
}

/// An array of texts as PostgreSQL reads it.
func arrayLiteral(_ texts: [String]) -> String {
    "{\(texts.map(quoted).joined(separator: ","))}"
}

/// An element of an array literal ("Array Input and Output Syntax", section 8.15.6).
private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { quoted += "\\" }
        quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
}

extension CoercedValue {
    /// The value that a path leads to.
    func value(at path: ArgumentPath) -> CoercedValue? {
        var value = self
        for step in path.steps {
            switch (step, value) {
            case (.field(let name), .object(let fields)):
                guard let next = fields[name] else { return nil }
                value = next
            case (.index(let index), .list(let items)) where index < items.count:
                value = items[index]
            default: return nil
            }
        }
        return value
    }

    /// As PostgreSQL reads it; `nil` for null, lists and objects.
    fileprivate var text: String? {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .float(let value): String(value)
        case .string(let text), .enumValue(let text): text
        case .custom(.string(let text)), .custom(.number(let text)): text
        case .null, .list, .object, .custom: nil
        }
    }

    fileprivate var isNumber: Bool {
        switch self {
        case .int, .custom(.number): true
        default: false
        }
    }
}

extension JSONValue {
    fileprivate var text: String {
        var writer = JSONWriter()
        writer.append(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Whether a text or a name in it has the character U+0000, which no `jsonb` can have.
    fileprivate var hasNullCharacter: Bool {
        switch self {
        case .string(let text): text.utf8.contains(0)
        case .array(let items): items.contains(where: \.hasNullCharacter)
        case .object(let object):
            object.members.contains { $0.name.utf8.contains(0) || $0.value.hasNullCharacter }
        case .null, .boolean, .number: false
        }
    }
}
