import PostgresClient
import TransportProtocols

/// The statement that opens the transaction of every operation.
///
/// `access.begin_request` sets, for this transaction only, what row-level security policies read,
/// and returns the roles that the person has in the office at this moment. Without it no row is
/// visible.
enum RequestContext {
    static let statement = PreparedStatement(
        """
        SELECT "b"."office_known", "b"."roles"
        FROM "access"."begin_request"($1::uuid, $2::text) AS "b"
        """)

    static func call(for principal: RequestPrincipal) -> StatementCall {
        guard let person = PostgresUUID(principal.person) else {
            preconditionFailure("a principal's person has the form of a UUID")
        }
        return StatementCall(statement, [.uuid(person), .text(principal.office)])
    }

    static func roles(from result: PostgresResult) throws(EngineError) -> Set<String> {
        guard result.rowCount == 1, let isKnown = result.bool(0, 0) else {
            throw .malformedResult
        }
        guard isKnown else { throw .unknownOffice }
        let roles = result.textArray(0, 1) ?? []
        return Set(roles.compactMap(\.self))
    }
}
