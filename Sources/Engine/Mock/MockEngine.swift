import GraphQLExecution
import GraphQLLanguage
package import GraphQLTypeSystem
package import Logging
package import TransportProtocols

/// Answers the operations of any schema without data behind it, so that a front end can be built
/// before the server that it will ask.
///
/// Every valid operation is answered, mutations and subscriptions with one response each; see
/// `MockObject` for the values.
package struct MockEngine: GraphQLResponder {
    private let schema: Schema
    private let limits: EngineLimits
    private let documents: DocumentCache
    private let presentation: ErrorPresentation

    package init(
        schema: Schema, limits: EngineLimits = EngineLimits(),
        logger: Logger = Logger(label: "mock")
    ) {
        self.schema = schema
        self.limits = limits
        documents = DocumentCache(schema: schema, limits: limits)
        presentation = ErrorPresentation(logger: logger)
    }

    package func respond(
        to request: GraphQLRequest, principal: RequestPrincipal
    ) async -> GraphQLResponse {
        do {
            let document = try await documents.document(for: request.query) { .everything }
            let operation = try document.operation(named: request.operationName).executable
            if operation.type == .mutation, !request.allowsMutation {
                throw EngineError.mutationNotAllowed(operation.operation.location)
            }
            return try answer(operation, request, of: document)
        } catch {
            return presentation.response(to: error, document: request.query)
        }
    }

    private func answer(
        _ operation: ExecutableOperation, _ request: GraphQLRequest, of document: PreparedDocument
    ) throws -> GraphQLResponse {
        let variables = try coerceVariableValues(
            operation.operation.variableDefinitions, inputs: request.variables, schema: schema)
        try checkConditions(of: operation, variableValues: variables)
        let result = try execute(
            operation, on: MockObject(typeName: operation.rootTypeName, schema: schema),
            variableValues: variables, limits: limits.execution)
        return GraphQLResponse(result, in: document.source)
    }
}
