/// How much work and output the validation of one document may cost.
package struct ValidationLimits: Sendable {
    /// Errors reported, in number.
    ///
    /// Nobody mends a document by reading more of them, and each costs time.
    package var errorsMax: Int
    /// Fields visited while looking for overlapping ones, in number.
    ///
    /// Nested fragments can make a small document expand to exponentially many combinations of
    /// selection sets; documents written by people stay far below.
    package var fieldMergesMax: Int
    /// Fragments, and variables in them, visited for all operations together, in number.
    ///
    /// Many operations that share many fragments would cost the product of both.
    package var fragmentVisitsMax: Int
    /// Pairs of overlapping fields compared to explain the conflicts of a document that has some,
    /// in number.
    ///
    /// A document with more of them has a conflict of each kind explained, and not of each pair.
    package var fieldPairsMax: Int
    /// Conflicts between fields, and between their subfields, that are explained, in number.
    ///
    /// The sentence of a field repeats those of its subfields.
    package var explainedConflictsMax: Int
    /// Levels of nesting that an error about overlapping fields explains, in number.
    ///
    /// The innermost ones are explained; spreads can nest fields deeper than a message can say.
    package var conflictDepthMax: Int
    /// Introspection's lists of types within one another, in number; from here on they are refused.
    package var introspectionDepthMax: Int

    package init(
        errorsMax: Int = 100, fieldMergesMax: Int = 4_000_000,
        fragmentVisitsMax: Int = 1_000_000, fieldPairsMax: Int = 100_000,
        explainedConflictsMax: Int = 1_000, conflictDepthMax: Int = 64,
        introspectionDepthMax: Int = 3
    ) {
        self.errorsMax = errorsMax
        self.fieldMergesMax = fieldMergesMax
        self.fragmentVisitsMax = fragmentVisitsMax
        self.fieldPairsMax = fieldPairsMax
        self.explainedConflictsMax = explainedConflictsMax
        self.conflictDepthMax = conflictDepthMax
        self.introspectionDepthMax = introspectionDepthMax
    }
}
