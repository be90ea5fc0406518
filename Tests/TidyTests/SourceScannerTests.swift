import Testing

/// Tests of what the tidy tests stand on.
@Suite("SourceScanner")
struct SourceScannerTests {
    private func code(_ text: String) -> String {
        String(decoding: SourceScanner(text).code, as: UTF8.self)
    }

    @Test func `comments and strings become blanks and lines stay`() {
        #expect(code("a // {\nb") == "a     \nb")
        #expect(code("a /* { /* } */\n } */ b") == "a             \n      b")
        #expect(code("a \"{\" b") == "a     b")
        #expect(code("a `is { here` b") == "a             b")
        #expect(code("a \"\"\"\n {\n \"\"\" b") == "a    \n  \n     b")
    }

    @Test func `escapes and raw strings end where they should`() {
        #expect(code(#"a "\"{" b"#) == "a       b")
        #expect(code(##"a #"" { "# b"##) == "a          b")
        #expect(code(#"a "\\" { b"#) == "a      { b")
        #expect(code(##"a #"\(x)"# b"##) == "a          b")
    }

    @Test func `the code of an interpolation stays`() {
        #expect(code(#"a "مدرسة \(f("}", (x))) }" b"#).contains("f(   , (x))"))
        #expect(code(##"a #"\#(name)"# b"##).contains("name"))
        let literal = SourceScanner(#"let s = "select \(name) from""#).strings.last
        #expect(
            literal
                == SourceScanner.StringLiteral(
                    line: 1, text: "select  from", hasInterpolation: true))
    }

    @Test func `comments keep their text and line`() {
        let scanner = SourceScanner("let a = 1\n// ملاحظة\n/* one\n two */")
        #expect(
            scanner.comments == [
                .init(line: 2, text: "// ملاحظة"), .init(line: 3, text: "/* one\n two */"),
            ])
    }

    @Test func `unfinished sources do not trap`() {
        let text = #"func f() { "a \(b("c" /* d */)) \"" // e"# + "\n\"\"\" #\"x"
        for end in text.indices { _ = SourceFile(path: "x", text: String(text[..<end])) }
    }
}

@Suite("SourceFile")
struct SourceFileTests {
    private func file(_ text: String, path: String = "Sources/Engine/Engine.swift") -> SourceFile {
        SourceFile(path: path, text: text)
    }

    @Test func `imports are found whatever stands before them`() {
        let text = """
            import A
            package import B
            @testable import C
            import struct D.E
            // import F
            """
        #expect(file(text).imports.map(\.module) == ["A", "B", "C", "D"])
    }

