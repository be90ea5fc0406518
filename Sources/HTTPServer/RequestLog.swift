import Logging

/// Writes, at the level debug, what a request was and became.
struct RequestLog: Sendable {
    let logger: Logger

    /// Never the body of a request, its query string or its token.
    func write(
        requestID: RequestID,
        method: String,
        path: String,
        status: Int,
        bytes: Int,
        start: ContinuousClock.Instant
    ) {
        guard logger.logLevel <= .debug else { return }
        let duration = ContinuousClock.now - start
        logger.debug(
            "request",
            metadata: [
                "request-id": "\(requestID.text)",
                "method": "\(method)",
                "path": "\(path)",
                "status": "\(status)",
                "bytes": "\(bytes)",
                "microseconds": "\(duration / .microseconds(1))",
            ])
    }
}
