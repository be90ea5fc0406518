import Crypto
import JSONBytes
import PostgresClient
import TransportProtocols

/// What the transaction of commands is told of its request, for an audit.
enum CommandCircumstances {
    private static let statement = PreparedStatement(
        """
        SELECT "pg_catalog"."set_config"('mouwakaba.operation', $1::text, true),
            "pg_catalog"."set_config"('mouwakaba.request_id', $2::text, true)
        """)

    static func call(operation: String, requestID: String) -> StatementCall {
        StatementCall(statement, [.text(operation), .text(requestID)])
    }
}

/// Keeps the answer to commands under a key, so that they are done once.
struct AnswerKeeping: Sendable {
    let key: IdempotencyKey
    /// Tells the request from others that come under the same key.
    let digest: [UInt8]
    /// Makes the response, of which the bytes are kept.
    let respond: @Sendable ([EdgeRows]) -> GraphQLResponse

    /// What stands under the key.
    enum Claim {
        /// Nothing did: the commands are to be done.
        case fresh
        case known(GraphQLResponse)
        case otherRequest
    }

    private static let claimStatement = PreparedStatement(
        """
        SELECT "c"."is_same", "c"."outcome", "c"."answer"
        FROM "access"."claim_answer"($1::text, $2::bytea) AS "c"
        """)
    private static let keepStatement = PreparedStatement(
        """
        SELECT "access"."keep_answer"($1::text, $2::text, $3::bytea)
        """)

    var claimCall: StatementCall {
        StatementCall(Self.claimStatement, [.text(key.text), .binary(digest)])
    }

    func keepCall(_ response: GraphQLResponse) -> StatementCall {
        let outcome: KeptOutcome =
            switch response.outcome {
            case .executed: .executed
            case .executedWithErrors: .executedWithErrors
            default: .refused
            }
        return StatementCall(
            Self.keepStatement,
            [.text(key.text), .text(outcome.rawValue), .binary(response.body)])
    }

    func claim(from result: PostgresResult?) throws(EngineError) -> Claim {
        guard let result, result.rowCount == 1, let isSame = result.bool(0, 0) else {
            throw .malformedResult
        }
        guard isSame else { return .otherRequest }
        guard !result.isNull(0, 2) else { return .fresh }
        guard let outcome = result.text(0, 1).flatMap(KeptOutcome.init) else {
            throw .malformedResult
        }
        var body: [UInt8] = []
        result.appendBytes(0, 2, to: &body)
        return .known(GraphQLResponse(body: body, outcome: outcome.outcome))
    }

    /// SHA-256 of what a request asks: its document, operation and variables.
    static func digest(of request: GraphQLRequest) -> [UInt8] {
        var writer = JSONWriter()
        writer.append(.object(request.variables))
        var hash = SHA256()
        for part in [request.query, Array((request.operationName ?? "").utf8), writer.bytes] {
            hash.update(data: Array("\(part.count):".utf8))
            hash.update(data: part)
        }
        return Array(hash.finalize())
    }
}

/// What became of kept commands, by the words of the database.
private enum KeptOutcome: String {
    case executed = "EXECUTED"
    case executedWithErrors = "EXECUTED_WITH_ERRORS"
    /// They were done, and the response would have been too long.
    case refused = "REFUSED"

    var outcome: GraphQLResponse.Outcome {
        switch self {
        case .executed: .executed
        case .executedWithErrors: .executedWithErrors
        case .refused: .requestError(.invalidOperation)
        }
    }
}
