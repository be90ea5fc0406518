import ArgumentParser
import Foundation
import Testing

@testable import mouwakaba

/// What `mouwakaba validate` reports, for people and for programs.
@Suite("validate")
struct ValidateTests {
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("mouwakaba-validate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    /// Writes a file and gives its path.
    private func file(_ name: String, _ text: String) throws -> String {
        let url = directory.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    private func reports(_ arguments: [String]) throws -> [FileReport] {
        defer { try? FileManager.default.removeItem(at: directory) }
        return try Validate.parse(arguments).reports(try Settings())
    }

    @Test func `each document has its errors, each with its places`() throws {
        let schema = try file("portal.graphql", "type Query { school(id: ID!): Int }")
        let valid = try file("valid.graphql", "{ school(id: 1) }")
        let invalid = try file("invalid.graphql", "query ($a: Int, $a: Int) {\n  schol\n}")
        let broken = try file("broken.graphql", "{ school(")
        let reports = try reports(["--schema", schema, valid, invalid, broken])
        #expect(
            reports.map(\.json) == [
                #"{"file":"\#(valid)","errors":[]}"#,
                #"{"file":"\#(invalid)","errors":["#
                    + #"{"message":"Cannot query field \"schol\" on type \"Query\". "#
                    + #"Did you mean \"school\"?","locations":[{"line":2,"column":3}]},"#
                    + #"{"message":"There can be only one variable named \"$a\".","#
                    + #""locations":[{"line":1,"column":9},{"line":1,"column":18}]},"#
                    + #"{"message":"Variable \"$a\" is never used.","#
                    + #""locations":[{"line":1,"column":8}]},"#
                    + #"{"message":"Variable \"$a\" is never used.","#
                    + #""locations":[{"line":1,"column":17}]}]}"#,
                #"{"file":"\#(broken)","errors":["#
                    + #"{"message":"Syntax Error: Expected Name, found <EOF>.","#
                    + #""locations":[{"line":1,"column":10}]}]}"#,
            ])
        #expect(reports[0].text == "\(valid): valid\n")
        #expect(
            reports[2].text == "\(broken):1:10: Syntax Error: Expected Name, found <EOF>.\n")
    }

    @Test func `without documents the SDL is what is checked`() throws {
        let schema = try file("portal.graphql", "type Query { school: Int }")
        #expect(
            try reports(["--schema", schema]).map(\.json)
                == [#"{"file":"\#(schema)","errors":[]}"#])
    }

    @Test func `an error of SDL is reported in its own file`() throws {
        let first = try file("a.graphql", "type Query { school: School }\n")
        let second = try file("b.graphql", "type School {\n  head: Headmaster\n}")
        let document = try file("document.graphql", "{ school { head } }")
        let reports = try reports(["--schema", first, "--schema", second, document])
        #expect(
            reports.map(\.json) == [
                #"{"file":"\#(first)","errors":[]}"#,
                #"{"file":"\#(second)","errors":[{"message":"Unknown type \"Headmaster\".","#
                    + #""locations":[{"line":2,"column":9}]}]}"#,
            ])
    }

    @Test func `a directory stands for its SDL files`() throws {
        _ = try file("b.graphql", "type School { id: ID }")
        _ = try file("a.graphql", "type Query { school: School }")
        _ = try file("notes.txt", "no SDL")
        let reports = try reports(["--schema", directory.path])
        #expect(
            reports.map(\.file).map { ($0 as NSString).lastPathComponent } == [
                "a.graphql", "b.graphql",
            ])
    }

    @Test func `every operation of the project is valid against the project's schema`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let operations = root.appendingPathComponent("schema/operations").path
        let files = try FileManager.default.contentsOfDirectory(atPath: operations)
            .filter { $0.hasSuffix(".graphql") }.map { "\(operations)/\($0)" }
        #expect(files.count >= 9)
        for report in try reports(["--project", root.path] + files) {
            #expect(report.errors.isEmpty, "\(report.text)")
        }
    }

    @Test func `a file that cannot be read is named`() throws {
        let error = #expect(throws: SettingsError.self) {
            try reports(["--schema", "/nowhere/portal.graphql"])
        }
        #expect(error?.description == "/nowhere/portal.graphql cannot be read.")
    }
}

@Suite("The address of a mock")
struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:4000", "127.0.0.1", 4000), ("localhost:0", "localhost", 0),
        ("[::1]:65535", "::1", 65535),
    ])
    func `an address is a host and a port`(text: String, host: String, port: Int) {
        #expect(ListenAddress(argument: text) == ListenAddress(host: host, port: port))
    }

    @Test(arguments: ["", "4000", ":4000", "localhost", "localhost:", "localhost:65536", "a:-1"])
    func `anything else is none`(text: String) {
        #expect(ListenAddress(argument: text) == nil)
    }
}
