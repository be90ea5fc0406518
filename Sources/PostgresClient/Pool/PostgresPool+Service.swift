import ServiceLifecycle

extension PostgresPool: Service {
    /// Serves until a graceful shutdown or the cancellation of the task.
    ///
    /// Then no program is accepted any more, those accepted run to their end within their time
    /// bounds, and the connections are closed before this returns.
    package func run() async throws {
        do {
            try await gracefulShutdown()
        } catch is CancellationError {
            close()
        }
        close()
        await closed()
    }
}
