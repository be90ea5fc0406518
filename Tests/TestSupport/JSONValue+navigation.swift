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
}
