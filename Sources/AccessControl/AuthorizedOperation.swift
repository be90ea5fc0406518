package import GraphQLExecution
package import SchemaMapping

/// An operation all of whose fields the caller's roles may select.
///
/// Only `authorize` makes one, and only from one can a plan be made: skipping the check does not
/// compile.
package struct AuthorizedOperation: Sendable {
    package let operation: ExecutableOperation
    package let mapping: SchemaMapping

    init(operation: ExecutableOperation, mapping: SchemaMapping) {
        self.operation = operation
        self.mapping = mapping
    }
}
