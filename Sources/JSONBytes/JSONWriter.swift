/// A growing buffer of JSON text.
///
/// The writer does what each call says and no more: it places no commas and checks no nesting, as
/// the encoder that compiled the response knows both ahead. Everything appended must be valid
/// UTF-8, which PostgreSQL guarantees for text that it sends to a client with `client_encoding`
/// UTF8.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8]

    /// An empty text with room for `capacity` bytes before the buffer grows.
    package init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    package var count: Int { bytes.count }

    /// Takes away everything after the first `count` bytes, such as an element that became null.
    ///
    /// - Precondition: `count` is at most the present count.
    package mutating func truncate(to count: Int) {
        precondition(0 <= count && count <= bytes.count, "Truncation cannot lengthen the text.")
        bytes.removeSubrange(count...)
    }

    /// Takes away everything and keeps the room, so that the next text needs no allocation.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Hands the text over and leaves the writer empty, without a copy.
    package mutating func takeBytes() -> [UInt8] {
        let taken = bytes
        bytes = []
        return taken
    }

    /// Appends one byte, such as `{` or `,`.
    package mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends a text known at compile time as it is, such as `{"data":`.
    package mutating func append(literal: StaticString) {
        // Safety: a static string that has no pointer is one scalar, which is written on the other
        // branch.
        if literal.hasPointerRepresentation {
            unsafe append(
                UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        } else {
            append(raw: Array(String(literal.unicodeScalar).utf8))
        }
    }

    /// Appends bytes as they are, such as the encoded member name `"name":`.
    package mutating func append(raw: [UInt8]) {
        append(raw: raw.span)
    }

    /// Appends bytes as they are.
    package mutating func append(raw: Span<UInt8>) {
        unsafe raw.withUnsafeBytes { unsafe append($0) }
    }

    /// Ends an object whose members were appended since `start`, each with a comma before it: the
    /// first one's becomes the brace that opens the object.
    ///
    /// - Precondition: nothing, or a comma, is at `start`.
    package mutating func closeObject(from start: Int) {
        if start == count {
            append(byte: UInt8(ascii: "{"))
        } else {
            precondition(bytes[start] == UInt8(ascii: ","), "An object begins with its comma.")
            bytes[start] = UInt8(ascii: "{")
        }
        append(byte: UInt8(ascii: "}"))
    }

    package mutating func append(boolean: Bool) {
        append(literal: boolean ? "true" : "false")
    }

    package mutating func appendNull() {
        append(literal: "null")
    }

    @inline(__always)
    private mutating func append(_ source: UnsafeRawBufferPointer) {
        unsafe appendBytes(capacity: source.count) { target in
            unsafe target.copyMemory(from: source)
            return source.count
        }
    }

    /// Appends `capacity` bytes or fewer through `body`, which returns how many it wrote.
    ///
    /// Only the other files of the writer call it; `body` gets at least `capacity` bytes, not
    /// initialised.
    @inline(__always)
    mutating func appendBytes(
        capacity: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int
    ) {
        // Safety: `body` writes the first bytes of the buffer that it is given and returns their
        // count.
        bytes.append(addingCapacity: capacity) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                count = unsafe body(UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }
}
