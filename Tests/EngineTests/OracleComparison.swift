import AccessControl
import Engine
import Foundation
import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import JSONBytes
import OperationPlanning
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

/// Random operations of a caller, as the oracle and as engines answer them.
struct OracleComparison {
    /// Answers a request by statements of some options.
    typealias Respond = (PlanningOptions, GraphQLRequest) async throws -> GraphQLResponse

    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["ORACLE_SEED"].flatMap { UInt64($0) }
    static let operationCount = environment["ORACLE_OPERATIONS"].flatMap { Int($0) } ?? 150
    private static let style = environment["ORACLE_STYLE"]

    private let oracle: Oracle
    private let access: RoleAccess
    private let label: String
    private let respond: Respond

    /// - Parameter label: who the caller is, for messages.
    init(
        _ mapping: SchemaMapping, _ rows: OracleRows, _ access: RoleAccess, office: String,
        label: String, respond: @escaping Respond
    ) {
        oracle = Oracle(
            mapping, rows, visibility: access.visibility,
            seal: CursorSeal(key: EngineFixture.cursorKey, office: office),
            smallestGroup: { access.smallestGroup(of: $0) },
            openTypes: { access.openTypes(of: $0) })
        self.access = access
        self.label = label
        self.respond = respond
    }

    /// As many seeds from anywhere, or the one of the environment.
    static func seeds(_ count: Int) -> Range<UInt64> {
        if let seed { return seed..<(seed + 1) }
        let first = UInt64.random(in: 0..<1_000_000_000)
        return first..<(first + UInt64(count))
    }

    /// Compares the operations of some seeds; gives how many were executed without an error.
    func executed(_ seeds: Range<UInt64>) async throws -> Int {
        let visibility = access.visibility
        var executed = 0
        for seed in seeds {
            var generator = OperationGenerator(oracle, visibility: visibility, seed: seed)
            if try await isExecuted(generator.operation(), seed) { executed += 1 }
        }
        return executed
    }

    private func isExecuted(
        _ operation: GeneratedOperation, _ seed: UInt64
    ) async throws -> Bool {
        let request = GraphQLRequest(
            query: Array(operation.document.utf8), variables: operation.variables)
        let expected = try answer(operation)
        var isExecuted = true
        for options in try Self.planning(seed: seed) {
            let response = try await respond(options, request)
            #expect(
                response.text == expected,
                "\(label), seed \(seed), \(options.name):\n\(operation.document)")
            if response.outcome != .executed { isExecuted = false }
        }
        return isExecuted
    }

    /// By which statements the operation of a seed is answered.
    private static func planning(seed: UInt64) throws -> [PlanningOptions] {
        if let name = style { return [try #require(PlanningOptions(named: name))] }
        let unusual = PlanningOptions.unusual
        guard seed.isMultiple(of: 4) else { return [PlanningOptions()] }
        return [PlanningOptions(), unusual[Int(seed / 4 % UInt64(unusual.count))]]
    }

    private func answer(_ operation: GeneratedOperation) throws -> String {
        let source = Source(operation.document)
        let schema = oracle.schema
        let document = try validate(parse(source), against: schema).get()
        let executable = try ExecutableOperation(selecting: nil, in: document)
        let variables = try coerceVariableValues(
            executable.operation.variableDefinitions, inputs: operation.variables, schema: schema)
        let result = try execute(executable, on: oracle, variableValues: variables)
        return GraphQLResponse(result, in: source).text
    }
}
