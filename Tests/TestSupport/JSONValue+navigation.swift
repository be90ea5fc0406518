package import JSONBytes

/// Ways into a response.
extension JSONValue {
    package subscript(_ name: String) -> JSONValue? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    /// The items of an array; none of what is no array.
    package var items: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }

    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A leaf as PostgreSQL's text format has it; `nil` for null and for what is no leaf.
    package var leafText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .boolean(let value): value ? "t" : "f"
        default: nil
        }
    }
}
