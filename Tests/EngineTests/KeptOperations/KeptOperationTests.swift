import Foundation
import GraphQLLanguage
import JSONBytes
import PostgresClient
import TestSupport
import Testing
import TransportProtocols

/// The operations of `schema/operations` over the demonstration, compared with plain SQL.
@Suite("Kept operations")
struct KeptOperationTests {
    private static let roles = [
        "ESCORT", "COORDINATOR", "SCHOOL_HEAD", "DELEGATE", "OFFICER", "ANALYST",
        RegionFixture.role,
    ]

    @Test func `every file has a case, every case a file, and the page names both`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: KeptOperation.directory.path)
        let names = KeptOperation.all.map(\.name)
        #expect(Set(files) == Set(names.map { $0 + ".graphql" } + ["README.md", "walkthrough.md"]))
        let page = try String(
            contentsOf: KeptOperation.directory.appendingPathComponent("README.md"),
            encoding: .utf8)
        for name in names { #expect(page.contains("| `\(name)` |"), "\(name)") }
    }

    @Test(arguments: KeptOperation.all)
    func `a file is a question and one operation that has a name`(
        operation: KeptOperation
    ) throws {
        let text = try operation.document
        let question = text.prefix { $0 != "\n" }
        #expect(question.hasPrefix("# ") && question.hasSuffix("?"))
        let document = try parse(Source(bytes: Array(text.utf8)))
        let names = document.definitions.map { definition -> String? in
            if case .operation(let operation) = definition { operation.name?.value } else { nil }
        }
        let name = operation.name.split(separator: "-").map(\.capitalized).joined()
        #expect(names == [name])
    }

    @Test(arguments: KeptOperation.all, roles)
    func `who may run it gets what plain SQL gives, and nobody else anything`(
        operation: KeptOperation, role: String
    ) async throws {
        let isRegional = role == RegionFixture.role
        let fixture =
            try await isRegional ? RegionFixture.shared().engine : EngineFixture.shared()
        for office in isRegional ? TestDatabase.regions : TestDatabase.offices {
            let principal = try fixture.database.principal(role, office: office)
            let viewer = Viewer(role: role, person: principal.person, office: office)
            let answers = try await answers(operation, viewer, fixture)
            guard operation.roles.contains(role) else {
                #expect(answers.allSatisfy { $0["errors"] != nil && $0["data"] == nil })
                continue
            }
            let expected = try fixture.database.administration().query(operation.sql(viewer))
            #expect(answers.flatMap { operation.rows(of: $0["data"]) } == expected)
            if role == "DELEGATE" || isRegional {
                #expect(!expected.isEmpty || (!operation.isInEveryOffice && office != "01511"))
            }
        }
    }

    /// The answers to all pages, where the operation has pages; one answer elsewhere.
    private func answers(
        _ operation: KeptOperation, _ viewer: Viewer, _ fixture: EngineFixture
    ) async throws -> [JSONValue] {
        var given = operation.variables
        if operation.name == "escorts-of-community" {
            given.append(name: "community", value: .string(try community(viewer, fixture)))
        }
        var variables = given
        var answers: [JSONValue] = []
        repeat {
            let response = try await fixture.respond(
                operation.document, variables: variables, role: viewer.role,
                office: viewer.office)
            answers.append(try parseJSON(response.body.span, limits: JSONLimits()))
            let page = answers.last?["data"]?["visits"]?["pageInfo"]
            guard page?["hasNextPage"] == .boolean(true), let cursor = page?["endCursor"] else {
                break
            }
            variables = given
            variables.append(name: "after", value: cursor)
        } while answers.count < Self.pagesMax
        return answers
    }

    /// More pages than any period of the demonstration has.
    private static let pagesMax = 100

    private func community(_ viewer: Viewer, _ fixture: EngineFixture) throws -> String {
        let rows = try fixture.database.administration().query(
            """
            SELECT c.id FROM app.community c
            WHERE \(viewer.isInScope("c")) AND c.number = \(KeptOperation.communityNumber)
            ORDER BY c.office_id
            """)
        return rows[0][0] ?? ""
    }
}
