/// Reads big-endian integers and text from the bytes of a value; reading past the end traps.
@safe struct BigEndianReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    /// The bytes must outlive the reader.
    @unsafe init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.bytes = bytes
    }

    mutating func skip(_ count: Int) {
        offset += count
    }

    mutating func int16() -> Int16 {
        check(2)
        defer { offset += 2 }
        return unsafe Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self))
    }

    mutating func int32() -> Int32 {
        check(4)
        defer { offset += 4 }
        return unsafe Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }

    mutating func text(_ count: Int) -> String {
        check(count)
        defer { offset += count }
        return unsafe String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }

    private func check(_ count: Int) {
        unsafe precondition(
            count >= 0 && offset + count <= bytes.count, "a value shorter than its type")
    }
}
