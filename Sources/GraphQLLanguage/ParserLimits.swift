/// The bounds on what the parser accepts: a document past one of them is refused, never half read.
package struct ParserLimits: Hashable, Sendable {
    /// The size of a document in bytes; past it the text is not even scanned.
    package var documentBytesMax: Int
    /// The number of lexical tokens in a document, which bounds the size of its tree.
    package var tokensMax: Int
    /// How many selection sets, list and object values and list types may stand inside one another.
    ///
    /// Everything that walks a tree recurses once a level, so this bounds the stack. Unoptimised,
    /// parsing takes under 3 KiB a level and comparing two trees under 4 KiB: 64 levels take at
    /// most half of a thread of 512 KiB. The introspection of clients nests some fifteen levels.
    package var nestingMax: Int

    /// For SDL, whose author runs the program that reads it: as large as the schemas of the largest
    /// services, and still bounded.
    package static let schema = ParserLimits(
        documentBytesMax: 67_108_864, tokensMax: 10_000_000)

    package init(
        documentBytesMax: Int = 1_048_576, tokensMax: Int = 100_000, nestingMax: Int = 64
    ) {
        self.documentBytesMax = documentBytesMax
        self.tokensMax = tokensMax
        self.nestingMax = nestingMax
    }
}
