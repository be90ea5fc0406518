import Testing

/// The whole server over real sockets: HTTP in front, a PostgreSQL cluster of its own behind.
///
/// One test runs at a time, because some of them take the database away.
@Suite("End to end", .serialized, .timeLimit(.minutes(3)), .demonstrationCluster)
enum EndToEnd {}

extension Trait where Self == DemonstrationClusterTrait {
    static var demonstrationCluster: Self { DemonstrationClusterTrait() }
}

/// Starts a cluster before the first test of a suite and removes it after the last.
struct DemonstrationClusterTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let cluster = try await DemonstrationCluster.start()
        do {
            try await DemonstrationCluster.scope.withValue(cluster) { try await function() }
            try await cluster.remove()
        } catch {
            try? await cluster.remove()
            throw error
        }
    }
}
