import Engine
import Foundation
import JSONBytes
import OperationPlanning
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// Operations over the demonstration with their plans and responses, as plain files under
/// `Goldens`.
///
/// A case differs from its files: read the difference. If it is wanted, run `UPDATE_GOLDEN=1 make
/// test`, which rewrites the files and fails, so that the change is read once more before it is
/// committed.
@Suite("Goldens")
struct GoldenTests {
    static let names: [String] = {
        let url = GoldenCase.directory
        let names = try? FileManager.default.contentsOfDirectory(atPath: url.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }()

    @Test func `there are goldens`() {
        #expect(Self.names.count >= 10)
    }

    @Test(arguments: names)
    func `an operation has the plan and the response of its files`(name: String) async throws {
        let golden = try GoldenCase(name: name)
        let fixture = try await EngineFixture.shared()
        let plan = try Explanation(mapping: fixture.mapping).text(
            of: golden.operation, operationName: nil, variables: golden.variables,
            roles: [golden.role])
        try golden.check("plan.txt", is: plan)
        let response = try await golden.respond(fixture, office: TestDatabase.offices[0])
        try golden.check("response.json", is: response.text + "\n")
    }

    @Test(arguments: names)
    func `other statements give the same response`(name: String) async throws {
        let golden = try GoldenCase(name: name)
        let fixture = try await EngineFixture.shared()
        let expected = try golden.text("response.json")
        for options in PlanningOptions.unusual {
            let response = try await golden.respond(
                fixture, office: TestDatabase.offices[0], engine: fixture.engine(options))
            #expect(response.text == expected, "\(options.name)")
        }
    }

    @Test(arguments: names.filter { GoldenCase.has("plan-window.txt", of: $0) })
    func `a windowed operation has the plan of its file`(name: String) async throws {
        let golden = try GoldenCase(name: name)
        let fixture = try await EngineFixture.shared()
        let explanation = Explanation(
            mapping: fixture.mapping, planning: PlanningOptions(style: .window))
        let plan = try explanation.text(
            of: golden.operation, operationName: nil, variables: golden.variables,
            roles: [golden.role])
        try golden.check("plan-window.txt", is: plan)
    }

    @Test(arguments: names)
    func `the same operation for two offices shows neither a value of the other`(
        name: String
    ) async throws {
        let golden = try GoldenCase(name: name)
        let fixture = try await EngineFixture.shared()
        let secrets = try await OfficeSecrets.shared()
        for (office, other) in [(0, 1), (1, 0)] {
            let response = try await golden.respond(
                fixture, office: TestDatabase.offices[office])
            let strings = try JSONStrings.all(in: response.body)
            let leaked = strings.intersection(secrets.values(of: TestDatabase.offices[other]))
            #expect(leaked.isEmpty, "\(leaked.prefix(3)) of the other office")
        }
    }

    @Test(arguments: names)
    func `a caller without a role is given nothing`(name: String) async throws {
        let golden = try GoldenCase(name: name)
        let fixture = try await EngineFixture.shared()
        let response = await fixture.engine.respond(
            to: try golden.request, principal: try fixture.database.principal(nil, office: "01511"))
        #expect(response.outcome == .requestError(.forbidden))
        #expect(!response.text.contains("\"data\""))
    }
}

/// A directory of a golden.
struct GoldenCase {
    static let directory = PackageDirectory.url.appendingPathComponent("Tests/EngineTests/Goldens")

    let operation: [UInt8]
    let variables: String
    let role: String
    private let url: URL

    init(name: String) throws {
        url = Self.directory.appendingPathComponent(name)
        operation = Array(try Data(contentsOf: url.appendingPathComponent("operation.graphql")))
        variables = Self.text(url, "variables.json") ?? "{}"
        role = Self.text(url, "role.txt") ?? "DELEGATE"
    }

    static func has(_ file: String, of name: String) -> Bool {
        let url = directory.appendingPathComponent(name).appendingPathComponent(file)
        return FileManager.default.fileExists(atPath: url.path)
    }

