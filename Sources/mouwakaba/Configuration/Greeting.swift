import HTTPServer
import TransportProtocols

/// A person of the demonstration and what they are there.
struct DemonstrationPrincipal {
    let principal: RequestPrincipal
    let officeName: String
    /// `nil` for the person without a role.
    let role: String?
    let personName: String
}

/// What the server says when it is ready: where it listens, a token for each role, and a request to
/// paste.
struct Greeting {
    private struct Line {
        let principal: DemonstrationPrincipal
        let token: String
    }

    private static let tokenLifetimeSeconds: Int64 = 12 * 3600
    private let lines: [Line]

    init(principals: [DemonstrationPrincipal], key: TokenKey) async throws {
        let issuer = TokenIssuer(key: key)
        var lines: [Line] = []
        for principal in principals {
            let token = try await issuer.token(
                for: principal.principal, lifetimeSeconds: Self.tokenLifetimeSeconds)
            lines.append(Line(principal: principal, token: token))
        }
        self.lines = lines
    }

    static func endpoint(host: String, port: Int) -> String {
        "Mouwakaba answers at http://\(host):\(port)/graphql"
    }

    func text(host: String, port: Int) -> String {
        var text = "\n\(Self.endpoint(host: host, port: port))\n"
        for line in lines {
            let principal = line.principal
            text += "\n\(principal.role ?? "no role") in \(principal.officeName)"
            text += " (\(principal.personName))\n  \(line.token)\n"
        }
        if let delegate = lines.first(where: { $0.principal.role == "DELEGATE" }) {
            text += "\nTry it:\n\n\(Self.curl(delegate.token, host, port))\n"
        }
        return text
    }

    private static func curl(_ token: String, _ host: String, _ port: Int) -> String {
        let document =
            "{ offices { nodes { name communities { nodes { name schools(first: 2)"
            + " { nodes { name } } } } } } }"
        return """
            curl -s http://\(host):\(port)/graphql \\
              -H 'Authorization: Bearer \(token)' \\
              -H 'Content-Type: application/json' \\
              -d '{"query":"\(document)"}'
            """
    }
}
