import JSONBytes
import Testing
import TransportProtocols

@Suite("GraphQL request in a body")
struct GraphQLRequestBodyTests {
    private func request(
        _ body: String,
        limits: TransportLimits = TransportLimits()
    ) throws(TransportError) -> GraphQLRequest {
        let bytes = Array(body.utf8)
        return try GraphQLRequest(body: bytes.span, limits: limits)
    }

    @Test func `a body gives all members of a request`() throws {
        let request = try request(
            """
            {"query":"{ مدرسة(رمز: \\"01\\") }","operationName":"ا",\
            "variables":{"n":1.50,"m":null},"extensions":{"trace":true},"unknown":[]}
            """)
        #expect(String(decoding: request.query, as: UTF8.self) == "{ مدرسة(رمز: \"01\") }")
        #expect(request.operationName == "ا")
        #expect(request.variables["n"] == .number("1.50"))
        #expect(request.variables["m"] == .null)
        #expect(request.variables["k"] == nil)
        #expect(request.extensions["trace"] == .boolean(true))
        #expect(request.allowsMutation)
    }

    @Test(arguments: [
        "{\"query\":\"{a}\"}",
        "{\"query\":\"{a}\",\"operationName\":null,\"variables\":null,\"extensions\":null}",
        "{\"query\":\"{a}\",\"operationName\":\"\",\"variables\":{},\"extensions\":{}}",
    ])
    func `optional members may be missing, null or empty`(body: String) throws {
        let request = try request(body)
        #expect(request.query == Array("{a}".utf8))
        #expect(request.operationName == nil)
        #expect(request.variables.isEmpty)
        #expect(request.extensions.isEmpty)
    }

    @Test(arguments: [
        ("", "The request has no body: send a JSON object with a \"query\" member."),
        ("[]", "Batching is not supported: send one request as a JSON object."),
        ("[{\"query\":\"{a}\"}]", "Batching is not supported: send one request as a JSON object."),
        ("null", "The request body must be a JSON object, found null."),
        ("\"{a}\"", "The request body must be a JSON object, found a string."),
        ("12", "The request body must be a JSON object, found a number."),
        ("true", "The request body must be a JSON object, found a boolean."),
        ("{}", "The request has no \"query\": send the GraphQL document as a string."),
        (
            "{\"query\":null}",
            "The request has no \"query\": send the GraphQL document as a string."
        ),
        (
            "{\"query\":\"\"}",
            "The \"query\" is empty: send the GraphQL document as a string."
        ),
        ("{\"query\":1}", "The \"query\" must be a string, found a number."),
        ("{\"query\":{}}", "The \"query\" must be a string, found an object."),
        (
            "{\"query\":\"{a}\",\"operationName\":7}",
            "The \"operationName\" must be a string or null, found a number."
        ),
        (
            "{\"query\":\"{a}\",\"variables\":[]}",
            "The \"variables\" must be an object or null, found an array."
        ),
        (
            "{\"query\":\"{a}\",\"variables\":\"{}\"}",
            "The \"variables\" must be an object or null, found a string."
        ),
        (
            "{\"query\":\"{a}\",\"extensions\":false}",
            "The \"extensions\" must be an object or null, found a boolean."
        ),
    ])
    func `a body that is no request is refused with what to send`(body: String, message: String) {
        #expect {
            try request(body)
        } throws: { error in
            (error as? TransportError)?.entry.message == message
        }
    }

    @Test(arguments: [
        (
            "{\n  \"query\": \"مدرسة\",\r\n  \"variables\": {,}\n}",
            "at line 3, column 17: Expected a member name in double quotes or '}', found ','."
        ),
        (
            "{\"مدرسة\" 1}",
            "at line 1, column 10: Expected ':' after a member name, found '1'."
        ),
        ("{\r\"query\":", "at line 2, column 9: Expected a value, found the end of the text."),
        (
            "{\"query\":\"a\",\"query\":\"b\"}",
            "at line 1, column 14: An object cannot have two members named \"query\"."
        ),
    ])
    func `malformed JSON is refused with its line and its column in characters`(
        body: String,
        message: String
    ) throws {
        let error = #expect(throws: TransportError.self) { try request(body) }
        #expect(error?.entry.message == "The request body cannot be read as JSON " + message)
    }

    @Test func `the bound of the body is that of its JSON, too`() throws {
        let body = "{\"query\":\"" + String(repeating: "a", count: 1_100_000) + "\"}"
        let limits = TransportLimits(requestBytesMax: 2_000_000)
        #expect(try request(body, limits: limits).query.count == 1_100_000)
    }

    @Test func `a body has at most the bytes of the bound`() throws {
        let body = "{\"query\":\"{a}\"}"
        let bytes = body.utf8.count
        #expect(try request(body, limits: TransportLimits(requestBytesMax: bytes)).query.count == 3)
        #expect(throws: TransportError.bodyTooLarge(bytesMax: bytes - 1)) {
            try request(body, limits: TransportLimits(requestBytesMax: bytes - 1))
        }
        #expect(
            TransportError.bodyTooLarge(bytesMax: 1_048_576).entry.message
                == "The request body is larger than 1048576 bytes.")
    }

    @Test func `no body that is cut at a byte is a request`() {
        for length in 0..<wholeBody.count {
            let cut = Array(wholeBody[..<length])
            #expect(throws: TransportError.self, "length \(length)") {
                try GraphQLRequest(body: cut.span, limits: TransportLimits())
            }
        }
    }

    @Test func `no body with one byte changed traps`() {
        var accepted = 0
        for position in wholeBody.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = wholeBody
                changed[position] = byte
                let request = try? GraphQLRequest(body: changed.span, limits: TransportLimits())
                accepted += request == nil ? 0 : 1
            }
        }
        #expect(accepted >= wholeBody.count)
    }

    private let wholeBody = Array(
        "{\"query\":\"{ مدرسة }\",\"variables\":{\"a\":[1,2e3,\"\\u0645\"]}}".utf8)
}
