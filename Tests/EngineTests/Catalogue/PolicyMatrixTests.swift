import Foundation
import TestSupport
import Testing

extension Catalogue {
    /// What policies show and allow to one person of each role, as files under `Policies`, so that
    /// a change of a policy shows in review.
    ///
    /// `UPDATE_GOLDEN=1` rewrites them and fails, so that the difference is read first.
    @Suite("Matrix of policies")
    struct PolicyMatrixTests {
        private static let directory = PackageDirectory.url
            .appendingPathComponent("Tests/EngineTests/Catalogue/Policies")

        @Test func `each role sees as many rows of each table as in the file`() async throws {
            try await check("visible-rows.md", samples: "") { try $0.visibleRows() }
        }

        @Test func `each policy lets those write whom the file names`() async throws {
            try await check("writers.md") { try $0.writers() }
        }

        private func check(
            _ name: String, samples: String = CatalogueSamples.statements,
            _ text: (PolicyMatrix) throws -> String
        ) async throws {
            let callers = try Caller.everybody(await CatalogueSession.database())
            try await CatalogueSession.runWithoutTriggers(samples: samples) { session in
                try session.preparePowers(of: callers)
                let actual = try text(PolicyMatrix(session: session, callers: callers))
                let file = Self.directory.appendingPathComponent(name)
                let expected = try? String(contentsOf: file, encoding: .utf8)
                if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil, actual != expected {
                    try actual.write(to: file, atomically: true, encoding: .utf8)
                    Issue.record("recorded \(name): read the diff")
                } else {
                    #expect(actual == expected)
                }
            }
        }
    }
}
