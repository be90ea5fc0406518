import Testing
import TransportProtocols

@Suite("Media type negotiation")
struct MediaTypeNegotiationTests {
    struct Case: CustomTestStringConvertible {
        let accept: String?
        let expected: ResponseMediaType?

        init(_ accept: String?, _ expected: ResponseMediaType?) {
            self.accept = accept
            self.expected = expected
        }

        var testDescription: String { accept ?? "no Accept" }

        static let all = [
            Case(nil, .json),
            Case("", .json),
            Case("*/*", .json),
            Case("application/*", .json),
            Case("application/json", .json),
            Case("Application/JSON; charset=UTF-8", .json),
            Case("application/json;charset=\"utf-8\"", .json),
            Case("application/graphql-response+json", .graphQLResponse),
            Case("application/graphql-response+json; charset=utf-8", .graphQLResponse),
            Case("application/graphql-response+json, application/json", .graphQLResponse),
            Case("application/json, application/graphql-response+json", .graphQLResponse),
            Case("application/graphql-response+json;q=0.9, application/json", .json),
            Case("application/graphql-response+json, application/json;q=0.9", .graphQLResponse),
            Case("application/json;q=0.999, */*;q=1.000", .graphQLResponse),
            Case("application/json, */*", .json),
            Case("application/graphql-response+json, */*", .graphQLResponse),
            Case("application/json;q=0, */*", .graphQLResponse),
            Case("text/html, application/xhtml+xml, */*;q=0.8", .json),
            Case("text/html; title=\"a,b;c\\\"d\", application/json", .json),
            Case(", ,application/json;;q=1", .json),
            Case("application/json;q=0.5, application/json;q=0.7", .json),
            Case("text/html", nil),
            Case("application/json;q=0", nil),
            Case("*/*;q=0.000", nil),
            Case("application/json; charset=utf-16", nil),
            Case("application/json;q=1.001", nil),
            Case("application/json;q=0.1234", nil),
            Case("application/json;q=high", nil),
            Case("application/json;q", nil),
            Case("application json", nil),
            Case("*/json", nil),
        ]
    }

    @Test(arguments: Case.all)
    func `the response is of the acceptable type that the client wants most`(_ test: Case) {
        let chosen = try? ResponseMediaType.negotiate(
            accept: test.accept, limits: TransportLimits())
        #expect(chosen == test.expected)
    }

    @Test func `ranges after the bound are not read`() throws {
        let limits = TransportLimits(acceptRangesMax: 3)
        let within = "text/html, text/plain, application/json"
        #expect(try ResponseMediaType.negotiate(accept: within, limits: limits) == .json)
        let beyond = "text/html, text/plain, image/png, application/json"
        #expect(throws: TransportError.notAcceptable(beyond)) {
            try ResponseMediaType.negotiate(accept: beyond, limits: limits)
        }
    }

    @Test func `a content type names its charset`() {
        #expect(
            ResponseMediaType.allCases.map(\.contentType) == [
                "application/graphql-response+json; charset=utf-8",
                "application/json; charset=utf-8",
            ])
    }

    @Test(arguments: [
        "application/json", "application/json; charset=utf-8", "APPLICATION/JSON;charset=UTF-8",
        "application/json;profile=x", " application/json ; charset=\"utf-8\" ",
    ])
    func `JSON in UTF-8 is read`(contentType: String) throws {
        try requireJSON(contentType: contentType)
    }

    @Test(arguments: [
        "application/graphql", "text/plain", "application/json; charset=latin1", "json",
        "application/json, application/json", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "*/*",
    ])
    func `another content type is refused`(contentType: String) {
        #expect(throws: TransportError.unsupportedMediaType(contentType)) {
            try requireJSON(contentType: contentType)
        }
    }

    @Test func `a missing content type is refused`() {
        #expect(throws: TransportError.contentTypeMissing) { try requireJSON(contentType: nil) }
    }
}