    @Test func `an import that the architecture does not allow is found`() {
        let text = "import SQLSyntax\n\nimport Foundation\nimport CLibPQ\n"
        let findings = file(text, path: "Sources/Engine/X.swift")
            .forbiddenImports(Architecture.modules)
        #expect(findings.map(\.line) == [3, 4])
        #expect(
            findings.first?.description == """
                Sources/Engine/X.swift:3: Engine (layer 4) may not import Foundation. Move the \
                code to a module that may, or argue for the edge in Architecture.modules.
                """)
        #expect(
            file("", path: "Sources/Nowhere/X.swift").forbiddenImports(Architecture.modules)
                .map(\.line) == [1])
    }

    @Test func `functions are measured from their first line to the closing brace`() {
        let text = """
            protocol P { func none(); init(a: Int) }
            struct S {
                func one(_ body: () -> Void = { }) -> Int where Int: Sendable { 1 }
                init(
                    a: Int
                ) {
                    self.init()
                    if a > 0 { f(.init(a: 1)) }
                }
                deinit { "}" }
            }
            """
        #expect(
            file(text).functions.map { "\($0.name) \($0.lineCount)" }
                == ["one 1", "init 6", "deinit 1"])
    }

    @Test func `functionLinesMax lines fit and one more does not`() {
        func text(lineCount: Int) -> String {
            "func long() {\n" + String(repeating: "a()\n", count: lineCount - 2) + "}\n"
        }
        #expect(file(text(lineCount: Rules.functionLinesMax)).longFunctions == [])
        #expect(file(text(lineCount: Rules.functionLinesMax + 1)).longFunctions.count == 1)
    }

    @Test func `fileLinesMax lines of lineColumnsMax columns fit and one more does not`() {
        let line = String(repeating: "م", count: Rules.lineColumnsMax)
        let fitting = Array(repeating: line, count: Rules.fileLinesMax)
        #expect(file(fitting.joined(separator: "\n") + "\n").fileTooLong == [])
        #expect(file(fitting.joined(separator: "\n") + "\n").longLines == [])
        #expect(file(fitting.joined(separator: "\n") + "\nx").fileTooLong.count == 1)
        #expect(file("a\n" + line + "x").longLines.map(\.line) == [2])
    }

    @Test func `a name is split into its words`() {
        #expect(
            SourceFile.camelCaseWords(of: "HTTPServerOptions") == ["HTTP", "Server", "Options"])
        #expect(SourceFile.camelCaseWords(of: "Ledger+status") == ["Ledger", "status"])
        #expect(SourceFile.camelCaseWords(of: "Newton") == ["Newton"])
    }

    @Test func `a banned word is found in types and file names`() {
        let text = "struct RowHelper {}\nenum Renewed { case new }\nclass NewRow {}"
        #expect(file(text).bannedNames.map(\.line) == [1, 3])
        #expect(file("", path: "Sources/Engine/ErrorUtils.swift").bannedNames.count == 1)
    }

    @Test func `an unfinished mark needs an issue`() {
        let mark = Rules.unfinishedMarks[0]
        let text = "// \(mark): later\n// \(mark)(#12): later\nlet a = \"\(mark)\"\n"
        #expect(file(text).unfinishedMarks.map(\.line) == [1])
        let template = SourceFile.unfinishedMarks(
            in: "mktemp name.XXXXXX", path: "x.sh", firstLine: 1)
        #expect(template == [])
    }

    @Test func `unsafe is found outside of the modules that may have it`() {
        let text = "let a = unsafe b\n// unsafe\n"
        #expect(file(text).unsafeExpressions.map(\.line) == [1])
        #expect(file(text, path: "Sources/PostgresClient/X.swift").unsafeExpressions == [])
    }

    @Test func `unchecked Sendable needs its reason right above`() {
        let bare = "/// A.\nfinal class A: @unchecked Sendable {}\n"
        #expect(file(bare).unexplainedUncheckedSendables.map(\.line) == [2])
        let explained = "// Safety: one thread.\n@safe\nfinal class A: @unchecked Sendable {}\n"
        #expect(file(explained).unexplainedUncheckedSendables == [])
        #expect(file(explained).uncheckedSendables == [3])
    }

    @Test func `a type of the API without documentation is found`() {
        let text = """
            /// One.
            @safe package struct One {
                package enum Two {}
                enum Inner {}
                /// Three.
                package static func three() -> some Any { 1 }
                package typealias Four = Int
            }
            """
        #expect(file(text).undocumentedTypes.map(\.name) == ["Two", "Four"])
    }

    @Test func `bounds are the fields of limits and the static ones`() {
        let text = """
            package struct RowLimits {
                package var rowsMax: Int
                init(rowsMax: Int) { let otherMax = 1 }
            }
            enum E {
                static let depthMax = 1
                private static let triesMax = 1
                func f() { let localMax = 1 }
            }
            """
        #expect(file(text).bounds.map(\.name) == ["rowsMax", "otherMax", "depthMax"])
    }

    @Test func `a statement with an interpolation is found and prose is not`() {
        let text = #"""
            f("select \(a) from t")
            f("SELECT f(\(a))")
            f("Select \(a) first.")
            f("select only \(a)")
            f("select a from t")
            f("""
                insert into \(t)
                """)
            """#
        #expect(file(text).interpolatedStatements.map(\.line) == [1, 2, 6])
        #expect(file(text, path: "Sources/SQLSyntax/X.swift").interpolatedStatements == [])
    }

    @Test func `the manifest's modules and their dependencies are read`() {
        let text = """
            let targets = [
                // module("Old", ["A"]),
                module("A"),
                module(
                    "B", ["A", .product(name: "X", package: "x")]),
                .executableTarget(
                    name: "c", dependencies: ["A", "B"]),
                tests("BTests", ["B"]),
            ]
            """
        #expect(Manifest(text).moduleDependencies == ["A": [], "B": ["A"], "c": ["A", "B"]])
    }
}
