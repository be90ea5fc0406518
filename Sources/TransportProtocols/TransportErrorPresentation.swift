import JSONBytes

extension TransportError {
    /// The kind of the refusal, which gives the status of the reply.
    package var kind: RequestErrorKind {
        switch self {
        case .contentTypeMissing, .unsupportedMediaType: .unsupportedMediaType
        case .notAcceptable: .notAcceptable
        case .bodyTooLarge: .payloadTooLarge
        case .queryStringTooLong: .queryStringTooLong
        default: .badRequest
        }
    }

    /// The error as a client reads it: what is wrong and what to send instead.
    package var entry: ErrorEntry {
        ErrorEntry(message: message, code: kind.code)
    }

    /// The response that refuses the request.
    package var response: GraphQLResponse {
        GraphQLResponse(body: errorBody([entry]), outcome: .requestError(kind))
    }

    private var message: String {
        switch self {
        case .contentTypeMissing:
            "The request has no Content-Type: send \"application/json\"."
        case .unsupportedMediaType(let contentType):
            "The media type \"\(quoted(contentType))\" is not supported: "
                + "send \"application/json\" in UTF-8."
        case .notAcceptable(let accept):
            "No response can be sent as \"\(quoted(accept))\": accept "
                + "\"application/graphql-response+json\" or \"application/json\"."
        case .bodyTooLarge(let bytesMax):
            "The request body is larger than \(bytesMax) bytes."
        case .queryStringTooLong(let bytesMax):
            "The query string is longer than \(bytesMax) bytes: send the request by POST."
        case .malformedIdempotencyKey(let bytesMax):
            "The Idempotency-Key must have 1 to \(bytesMax) visible characters of ASCII, "
                + "without quotes and backslashes within."
        case .bodyMissing:
            "The request has no body: send a JSON object with a \"query\" member."
        case .batch:
            "Batching is not supported: send one request as a JSON object."
        case .bodyNotAnObject(let found):
            "The request body must be a JSON object, found \(found.rawValue)."
        case .malformedJSON(let source, let error, let line, let column):
            "\(subject(source)) cannot be read as JSON at line \(line), column \(column): "
                + "\(reason(error))."
        case .queryMissing:
            "The request has no \"query\": send the GraphQL document as a string."
        case .queryEmpty:
            "The \"query\" is empty: send the GraphQL document as a string."
        case .memberKind(let member, let found):
            "The \"\(member.rawValue)\" must be \(member.expectation), found \(found.rawValue)."
        case .parameterRepeated(let member):
            "The parameter \"\(member.rawValue)\" occurs more than once."
        case .malformedPercentEncoding(let member):
            "The parameter \"\(member.rawValue)\" has a \"%\" "
                + "that two hexadecimal digits do not follow."
        case .parameterNotUTF8(let member):
            "The parameter \"\(member.rawValue)\" is not text in UTF-8."
        }
    }
}

private func subject(_ source: JSONSource) -> String {
    switch source {
    case .body: "The request body"
    case .parameter(let member): "The parameter \"\(member.rawValue)\""
    }
}

/// What is wrong with a JSON text, without the byte offset that line and column stand for.
private func reason(_ error: JSONError) -> String {
    let place = " at byte \(error.offset)."
    let message = error.message
    return message.hasSuffix(place) ? String(message.dropLast(place.count)) : message
}

/// Client text cut to a length that a message can repeat.
private func quoted(_ text: String) -> String {
    let start = text.prefix(TransportLimits.quotedCharactersMax)
    return start.endIndex == text.endIndex ? text : start + "…"
}

extension RequestMember {
    /// What the member takes, in words.
    fileprivate var expectation: String {
        switch self {
        case .query: "a string"
        case .operationName: "a string or null"
        case .variables, .extensions: "an object or null"
        }
    }
}

extension RequestErrorKind {
    /// The code that goes with a refusal for reasons of the transport.
    package var code: ErrorCode {
        switch self {
        case .badRequest, .invalidOperation: .badRequest
        case .keyReused: .idempotencyKeyReused
        case .unauthenticated: .unauthenticated
        case .forbidden: .forbidden
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .payloadTooLarge: .payloadTooLarge
        case .queryStringTooLong: .queryStringTooLong
        case .unsupportedMediaType: .unsupportedMediaType
        case .notFound: .notFound
        }
    }
}
