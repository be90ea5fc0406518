import GraphQLExecution
import JSONBytes
import OperationPlanning
import TransportProtocols

/// What an operation costs, for a client that asks for it by `"extensions": {"cost": true}`.
///
/// Clients that do not ask pay nothing for it: those that do are answered by `respond` alone.
struct CostReport {
    let cost: OperationCost
    let limits: PlanningLimits

    /// Fields of a report, the dearest ones: they are what a client can save by.
    static let fieldsMax = 50

    /// As the member `cost` of a response's `extensions`.
    var value: JSONValue {
        .object([
            "fieldCost": number(cost.fieldCost),
            "fieldCostMax": .number(String(limits.fieldCostMax)),
            "typeCost": number(cost.typeCost),
            "typeCostMax": .number(String(limits.typeCostMax)),
            "fields": .array(cost.dearest(Self.fieldsMax).map(member)),
        ])
    }

    private func member(_ field: OperationCost.Field) -> JSONValue {
        .object([
            "path": .string(field.path.joined(separator: ".")),
            "fieldCost": number(field.fieldCost), "typeCost": number(field.typeCost),
            "size": number(field.size),
        ])
    }

    private func number(_ cost: Double) -> JSONValue { .number(costText(cost)) }
}

extension GraphQLRequest {
    /// Whether the client asks what its operation costs.
    var asksForCost: Bool { !extensions.isEmpty && extensions["cost"] == .boolean(true) }
}

extension GraphQLResponse {
    /// The response with the report in its `extensions`, of which it must have had none.
    func reporting(_ report: CostReport) -> GraphQLResponse {
        var writer = JSONWriter()
        writer.append(literal: ",\"extensions\":")
        writer.append(.object(["cost": report.value]))
        writer.append(literal: "}")
        var reported = self
        let closing = reported.body.popLast()
        precondition(closing == UInt8(ascii: "}"), "a response is a JSON object")
        reported.body += writer.bytes
        return reported
    }
}

extension Engine {
    /// The response with what its operation costs, where the request asks for it.
    func reportingCost(
        _ response: GraphQLResponse, of operation: PreparedOperation,
        _ variables: VariableValues, _ request: GraphQLRequest
    ) throws -> GraphQLResponse {
        guard request.asksForCost else { return response }
        let cost = try planCost(
            operation.executable, mapping: mapping, variableValues: variables,
            limits: limits.planning
        ).cost(variables)
        return response.reporting(CostReport(cost: cost, limits: limits.planning))
    }
}
