package import GraphQLLanguage

/// One reason why SDL is not a schema, and the nodes concerned.
package struct SchemaError: Hashable, Sendable {
    package let message: String
    package let locations: [SourceLocation]

    package init(_ message: String, _ locations: [SourceLocation]) {
        self.message = message
        self.locations = locations
    }
}

/// Every reason why a document is not a schema; never empty.
package struct SchemaErrors: Error, Hashable, Sendable {
    package let errors: [SchemaError]
}
