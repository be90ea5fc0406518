import AccessControl
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import JSONBytes
import Logging
package import OperationPlanning
package import SchemaMapping
import TransportProtocols

/// An operation that cannot be planned, with the response that a client would get.
package struct OperationRefused: Error, CustomStringConvertible {
    package let body: String

    package var description: String { body }
}

/// The plan of an operation and what it costs as text, made by the same stages that a request goes
/// through.
package struct Explanation {
    private let mapping: SchemaMapping
    private let limits: EngineLimits
    private let planning: PlanningOptions

    package init(
        mapping: SchemaMapping, limits: EngineLimits = EngineLimits(),
        planning: PlanningOptions = PlanningOptions()
    ) {
        self.mapping = mapping
        self.limits = limits
        self.planning = planning
    }

    /// Draws the plan; equal inputs give equal text.
    ///
    /// - Throws: `OperationRefused` with what a response would say.
    package func text(
        of document: [UInt8], operationName: String?, variables: String, roles: Set<String>
    ) throws(OperationRefused) -> String {
        do {
            return try drawing(document, operationName, variables, roles)
        } catch let refusal as OperationRefused {
            throw refusal
        } catch {
            let presentation = ErrorPresentation(logger: Logger(label: "explain"))
            let response = presentation.response(to: error, document: document)
            throw OperationRefused(body: String(decoding: response.body, as: UTF8.self))
        }
    }

    private func drawing(
        _ document: [UInt8], _ operationName: String?, _ variables: String, _ roles: Set<String>
    ) throws -> String {
        let source = Source(bytes: document)
        let validated = try validate(
            parse(source, limits: limits.parser), against: mapping.schema
        ).get()
        let operation = try ExecutableOperation(selecting: operationName, in: validated)
        let values = try coerceVariableValues(
            operation.operation.variableDefinitions, inputs: members(variables),
            schema: mapping.schema)
        try checkConditions(of: operation, variableValues: values)
        let authorized = try authorize(
            operation, access: RoleAccess(mapping, roles: roles), variableValues: values)
        let operationPlan = try plan(
            authorized, variableValues: values, limits: limits.planning, options: planning)
        _ = try bind(
            operationPlan, variableValues: values, schema: mapping.schema, seal: nil,
            limits: limits.planning)
        let cost = try planCost(
            operation, mapping: mapping, variableValues: values, limits: limits.planning)
        try cost.check(values, limits.planning)
        return operationPlan.drawing + cost.cost(values).drawing(limits.planning)
    }

    private func members(_ json: String) throws(OperationRefused) -> JSONObject {
        let bytes = Array(json.utf8)
        do throws(JSONError) {
            let value = try parseJSON(bytes.span, limits: JSONLimits())
            if case .object(let members) = value { return members }
        } catch {
            throw OperationRefused(body: "The variables are not valid JSON: \(error.message)")
        }
        throw OperationRefused(body: "The variables must be a JSON object.")
    }
}
