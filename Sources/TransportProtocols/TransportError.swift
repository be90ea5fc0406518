package import JSONBytes

/// Why an HTTP request is not a well-formed GraphQL-over-HTTP request: facts, no prose.
package enum TransportError: Error, Hashable, Sendable {
    /// A body came without a Content-Type field.
    case contentTypeMissing

    /// The Content-Type field, as sent, does not name JSON in UTF-8.
    case unsupportedMediaType(String)

    /// The Accept field, as sent, allows no type that a response can have.
    case notAcceptable(String)

    /// The body has more bytes than the bound.
    case bodyTooLarge(bytesMax: Int)

    /// The query string has more bytes than the bound.
    case queryStringTooLong(bytesMax: Int)

    /// The Idempotency-Key field is empty, too long, or not of visible characters.
    case malformedIdempotencyKey(bytesMax: Int)

    /// A POST request came without a body.
    case bodyMissing

    /// The body is JSON, but an array: a batch of requests.
    case batch

    /// The body is JSON, but neither an object nor an array.
    case bodyNotAnObject(found: JSONKind)

    /// The text of a source is not JSON, or beyond a bound; line and column are 1-based.
    case malformedJSON(source: JSONSource, JSONError, line: Int, column: Int)

    /// The required member is not there, or is null.
    case queryMissing

    /// The required member is an empty string.
    case queryEmpty

    /// A member of the request has a value of another kind than it takes.
    case memberKind(member: RequestMember, found: JSONKind)

    /// A parameter of the query string occurs more than once.
    case parameterRepeated(RequestMember)

    /// A per cent sign in a parameter is not followed by two hexadecimal digits.
    case malformedPercentEncoding(RequestMember)

    /// The decoded bytes of a parameter are not UTF-8.
    case parameterNotUTF8(RequestMember)
}

/// The members of a GraphQL-over-HTTP request, by the names that they have there.
package enum RequestMember: String, Hashable, Sendable, CaseIterable {
    case query
    case operationName
    case variables
    case extensions
}

/// Where a client sends JSON text.
package enum JSONSource: Hashable, Sendable {
    case body
    case parameter(RequestMember)
}

/// The kinds of JSON values, by the words that messages use.
package enum JSONKind: String, Hashable, Sendable {
    case null = "null"
    case boolean = "a boolean"
    case number = "a number"
    case string = "a string"
    case array = "an array"
    case object = "an object"
}
