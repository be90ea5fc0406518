import HTTPTypes

/// Which pages of other origins may read responses (Fetch Standard, "CORS protocol").
///
/// Credentials are never allowed: a page must send its token itself, so that the mere visit of a
/// page cannot act for a person.
struct CrossOriginPolicy: Sendable {
    /// Origins as browsers send them; empty when no page of another origin may read responses.
    let allowedOrigins: Set<String>

    /// Seconds for which a browser may remember the answer to a preflight.
    let preflightSecondsMax: Int

    /// Adds to any response what lets a page of an allowed origin read it.
    func addFields(to headers: inout HTTPFields, origin: String?) {
        guard !allowedOrigins.isEmpty else { return }
        headers[.vary] = "Origin"
        guard let origin, allowedOrigins.contains(origin) else { return }
        headers[.accessControlAllowOrigin] = origin
        headers[.accessControlExposeHeaders] = "Retry-After, X-Request-ID"
    }

    /// Adds to the answer of a preflight what lets a page of an allowed origin send its request.
    func addPreflightFields(to headers: inout HTTPFields, origin: String?, resource: Resource) {
        guard let origin, allowedOrigins.contains(origin) else { return }
        headers[.accessControlAllowMethods] = resource.allow
        headers[.accessControlAllowHeaders] =
            "Authorization, Content-Type, Idempotency-Key, X-Request-ID"
        headers[.accessControlMaxAge] = String(preflightSecondsMax)
    }
}