    func text(_ file: String) throws -> String {
        try #require(Self.text(url, file))
    }

    private static func text(_ url: URL, _ file: String) -> String? {
        (try? String(contentsOf: url.appendingPathComponent(file), encoding: .utf8))
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    var request: GraphQLRequest {
        get throws {
            let bytes = Array(variables.utf8)
            guard case .object(let members) = try parseJSON(bytes.span, limits: JSONLimits()) else {
                throw GoldenError.variablesAreNoObject
            }
            return GraphQLRequest(query: operation, variables: members)
        }
    }

    func respond(
        _ fixture: EngineFixture, office: String, engine: Engine? = nil
    ) async throws -> GraphQLResponse {
        await (engine ?? fixture.engine).respond(
            to: try request, principal: try fixture.database.principal(role, office: office))
    }

    func check(_ file: String, is actual: String) throws {
        let url = self.url.appendingPathComponent(file)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            let old = try? String(contentsOf: url, encoding: .utf8)
            try actual.write(to: url, atomically: true, encoding: .utf8)
            if old != actual { Issue.record("recorded \(url.lastPathComponent): read the diff") }
            return
        }
        let expected = try String(contentsOf: url, encoding: .utf8)
        #expect(actual == expected)
    }
}

enum GoldenError: Error {
    case variablesAreNoObject
}

/// What only one office has: the texts of its rows, without those that the other has as well.
struct OfficeSecrets {
    private let valuesByOffice: [String: Set<String>]

    private static let prepared = Task {
        try OfficeSecrets(await TestDatabase.demonstration())
    }

    static func shared() async throws -> OfficeSecrets { try await prepared.value }

    /// Every text, UUID and name in the tables that belong to an office, by office.
    private init(_ database: TestDatabase) throws {
        let connection = try database.administration()
        let tables = try connection.query(
            """
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = 'app' AND column_name = 'office_id' ORDER BY 1
            """
        ).compactMap(\.first?.self)
        var values: [String: Set<String>] = [:]
        for office in TestDatabase.offices {
            var texts: Set<String> = []
            for table in tables {
                texts.formUnion(try Self.texts(of: table, where: "office_id", office, connection))
            }
            texts.formUnion(
                try Self.texts(of: "person", where: "home_office_id", office, connection))
            texts.formUnion(try Self.texts(of: "office", where: "id", office, connection))
            values[office] = texts
        }
        let shared = values.values.reduce(values.values.first ?? []) { $0.intersection($1) }
        valuesByOffice = values.mapValues { $0.subtracting(shared).filter { $0.count >= 4 } }
    }

    func values(of office: String) -> Set<String> { valuesByOffice[office] ?? [] }

    private static func texts(
        of table: String, where column: String, _ office: String,
        _ connection: AdministrationConnection
    ) throws -> Set<String> {
        let rows = try connection.query(
            """
            SELECT DISTINCT v.value FROM app."\(table)" t, LATERAL jsonb_each_text(to_jsonb(t)) v
            WHERE t."\(column)" = $1::integer
              AND v.key !~ '(_on|_at|_from|_to|school_year|office_id)$'
              AND jsonb_typeof(to_jsonb(t) -> v.key) = 'string'
            """, [office])
        return Set(rows.compactMap { $0[0] })
    }
}

/// The strings of a JSON text.
enum JSONStrings {
    static func all(in bytes: [UInt8]) throws -> Set<String> {
        var strings: Set<String> = []
        collect(try parseJSON(bytes.span, limits: JSONLimits()), into: &strings)
        return strings
    }

    private static func collect(_ value: JSONValue, into strings: inout Set<String>) {
        switch value {
        case .string(let text): strings.insert(text)
        case .array(let items): for item in items { collect(item, into: &strings) }
        case .object(let object):
            for member in object.members { collect(member.value, into: &strings) }
        case .null, .boolean, .number: break
        }
    }
}
