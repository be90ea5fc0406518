import JSONBytes
import TestSupport
import Testing
import TransportProtocols

/// Result coercion of scalars with a format, from the values of real columns.
@Suite("Scalar values")
struct ScalarValuesTests {
    private func respond(
        _ document: String, name: String
    ) async throws -> String {
        let fixture = try await ScalarFixture.shared()
        return await fixture.respond(document, variables: ["name": .string(name)])
    }

    @Test(arguments: ScalarCase.all)
    func `a value is written in its one spelling, or is an error at its place`(
        sample: ScalarCase
    ) async throws {
        let document = "query ($name: String!) { sample(name: $name) { value: \(sample.field) } }"
        let response = try await respond(document, name: sample.name)
        switch sample.expectation {
        case .json(let json):
            #expect(response == #"{"data":{"sample":{"value":\#(json)}}}"#)
        case .problem(let problem):
            #expect(
                response == #"{"data":{"sample":{"value":null}},"errors":[{"#
                    + #""message":"Sample.\#(sample.field): \#(problem)","#
                    + #""locations":[{"line":1,"column":48}],"path":["sample","value"],"#
                    + #""extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#)
        }
    }

    @Test func `a wrong text where null is not allowed makes the object null`() async throws {
        let response = try await respond(
            "query ($name: String!) { sample(name: $name) { contact } }", name: "wrong contact")
        #expect(
            response == #"{"data":{"sample":null},"errors":[{"#
                + #""message":"Sample.contact: The value is not of the scalar's format.","#
                + #""locations":[{"line":1,"column":48}],"path":["sample","contact"],"#
                + #""extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#)
    }

    @Test func `the null of JSON is null, also where null is not allowed`() async throws {
        let response = try await respond(
            "query ($name: String!) { sample(name: $name) { details } }", name: "null details")
        #expect(
            response == #"{"data":{"sample":null},"errors":[{"#
                + #""message":"Cannot return null for non-nullable field Sample.details.","#
                + #""locations":[{"line":1,"column":48}],"path":["sample","details"],"#
                + #""extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#)
    }

    @Test func `the place of a wrong text names its row`() async throws {
        let response = try await ScalarFixture.shared().respond(
            "{ samples(first: 2, orderBy: [{ url: ASC }]) { nodes { link: url } } }")
        #expect(
            response == #"{"data":{"samples":{"nodes":[{"link":"https://example.org/a?b=%20#c"},"#
                + #"{"link":null}]}},"errors":[{"#
                + #""message":"Sample.url: The value is not of the scalar's format.","#
                + #""locations":[{"line":1,"column":56}],"path":["samples","nodes",1,"link"],"#
                + #""extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#)
    }
}
