import HTTPTypes
import JSONBytes
import Testing
import TransportProtocols

@Suite("GraphQL response")
struct GraphQLResponseTests {
    struct Case: CustomTestStringConvertible {
        let outcome: GraphQLResponse.Outcome
        let graphQLResponse: Int
        let json: Int

        init(_ outcome: GraphQLResponse.Outcome, _ graphQLResponse: Int, json: Int) {
            self.outcome = outcome
            self.graphQLResponse = graphQLResponse
            self.json = json
        }

        var testDescription: String { "\(outcome)" }

        static let all = [
            Case(.executed, 200, json: 200),
            Case(.executedWithErrors, 200, json: 200),
            Case(.requestError(.badRequest), 400, json: 400),
            Case(.requestError(.invalidOperation), 400, json: 200),
            Case(.requestError(.unauthenticated), 401, json: 401),
            Case(.requestError(.forbidden), 403, json: 200),
            Case(.requestError(.notFound), 404, json: 404),
            Case(.requestError(.methodNotAllowed), 405, json: 405),
            Case(.requestError(.notAcceptable), 406, json: 406),
            Case(.requestError(.payloadTooLarge), 413, json: 413),
            Case(.requestError(.queryStringTooLong), 414, json: 414),
            Case(.requestError(.unsupportedMediaType), 415, json: 415),
            Case(.unavailable(retryAfterSeconds: 1), 503, json: 503),
            Case(.internalError, 500, json: 500),
        ]
    }

    @Test(arguments: Case.all)
    func `the status follows from the outcome and the media type`(_ test: Case) {
        #expect(
            status(for: test.outcome, mediaType: .graphQLResponse).code == test.graphQLResponse)
        #expect(status(for: test.outcome, mediaType: .json).code == test.json)
    }

    @Test func `an error body has the members of an error in the specification's order`() {
        let extensions: JSONObject = ["limit": .number("12"), "code": .string("FORGED")]
        let entry = ErrorEntry(
            message: "لا توجد \"مدرسة\".",
            locations: [ErrorEntry.Location(line: 1, column: 3)],
            path: [.responseName("مدارس"), .index(0), .responseName("اسم")],
            code: .limitExceeded,
            extensions: extensions)
        #expect(
            String(decoding: errorBody([entry]), as: UTF8.self)
                == """
                {"errors":[{"message":"لا توجد \\"مدرسة\\".",\
                "locations":[{"line":1,"column":3}],"path":["مدارس",0,"اسم"],\
                "extensions":{"code":"LIMIT_EXCEEDED","limit":12}}]}
                """)
    }

    @Test func `an error without a place has neither locations nor a path`() {
        let entries = [
            ErrorEntry(message: "a", code: .badRequest), ErrorEntry(message: "b", code: .timeout),
        ]
        #expect(
            String(decoding: errorBody(entries), as: UTF8.self)
                == """
                {"errors":[{"message":"a","extensions":{"code":"BAD_REQUEST"}},\
                {"message":"b","extensions":{"code":"TIMEOUT"}}]}
                """)
    }

    @Test(arguments: [
        (TransportError.contentTypeMissing, "UNSUPPORTED_MEDIA_TYPE"),
        (.unsupportedMediaType("text/plain"), "UNSUPPORTED_MEDIA_TYPE"),
        (.notAcceptable("text/html"), "NOT_ACCEPTABLE"),
        (.bodyTooLarge(bytesMax: 1), "PAYLOAD_TOO_LARGE"),
        (.queryStringTooLong(bytesMax: 1), "QUERY_STRING_TOO_LONG"),
        (.batch, "BAD_REQUEST"),
        (.queryMissing, "BAD_REQUEST"),
    ])
    func `a refusal has a stable code`(error: TransportError, code: String) {
        #expect(error.entry.code.text == code)
        #expect(error.response.outcome == .requestError(error.kind))
    }

    @Test func `messages on media types say what to send`() {
        #expect(
            TransportError.contentTypeMissing.entry.message
                == "The request has no Content-Type: send \"application/json\".")
        #expect(
            TransportError.unsupportedMediaType("text/plain").entry.message
                == "The media type \"text/plain\" is not supported: "
                + "send \"application/json\" in UTF-8.")
        #expect(
            TransportError.notAcceptable("text/html").entry.message
                == "No response can be sent as \"text/html\": accept "
                + "\"application/graphql-response+json\" or \"application/json\".")
    }

    @Test func `messages repeat at most the bound of client text`() {
        let quotedMax = TransportLimits.quotedCharactersMax
        func message(_ length: Int) -> String {
            TransportError.unsupportedMediaType(String(repeating: "م", count: length)).entry.message
        }
        let text = String(repeating: "م", count: quotedMax)
        #expect(message(quotedMax).contains("\"\(text)\""))
        #expect(message(quotedMax + 1).contains("\"\(text)…\""))
    }
}
