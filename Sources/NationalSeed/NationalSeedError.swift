package import Migrations
package import PostgresClient

/// Why the national seed was not loaded.
///
/// The description is for the operator who runs the command.
package enum NationalSeedError: Error, Hashable, Sendable {
    /// Offices hold rows that this seed, with this number and scale, did not make.
    case foreignData(offices: [String])
    /// Loading an office failed; its rows were rolled back, other offices stay.
    case officeFailed(code: String, DatabaseError)
    case database(DatabaseError)
    case files(MigrationError)
}

extension NationalSeedError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .foreignData(let offices):
            """
            The database holds data of other origin in \(Self.list(offices)): the \
            demonstration, real data, or this seed with another number or scale. Nothing was \
            loaded. Use an empty database.
            """
        case .officeFailed(let code, let error):
            """
            Office \(code): \(error.debugDescription)
            Its rows were rolled back. Run the command again to go on from here.
            """
        case .database(let error): error.debugDescription
        case .files(let error): error.description
        }
    }

    private static let officesShown = 5

    private static func list(_ offices: [String]) -> String {
        let shown = offices.prefix(officesShown).joined(separator: ", ")
        let rest = offices.count - officesShown
        return "office \(shown)" + (rest > 0 ? " and \(rest) more" : "")
    }
}
