import ArgumentParser
import HTTPServer
import TransportProtocols

/// Issues a bearer token.
struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a bearer token for a person in an office or a region.",
        discussion: """
            A token says who asks and for which office or region, never which roles they have: those
            are read from the database for every request.

              mouwakaba token --person 0b7f… --office 01511
            """)

    @Option(help: "The person's UUID.")
    var person: String

    @Option(help: "The office's code, five or nine digits, or the region's, two.")
    var office: String

    @Option(help: "For how many hours the token is valid.")
    var hours: Int = 8

    static let hoursMax = 24 * 90

    func validate() throws {
        guard (1...Self.hoursMax).contains(hours) else {
            throw ValidationError("--hours must be from 1 to \(Self.hoursMax).")
        }
        _ = try principal()
    }

    private func principal() throws -> RequestPrincipal {
        do throws(RequestPrincipal.InvalidPart) {
            return try RequestPrincipal(person: person, office: office)
        } catch .person {
            throw ValidationError("--person must be a UUID.")
        } catch .office {
            throw ValidationError(
                "--office must be the digits of the code of an office or a region.")
        }
    }

    func run() async throws {
        let settings = try Settings()
        let issuer = TokenIssuer(key: try TokenKeyFile.read(settings))
        let token = try await issuer.token(
            for: principal(), lifetimeSeconds: Int64(hours) * 3600)
        print(token)
    }
}
