import AccessControl
import Engine
import Foundation
import GraphQLExecution
import GraphQLLanguage
import GraphQLValidation
import JSONBytes
import OperationPlanning
import SchemaMapping
import Synchronization
import TestSupport
import TransportProtocols

/// Measures the stages of the benchmark's operations over the demonstration, in the order in which
/// a request passes them, and compares the allocations with `allocations.json`.
@main
struct StageBenchmark {
    /// Those that need no cursor and change nothing.
    private static let operations = ["point", "list", "chain", "nested", "groups"]

    static func main() async throws {
        let fixture = try await EngineFixture.shared()
        var report = StageReport()
        for name in operations {
            let operation = try await BenchmarkOperation(name, fixture)
            try report.add(operation.measurements(), of: name)
        }
        print(report.table)
        guard CommandLine.arguments.count > 1 else { return }
        let path = CommandLine.arguments[1]
        if CommandLine.arguments.contains("--update") {
            try report.writeAllocations(to: path)
        } else {
            exit(try report.exceedsAllocations(of: path) ? 1 : 0)
        }
    }
}

/// One operation of the benchmark, and whose it is.
struct BenchmarkOperation {
    private let fixture: EngineFixture
    private let source: Source
    private let variables: VariableValues
    private let request: GraphQLRequest
    private let principal: RequestPrincipal

    /// Reads the operation, and answers it once so that everything is known of it.
    init(_ name: String, _ fixture: EngineFixture) async throws {
        let file = PackageDirectory.url.appendingPathComponent(
            "Tests/Benchmarks/Operations/\(name)/operation.graphql")
        let text = Array(try Data(contentsOf: file))
        self.fixture = fixture
        source = Source(bytes: text)
        let schools = try await fixture.respond("{ schools(first: 1) { nodes { id } } }")
        let id =
            try parseJSON(schools.body.span, limits: JSONLimits())["data"]?["schools"]?[
                "nodes"]?.items.first?["id"]?.text ?? ""
        let needsID = String(decoding: text, as: UTF8.self).contains("$id")
        variables = needsID ? ["id": .string(id)] : [:]
        request = GraphQLRequest(
            query: text, variables: needsID ? ["id": .string(id)] : JSONObject())
        principal = try fixture.database.principal("DELEGATE", office: TestDatabase.offices[0])
        let response = await fixture.engine.respond(to: request, principal: principal)
        precondition(response.outcome == .executed, "\(name) is answered: \(response.text)")
    }

    func measurements() throws -> [(stage: String, Measurement)] {
        let schema = fixture.mapping.schema
        let access = RoleAccess(fixture.mapping, roles: ["DELEGATE"])
        let validated = try validate(parse(source), against: schema).get()
        let authorized = try authorize(
            ExecutableOperation(selecting: nil, in: validated), access: access,
            variableValues: variables)
        let plan = try OperationPlanning.plan(authorized, variableValues: variables)
        let seal = CursorSeal(key: EngineFixture.cursorKey, office: principal.office)
        let response = answer()
        return [
            ("parse", try Measurement { _ = try parse(source) }),
            (
                "validate",
                try Measurement { _ = try validate(parse(source), against: schema).get() }
            ),
            (
                "plan",
                try Measurement {
                    let operation = try authorize(
                        ExecutableOperation(selecting: nil, in: validated), access: access,
                        variableValues: variables)
                    _ = try OperationPlanning.plan(operation, variableValues: variables)
                }
            ),
            (
                "bind",
                try Measurement {
                    _ = try bind(
                        plan, variableValues: variables, schema: schema, seal: seal,
                        limits: PlanningLimits())
                }
            ),
            ("encode", Measurement { _ = response() }),
            ("request", Measurement { _ = answer() }),
        ]
    }

    /// Answers the request by the direct path; gives what writes the response.
    private func answer() -> @Sendable () -> GraphQLResponse {
        let received = Mutex<(@Sendable () -> GraphQLResponse)?>(nil)
        let isThere = DispatchSemaphore(value: 0)
        let cancel = fixture.engine.respondDirectly(to: request, principal: principal) {
            response in
            received.withLock { $0 = response }
            isThere.signal()
        }
        precondition(cancel != nil, "a known operation is answered directly")
        isThere.wait()
        guard let response = received.withLock({ $0 }) else {
            preconditionFailure("a response was received")
        }
        return response
    }
}
