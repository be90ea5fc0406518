/// The stable word in `extensions.code` by which a client tells errors apart.
///
/// Codes are named by the stage that refuses a request; texts may change, codes do not. Rules kept
/// in the database may have codes of their own.
package struct ErrorCode: Hashable, Sendable {
    /// Upper-case words joined by underscores.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    // Transport.
    package static let badRequest = ErrorCode("BAD_REQUEST")
    package static let methodNotAllowed = ErrorCode("METHOD_NOT_ALLOWED")
    package static let notAcceptable = ErrorCode("NOT_ACCEPTABLE")
    package static let notFound = ErrorCode("NOT_FOUND")
    package static let payloadTooLarge = ErrorCode("PAYLOAD_TOO_LARGE")
    package static let queryStringTooLong = ErrorCode("QUERY_STRING_TOO_LONG")
    package static let unsupportedMediaType = ErrorCode("UNSUPPORTED_MEDIA_TYPE")

    package static let idempotencyKeyReused = ErrorCode("IDEMPOTENCY_KEY_REUSED")

    // Authentication and authorization.
    package static let unauthenticated = ErrorCode("UNAUTHENTICATED")
    package static let forbidden = ErrorCode("FORBIDDEN")

    // Document, operation and variables.
    package static let parseFailed = ErrorCode("GRAPHQL_PARSE_FAILED")
    package static let validationFailed = ErrorCode("GRAPHQL_VALIDATION_FAILED")
    package static let operationResolutionFailure = ErrorCode("OPERATION_RESOLUTION_FAILURE")
    package static let badUserInput = ErrorCode("BAD_USER_INPUT")
    package static let limitExceeded = ErrorCode("LIMIT_EXCEEDED")

    // Execution.
    package static let conflict = ErrorCode("CONFLICT")
    package static let timeout = ErrorCode("TIMEOUT")
    package static let unavailable = ErrorCode("UNAVAILABLE")
    package static let internalServerError = ErrorCode("INTERNAL_SERVER_ERROR")
}
