package import GraphQLExecution
package import SchemaMapping

/// An operation all of whose fields the caller's roles may select.
///
/// Only `authorize` makes one, and only from one can a plan be made: skipping the check does not
/// compile.
package struct AuthorizedOperation: Sendable {
    package let operation: ExecutableOperation
    /// What the roles may use, which masks introspection.
    package let access: RoleAccess

    package var mapping: SchemaMapping { access.mapping }

    init(operation: ExecutableOperation, access: RoleAccess) {
        self.operation = operation
        self.access = access
    }
}
