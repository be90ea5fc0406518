import JSONBytes

/// A string as JSON, encoded once at planning.
func encodedString(_ text: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.appendString(text)
    return writer.bytes
}

/// A member's name as JSON with its colon, encoded once at planning.
func encodedName(_ name: String) -> [UInt8] {
    encodedString(name) + [UInt8(ascii: ":")]
}
