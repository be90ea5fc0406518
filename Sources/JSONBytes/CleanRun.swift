/// The end of the longest run from `start` on that a JSON string holds as it is: up to the first
/// quote, backslash or control character, or else the end of the bytes.
///
/// - Precondition: `start` is within the bytes or at their end.
func endOfCleanRun(in bytes: Span<UInt8>, from start: Int) -> Int {
    unsafe bytes.withUnsafeBytes { unsafe endOfCleanRun(in: $0, from: start) }
}

/// As above, for bytes of another owner.
///
/// Eight bytes are looked at together. The last word overlaps the one before it: what it sees again
/// is known to be clean.
@inline(__always)
func endOfCleanRun(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    // Safety: every load of eight bytes begins at an offset from 0 to count - 8, and every load of
    // one byte stands below count; the pointer stays valid for the call.
    let count = bytes.count
    precondition(0 <= start && start <= count, "A run begins outside its bytes.")
    guard count - start >= 8 else { return unsafe endOfShortRun(in: bytes, from: start) }
    var offset = start
    let lastWord = count - 8
    while true {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let marks = escapeMarks(UInt64(littleEndian: word))
        if marks != 0 { return offset + marks.trailingZeroBitCount / 8 }
        if offset == lastWord { return count }
        offset = min(offset + 8, lastWord)
    }
}

@inline(__always)
private func endOfShortRun(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
        let byte = unsafe bytes[offset]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
        offset += 1
    }
    return offset
}

/// A word whose lowest mark is at the first byte that must be escaped; zero where there is none.
///
/// The subtraction marks bytes below a bound and may carry a wrong mark to bytes after a right one,
/// so that only the lowest mark counts.
@inline(__always)
private func escapeMarks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let control = (word &- ones &* 0x20) & ~word
    return (control | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash))
        & (ones &* 0x80)
}
