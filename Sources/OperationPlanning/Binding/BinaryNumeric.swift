/// PostgreSQL's binary format of `numeric`: digit count, weight, sign and display scale, then
/// digits in base 10,000, each of 16 bits.
enum BinaryNumeric {
    private static let headerSize = 8
    /// Positive, negative, not a number, and the infinities.
    private static let signs: Set<UInt16> = [0x0000, 0x4000, 0xC000, 0xD000, 0xF000]
    private static let scaleMax = 0x3FFF

    /// Whether the server would take the bytes for a value, as `numeric_recv` in PostgreSQL's
    /// `numeric.c` decides it.
    static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= headerSize, bytes.count % 2 == 0 else { return false }
        let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        return words[0] == words.count - 4 && signs.contains(words[2])
            && words[3] <= scaleMax && words[4...].allSatisfy { $0 < 10_000 }
    }
}
