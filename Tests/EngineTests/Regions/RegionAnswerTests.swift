import Foundation
import GraphQLExecution
import JSONBytes
import TestSupport
import Testing

/// The answers to the kept operations about offices, for two regions, as files under `Answers`.
///
/// `UPDATE_GOLDEN=1` rewrites them and fails, so that the difference is read first.
@Suite("Answers to regions")
struct RegionAnswerTests {
    private static let operations: [(name: String, variables: JSONObject)] = [
        ("visits-by-office-and-school-year", ["since": .string("2024-10-01")]),
        ("schools-by-office", ["schoolYear": .string("2026-2027")]),
        ("assignments-in-own-zone", ["since": .string("2024-09-01")]),
    ]
    private static let directory = PackageDirectory.url
        .appendingPathComponent("Tests/EngineTests/Regions/Answers")

    @Test(arguments: operations.map(\.name), TestDatabase.regions)
    func `an operation about offices is answered for its region as in its file`(
        name: String, region: String
    ) async throws {
        let fixture = try await RegionFixture.shared()
        let operation = try #require(Self.operations.first { $0.name == name })
        let url = KeptOperation.directory.appendingPathComponent(name + ".graphql")
        let response = try await fixture.respond(
            try String(contentsOf: url, encoding: .utf8), variables: operation.variables,
            region: region)
        let file = Self.directory.appendingPathComponent("\(name)-\(region).json")
        let actual = response.text + "\n"
        let expected = try? String(contentsOf: file, encoding: .utf8)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil, actual != expected {
            try actual.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file.lastPathComponent): read the diff")
        } else {
            #expect(actual == expected)
        }
    }
}
