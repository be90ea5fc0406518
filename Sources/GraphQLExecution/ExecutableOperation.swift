package import GraphQLLanguage
package import GraphQLTypeSystem
package import GraphQLValidation

/// The one operation of a validated document that a request asks for (*GetOperation*, spec §6.1).
///
/// Only a validated document gives one, so that every later stage may rely on spec §5.
package struct ExecutableOperation: Sendable {
    package let operation: OperationDefinition
    /// The name of the object type that the operation's selection set applies to.
    package let rootTypeName: String
    package let schema: Schema
    /// The fragments of the document by their names.
    package let fragments: [String: FragmentDefinition]

    package var type: OperationType { operation.type }

    /// Selects the operation of a name, or the only one where no name is given.
    package init(
        selecting operationName: String?, in document: ValidatedDocument
    ) throws(OperationError) {
        let operation = try selectOperation(named: operationName, among: document.operations)
        guard let rootTypeName = document.schema.rootTypeName(for: operation.type) else {
            throw .operationTypeNotSupported(operation.type)
        }
        self.operation = operation
        self.rootTypeName = rootTypeName
        schema = document.schema
        fragments = document.fragments
    }
}

private func selectOperation(
    named name: String?, among operations: [OperationDefinition]
) throws(OperationError) -> OperationDefinition {
    if let name {
        guard let operation = operations.first(where: { $0.name?.value == name }) else {
            throw .unknownOperation(named: name)
        }
        return operation
    }
    guard let operation = operations.first else { throw .noOperation }
    guard operations.count == 1 else { throw .nameRequired }
    return operation
}

/// Why a document gives no operation to execute.
package enum OperationError: Error, Hashable, Sendable {
    case noOperation
    case nameRequired
    case unknownOperation(named: String)
    /// The schema has no root operation type of the kind; validation refuses such a document
    /// earlier.
    case operationTypeNotSupported(OperationType)

    package var message: String {
        switch self {
        case .noOperation:
            "Must provide an operation."
        case .nameRequired:
            "Must provide operation name if query contains multiple operations."
        case .unknownOperation(let name):
            "Unknown operation named \(quoted(presented(name)))."
        case .operationTypeNotSupported(let type):
            "Schema is not configured to execute \(type.rawValue) operation."
        }
    }
}
