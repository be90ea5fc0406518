package import GraphQLLanguage

/// Decides which elements of a schema an error message may suggest to the reader.
///
/// A suggestion must not reveal a name that the caller's roles may not use.
package struct SchemaVisibility: Sendable {
    package let isVisible: @Sendable (SchemaCoordinate) -> Bool

    package init(_ isVisible: @escaping @Sendable (SchemaCoordinate) -> Bool) {
        self.isVisible = isVisible
    }

    /// Every element may be suggested.
    package static let everything = SchemaVisibility { _ in true }
}
