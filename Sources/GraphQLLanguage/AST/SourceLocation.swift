/// Where a syntax node begins: the byte offset of its first token in the UTF-8 source text.
///
/// Locations never take part in equality or hashing, so that two documents are equal when they say
/// the same thing, wherever it stands. Lines and columns are computed from `Source` only when an
/// error is presented.
package struct SourceLocation: Hashable, Sendable {
    /// The offset in bytes from the start of the source, `0` for the first byte.
    package let offset: Int

    package init(offset: Int) {
        self.offset = offset
    }

    package static func == (_: Self, _: Self) -> Bool { true }

    package func hash(into _: inout Hasher) {}
}
