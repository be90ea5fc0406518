/// The bounds of `parseJSON`: a document beyond one of them is refused with an error that names it.
package struct JSONLimits: Hashable, Sendable {
    /// Bytes of the whole document: more never fits a request body.
    package var bytesMax: Int
    /// Arrays and objects within one another: bounds the recursion of the parser and of every later
    /// visit.
    package var nestingMax: Int
    /// Members of one object: bounds the index that finds duplicate names.
    package var membersMax: Int
    /// Elements of one array: a list of variables beyond it belongs in several requests.
    package var elementsMax: Int
    /// Values of the whole document: bounds the memory, as two bytes of text can become a value of
    /// fifty.
    package var valuesMax: Int
    /// Bytes of one number: later stages convert the text, at a cost that grows with its length.
    package var numberBytesMax: Int

    /// Bounds that suit one GraphQL request with its variables.
    package init(
        bytesMax: Int = 1_048_576, nestingMax: Int = 64, membersMax: Int = 1_024,
        elementsMax: Int = 10_000, valuesMax: Int = 100_000, numberBytesMax: Int = 256
    ) {
        self.bytesMax = bytesMax
        self.nestingMax = nestingMax
        self.membersMax = membersMax
        self.elementsMax = elementsMax
        self.valuesMax = valuesMax
        self.numberBytesMax = numberBytesMax
    }
}
