import JSONBytes

/// A string as JSON, encoded once at planning.
func encodedString(_ text: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.appendString(text)
    return writer.bytes
}

/// A member's name as JSON between its comma and its colon, encoded once at planning; the comma of
/// an object's first member becomes the object's brace when it is written.
func encodedName(_ name: String) -> [UInt8] {
    [UInt8(ascii: ",")] + encodedString(name) + [UInt8(ascii: ":")]
}
