package import GraphQLLanguage

/// The fields of an operation that the caller's roles may not select; never empty.
package struct AccessError: Error, Hashable, Sendable {
    /// One field that is refused, and where it stands.
    package struct ForbiddenField: Hashable, Sendable {
        /// The field's schema coordinate, such as `Visit.advice`.
        package let coordinate: String
        package let location: SourceLocation
        /// Response names from the root down to the field.
        package let path: [String]

        /// Names only what the document names already.
        package var message: String { "Your roles do not give access to \(coordinate)." }
    }

    package let fields: [ForbiddenField]
}
