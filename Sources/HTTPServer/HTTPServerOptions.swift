package import TransportProtocols

/// How and where the server listens, and what it takes from clients.
package struct HTTPServerOptions: Sendable {
    /// The name or address of the interface to listen on.
    package var host: String

    /// The TCP port to listen on; with 0 the system picks one.
    package var port: Int

    /// The bounds on GraphQL requests.
    package var transportLimits: TransportLimits

    /// The bounds on HTTP connections and header sections.
    package var limits: HTTPServerLimits

    /// The origins whose pages may read responses, for example `https://portal.example.org`.
    ///
    /// Empty by default: then no page of another origin may.
    package var allowedOrigins: Set<String>

    package init(
        host: String = "127.0.0.1",
        port: Int = 8080,
        transportLimits: TransportLimits = TransportLimits(),
        limits: HTTPServerLimits = HTTPServerLimits(),
        allowedOrigins: Set<String> = []
    ) {
        self.host = host
        self.port = port
        self.transportLimits = transportLimits
        self.limits = limits
        self.allowedOrigins = allowedOrigins
    }
}

/// The bounds on HTTP connections and requests, each with its unit and its reason.
package struct HTTPServerLimits: Hashable, Sendable {
    /// Connections that are open at a time; further ones wait in the backlog of the system.
    ///
    /// Connections that arrive in one moment are accepted up to four at once, so that a burst may
    /// pass the bound by three.
    package var connectionsMax: Int

    /// Time after which a connection is closed that sends nothing, in or between requests.
    package var idleTimeMax: Duration

    /// Time from the head of a request to the end of its body, however steadily bytes trickle in:
    /// the largest body fits in over a line of one megabit a second.
    package var bodyTimeMax: Duration

    /// Fields of a header section: browsers and proxies together send some thirty.
    package var headerFieldsMax: Int

    /// Bytes of a field's name, of its value and of the request target, each for itself.
    ///
    /// It is above the bounds on tokens and query strings, which are refused with an explanation.
    package var headerFieldBytesMax: Int

    /// Bytes of the request target and of all names and values of fields together.
    package var headerBytesMax: Int

    /// Seconds for which a browser may remember the answer to a preflight: a change of the allowed
    /// origins reaches every page after them.
    package var preflightSecondsMax: Int

    /// Bytes of an X-Request-ID that is taken over: a UUID has 36.
    package static let requestIDBytesMax = 128

    package init(
        connectionsMax: Int = 4096,
        idleTimeMax: Duration = .seconds(60),
        bodyTimeMax: Duration = .seconds(10),
        headerFieldsMax: Int = 100,
        headerFieldBytesMax: Int = 20_480,
        headerBytesMax: Int = 32_768,
        preflightSecondsMax: Int = 600
    ) {
        self.connectionsMax = connectionsMax
        self.idleTimeMax = idleTimeMax
        self.bodyTimeMax = bodyTimeMax
        self.headerFieldsMax = headerFieldsMax
        self.headerFieldBytesMax = headerFieldBytesMax
        self.headerBytesMax = headerBytesMax
        self.preflightSecondsMax = preflightSecondsMax
    }
}
