extension JSONWriter {
    /// Appends a value without white space; its numbers keep their text and its members their
    /// order.
    package mutating func append(_ value: JSONValue) {
        switch value {
        case .null: appendNull()
        case .boolean(let boolean): append(boolean: boolean)
        case .number(let text): append(raw: text.utf8Span.span)
        case .string(let string): appendString(string)
        case .array(let elements): append(elements)
        case .object(let object): append(object)
        }
    }

    /// Appends a text that is valid JSON, such as PostgreSQL's, without the white space between its
    /// tokens.
    package mutating func append(json text: String) {
        let bytes = text.utf8Span.span
        var isInString = false
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isInString {
                isInString = byte != UInt8(ascii: "\"")
                if byte == UInt8(ascii: "\\") { index += 1 }
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            } else if byte <= UInt8(ascii: " ") {
                append(raw: bytes.extracting(start..<index))
                start = index + 1
            }
            index += 1
        }
        append(raw: bytes.extracting(start..<bytes.count))
    }

    private mutating func append(_ elements: [JSONValue]) {
        append(byte: UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            if position > 0 { append(byte: UInt8(ascii: ",")) }
            append(element)
        }
        append(byte: UInt8(ascii: "]"))
    }

    private mutating func append(_ object: JSONObject) {
        append(byte: UInt8(ascii: "{"))
        for (position, member) in object.members.enumerated() {
            if position > 0 { append(byte: UInt8(ascii: ",")) }
            appendMemberName(member.name)
            append(member.value)
        }
        append(byte: UInt8(ascii: "}"))
    }

    /// Appends a member name in quotes and the colon after it.
    package mutating func appendMemberName(_ name: String) {
        appendString(name)
        append(byte: UInt8(ascii: ":"))
    }
}
