import JSONBytes
import TestSupport
import Testing
import TransportProtocols

/// Scalars with a format as keys of lookups and as what collections are ordered by.
@Suite("Scalar arguments")
struct ScalarArgumentsTests {
    @Test(arguments: [
        (
            #"{ found: sampleByUUID(uuid: "0198F2B4-6C1D-7A3E-8F50-2B9C4D6E8F10") {value:uuid} }"#,
            #""0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10""#
        ),
        (
            #"{ found: sampleByBigInt(bigInt: "9223372036854775807") { value: bigInt } }"#,
            #""9223372036854775807""#
        ),
        (
            "{ found: sampleByBigInt(bigInt: -9223372036854775808) { value: bigInt } }",
            #""-9223372036854775808""#
        ),
        (
            #"{ found: sampleBySchoolYear(year: "2026-2027") { value: schoolYear } }"#,
            #""2026-2027""#
        ),
    ])
    func `a row is found by a key of a scalar with a format`(
        document: String, json: String
    ) async throws {
        let response = try await ScalarFixture.shared().respond(document)
        #expect(response == #"{"data":{"found":{"value":\#(json)}}}"#)
    }

    @Test(arguments: [
        "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10", "0198F2B4-6C1D-7A3E-8F50-2B9C4D6E8F10",
    ])
    func `a key may be a variable, in any spelling of its value`(key: String) async throws {
        let response = try await ScalarFixture.shared().respond(
            "query ($key: UUID!) { sampleByUUID(uuid: $key) { uuid } }",
            variables: ["key": .string(key)])
        #expect(
            response
                == #"{"data":{"sampleByUUID":{"uuid":"0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10"}}}"#)
    }

    @Test func `a key that no row has finds nothing`() async throws {
        let response = try await ScalarFixture.shared().respond(
            #"{ sampleByUUID(uuid: "00000000-0000-4000-8000-000000000000") { uuid } }"#)
        #expect(response == #"{"data":{"sampleByUUID":null}}"#)
    }

    @Test func `a key that is not of its format is refused before anything is asked`() async throws
    {
        let response = try await ScalarFixture.shared().respond(
            #"{ sampleByBigInt(bigInt: "9223372036854775808") { name } }"#)
        #expect(
            response == #"{"errors":[{"message":"BigInt cannot represent value: "#
                + #"\"9223372036854775808\"; expected an integer of 64 bits such as "#
                + #"\"9007199254740993\".","locations":[{"line":1,"column":26}],"#
                + #""extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}"#)
    }

    @Test(
        arguments: [
            "uuid", "date", "dateTime", "localTime", "decimal", "rounded", "bigInt",
            "emailAddress", "contact", "schoolYear",
        ], ["ASC", "DESC"])
    func `pages in the order of any such column hold every row once`(
        field: String, direction: String
    ) async throws {
        let whole = try await names("first: 100", field, direction).names
        #expect(whole.count == ScalarCase.all.count + 2)
        var names: [String] = []
        var end: String?
        repeat {
            let page = try await self.names(
                "first: 7" + (end.map { ", after: \"\($0)\"" } ?? ""), field, direction)
            names += page.names
            end = page.end
        } while end != nil && names.count < whole.count
        #expect(names == whole)
    }

    private func names(
        _ page: String, _ field: String, _ direction: String
    ) async throws -> (names: [String], end: String?) {
        let response = try await ScalarFixture.shared().respond(
            """
            { samples(\(page), orderBy: [{ \(field): \(direction) }]) { \
            nodes { name } pageInfo { endCursor } } }
            """)
        let json = try parseJSON(response.utf8Span.span, limits: JSONLimits())
        let samples = try #require(json["data"]?["samples"], "\(response)")
        let names = samples["nodes"]?.items.compactMap { $0["name"]?.text } ?? []
        return (names, samples["pageInfo"]?["endCursor"]?.text)
    }

    @Test(arguments: ["json", "binaryJson"])
    func `nothing is ordered by JSON`(field: String) async throws {
        let response = try await ScalarFixture.shared().respond(
            "{ samples(orderBy: [{ \(field): ASC }]) { totalCount } }")
        #expect(
            response.hasPrefix(
                #"{"errors":[{"message":"Field \"\#(field)\" is not defined by type "#
                    + #"\"SampleOrder\"."#))
    }

    @Test func `clients see the scalars and nothing of their formats`() async throws {
        let response = try await ScalarFixture.shared().respond(
            #"""
            { scalar: __type(name: "UUID") { kind name }
              format: __type(name: "ScalarFormat") { name }
              __schema { directives { name } types { name } } }
            """#)
        #expect(
            response.hasPrefix(#"{"data":{"scalar":{"kind":"SCALAR","name":"UUID"},"format":null,"#)
        )
        #expect(!response.contains(#""format"}"#) && !response.contains("ScalarFormat"))
        #expect(response.contains(#""specifiedBy"}"#))
    }
}
