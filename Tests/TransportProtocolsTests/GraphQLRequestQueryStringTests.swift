import JSONBytes
import Testing
import TransportProtocols

@Suite("GraphQL request in a query string")
struct GraphQLRequestQueryStringTests {
    private func request(
        _ queryString: String,
        limits: TransportLimits = TransportLimits()
    ) throws(TransportError) -> GraphQLRequest {
        let bytes = Array(queryString.utf8)
        return try GraphQLRequest(queryString: bytes.span, limits: limits)
    }

    @Test func `parameters are percent-decoded and plus is a space`() throws {
        let request = try request(
            "query=query+A%7B%D8%A7%7D&operationName=A&variables=%7B%22n%22:%5b1%5D%7D"
                + "&extensions={%22t%22:null}&other=%zz&flag")
        #expect(String(decoding: request.query, as: UTF8.self) == "query A{ا}")
        #expect(request.operationName == "A")
        #expect(request.variables["n"] == .array([.number("1")]))
        #expect(request.extensions["t"] == .null)
        #expect(!request.allowsMutation)
    }

    @Test func `empty and null parameters count as not there`() throws {
        let request = try request("query={a}&operationName=&variables=&extensions=null")
        #expect(request.operationName == nil)
        #expect(request.variables.isEmpty)
        #expect(request.extensions.isEmpty)
    }

    @Test(arguments: [
        ("", "The request has no \"query\": send the GraphQL document as a string."),
        ("a=b&&=", "The request has no \"query\": send the GraphQL document as a string."),
        ("query=", "The \"query\" is empty: send the GraphQL document as a string."),
        ("query", "The \"query\" is empty: send the GraphQL document as a string."),
        ("query=a&query=b", "The parameter \"query\" occurs more than once."),
        (
            "query=%",
            "The parameter \"query\" has a \"%\" that two hexadecimal digits do not follow."
        ),
        (
            "query=a%2",
            "The parameter \"query\" has a \"%\" that two hexadecimal digits do not follow."
        ),
        (
            "query=%4g",
            "The parameter \"query\" has a \"%\" that two hexadecimal digits do not follow."
        ),
        ("query=%D8", "The parameter \"query\" is not text in UTF-8."),
        (
            "query=a&variables=[]",
            "The \"variables\" must be an object or null, found an array."
        ),
        (
            "query=a&extensions=%22x%22",
            "The \"extensions\" must be an object or null, found a string."
        ),
    ])
    func `a query string that is no request is refused with what to send`(
        queryString: String,
        message: String
    ) {
        #expect {
            try request(queryString)
        } throws: { error in
            (error as? TransportError)?.entry.message == message
        }
    }

    @Test func `malformed JSON of a parameter is refused with its line and column`() throws {
        let error = #expect(throws: TransportError.self) {
            try request("query=a&variables=[%0A,]")
        }
        #expect(
            error?.entry.message
                == "The parameter \"variables\" cannot be read as JSON at line 2, column 1: "
                + "Expected a value, found ','.")
    }

    @Test func `a query string has at most the bytes of the bound`() throws {
        let limits = TransportLimits(queryStringBytesMax: 10)
        #expect(try request("query={ab}", limits: limits).query.count == 4)
        let error = #expect(throws: TransportError.queryStringTooLong(bytesMax: 10)) {
            try request("query={abc}", limits: limits)
        }
        #expect(error?.kind == .queryStringTooLong)
        #expect(
            error?.entry.message
                == "The query string is longer than 10 bytes: send the request by POST.")
    }
}
