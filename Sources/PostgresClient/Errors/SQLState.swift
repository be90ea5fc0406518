/// The five-character code by which PostgreSQL names an error condition.
///
/// See PostgreSQL manual, appendix A "PostgreSQL Error Codes". The first two characters are the
/// class of the condition.
package struct SQLState: Hashable, Sendable, ExpressibleByStringLiteral {
    package let code: String

    package init(_ code: String) {
        self.code = code
    }

    package init(stringLiteral code: String) {
        self.code = code
    }

    /// The class of the condition, such as `"23"` for integrity constraint violations.
    package var conditionClass: String { String(code.prefix(2)) }

    package static let uniqueViolation: Self = "23505"
    package static let insufficientPrivilege: Self = "42501"
    package static let serializationFailure: Self = "40001"
    package static let deadlockDetected: Self = "40P01"
    package static let queryCanceled: Self = "57014"
    /// The name of the prepared statement is unknown to the session.
    package static let invalidSQLStatementName: Self = "26000"
    /// The name of the prepared statement is already taken in the session.
    package static let duplicatePreparedStatement: Self = "42P05"
    /// The plan of a prepared statement would now return other columns.
    package static let featureNotSupported: Self = "0A000"
}

extension SQLState: CustomStringConvertible {
    package var description: String { code }
}
