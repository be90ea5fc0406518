import GraphQLLanguage
import GraphQLTypeSystem
import GraphQLValidation
import Testing

/// A document of any size, and how many errors it has at each.
struct HostileCase: Sendable, CustomTestStringConvertible {
    let name: String
    let size: Int
    let errors: Int
    let document: @Sendable (Int) -> String
    var testDescription: String { name }

    init(
        _ name: String, _ size: Int, _ errors: Int, _ document: @escaping @Sendable (Int) -> String
    ) {
        self.name = name
        self.size = size
        self.errors = errors
        self.document = document
    }
}

/// Documents that somebody writes to hurt: each is answered in a time that grows with its size.
@Suite("Hostile documents", .serialized, .timeLimit(.minutes(5)))
struct HostileDocumentTests {
    private static let sdl = """
        type Query {
          id: ID
          node: Query
          many(of: [[Int]], in: In, s: String, n: Int, e: E): Query
        }
        input In { a: Int in: In list: [In!] }
        enum E { \((0..<200).map { "SCHOOL_YEAR_\($0)" }.joined(separator: " ")) }
        directive @mark(n: Int) repeatable on FIELD
        """
    private static let unlimited = ParserLimits(
        documentBytesMax: 1 << 27, tokensMax: 20_000_000, nestingMax: 128)

    private static func repeated(_ count: Int, _ part: (Int) -> String) -> String {
        (0..<count).map(part).joined(separator: "\n")
    }

    private func schema(_ sdl: String = sdl) throws -> Schema {
        try Schema.build(from: parse(Source(sdl), limits: Self.unlimited))
    }

    private func errors(
        _ source: Source, _ schema: Schema
    ) throws -> [ValidationError] {
        let document = try parse(source, limits: Self.unlimited)
        guard case .failure(let failure) = validate(document, against: schema)
        else { return [] }
        return failure.errors
    }

    /// Expects parsing and validating to grow with the size, and each size to have the same number
    /// of errors.
    private func expectLinear(_ hostile: HostileCase) throws {
        let schema = try schema()
        try Growth.expectLinear(
            hostile.name, from: hostile.size, { Source(hostile.document($0)) }
        ) { source in
            let found = try errors(source, schema).count
            #expect(found == hostile.errors)
        }
    }

    @Test(
        arguments: [
            HostileCase("aliases", 2000, 0, { "{ \(repeated($0) { "a\($0): id" }) }" }),
            HostileCase("equal fields", 2000, 0, { "{ \(repeated($0) { _ in "node { id }" }) }" }),
            HostileCase(
                "arguments", 2000, 101, { "{ many(\(repeated($0) { "a\($0): 1" })) { id } }" }),
            HostileCase(
                "one argument again", 2000, 1,
                { "{ many(\(repeated($0) { _ in "n: 1" })) { id } }" }),
            HostileCase(
                "conflicting arguments", 1000, 101,
                { "{ \(repeated($0) { "a: many(n: \($0)) { id }" }) }" }
            ),
            HostileCase(
                "equal arguments", 500, 0,
                { "{ \(repeated($0) { _ in "many(in: { a: 1 }) { id }" }) }" }
            ),
            HostileCase("directives", 2000, 0, { "{ id \(repeated($0) { "@mark(n: \($0))" }) }" }),
            HostileCase(
                "one directive again", 2000, 101,
                { "{ id \(repeated($0) { _ in "@skip(if: true)" }) }" }
            ),
            HostileCase(
                "inline fragments", 1000, 0,
                { "{ \(repeated($0) { _ in "... on Query { id }" }) }" }),
            HostileCase("unknown fields", 2000, 101, { "{ \(repeated($0) { "x\($0)" }) }" }),
            HostileCase("anonymous operations", 1000, 101, { repeated($0) { _ in "{ id }" } }),
            HostileCase("a long name", 200_000, 1, { "{ \(String(repeating: "n", count: $0)) }" }),
        ])
    func `selections cost what they take to write`(_ hostile: HostileCase) throws {
        try expectLinear(hostile)
    }

    @Test(
        arguments: [
            HostileCase(
                "a block string", 50_000, 0,
                { "{ many(s: \"\"\"\(repeated($0) { _ in "  a" })\"\"\") { id } }" }
            ),
            HostileCase(
                "a string of escapes", 50_000, 0,
                {
                    "{ many(s: \"\(String(repeating: #"\u{1F4DA}"#, count: $0))\") { id } }"
                }
            ),
            HostileCase(
                "a wide list", 5000, 0, { "{ many(of: [\(repeated($0) { "\($0)" })]) { id } }" }),
            HostileCase(
                "a wide object", 2000, 101,
                { "{ many(in: { \(repeated($0) { _ in "a: 1" }) }) { id } }" }
            ),
            HostileCase(
                "many objects", 2000, 0,
                {
                    "{ many(in: { list: [\(repeated($0) { "{ a: \($0) }" })] }) { id } }"
                }
            ),
            HostileCase(
                "wrong enum values", 1000, 101,
                {
                    "{ \(repeated($0) { "a\($0): many(e: SCHOOL_YEARS_\($0)) { id }" }) }"
                }
            ),
            HostileCase(
                "wrong values in one literal", 2000, 101,
                {
                    "{ many(in: { list: [\(repeated($0) { "{ b: \($0) }" })] }) { id } }"
                }
            ),
        ])
    func `values cost what they take to write`(_ hostile: HostileCase) throws {
        try expectLinear(hostile)
    }

    @Test(
        arguments: [
            HostileCase(
                "a chain of fragments", 500, 0,
                { size in
                    "{ ...F0 } fragment F\(size) on Query { id }"
                        + repeated(size) { "fragment F\($0) on Query { ...F\($0 + 1) }" }
                }
            ),
            HostileCase(
                "a cycle of fragments", 500, 1,
                { size in
                    "{ ...F0 }"
                        + repeated(size) { "fragment F\($0) on Query { ...F\(($0 + 1) % size) }" }
                }
            ),
            HostileCase(
                "overlapping fields by fragments", 200, 0,
                { size in
                    "{ \(repeated(size) { "...F\($0)" }) }"
                        + repeated(size) { "fragment F\($0) on Query { node { id node { id } } }" }
                }
            ),
            HostileCase(
                "conflicting fields by fragments", 200, 101,
                { size in
                    "{ \(repeated(size) { "...F\($0)" }) }"
                        + repeated(size) {
                            "fragment F\($0) on Query { node { a: many(n: \($0)) { id } } }"
                        }
                }
            ),
            HostileCase(
                "operations that share fragments", 100, 0,
                { size in
                    repeated(size) { "query Q\($0) { ...F0 ...F9 }" }
                        + repeated(10) {
                            "fragment F\($0) on Query { \($0 == 9 ? "id" : "...F\($0 + 1)") }"
                        }
                }
            ),
        ])
    func `fragments cost what they take to write`(_ hostile: HostileCase) throws {
        try expectLinear(hostile)
    }

    @Test(
        arguments: [
            HostileCase(
                "variables", 1000, 0,
                { size in
                    "query(\(repeated(size) { "$v\($0): Int" })) { "
                        + repeated(size) { "a\($0): many(n: $v\($0)) { id }" } + " }"
                }
            ),
            HostileCase(
                "one variable again", 1000, 1,
                { size in
                    "query(\(repeated(size) { _ in "$v: Int" })) { many(n: $v) { id } }"
                }
            ),
            HostileCase(
                "undefined variables", 1000, 101,
                { size in
                    "{ \(repeated(size) { "a\($0): many(n: $v\($0)) { id }" }) }"
                }
            ),
            HostileCase(
                "unused variables", 1000, 101,
                { size in
                    "query(\(repeated(size) { "$v\($0): Int" })) { id }"
                }
            ),
        ])
    func `variables cost what they take to write`(_ hostile: HostileCase) throws {
        try expectLinear(hostile)
    }

    @Test(arguments: [
        HostileCase("aliases", 100_000, 0, { "{ \(repeated($0) { "a\($0): id" }) }" }),
        HostileCase("arguments", 100_000, 101, { "{ many(\(repeated($0) { "a\($0): 1" })) }" }),
        HostileCase(
            "variables", 10_000, 0,
            { size in
                "query(\(repeated(size) { "$v\($0): Int" })) { "
                    + repeated(size) { "a\($0): many(n: $v\($0)) { id }" } + " }"
            }),
    ])
    func `very large documents are answered`(_ hostile: HostileCase) throws {
        let found = try errors(Source(hostile.document(hostile.size)), schema())
        #expect(found.count == hostile.errors)
    }

    @Test func `a literal with more than problemsMax problems is read no further`() throws {
        let value = try parseValue(Source("{ list: [{ b: 1 }, { c: 2 }, { d: 3 }] }"))
        let type = try parseType(Source("In"))
        let schema = try schema()
        for (problemsMax, found) in [(0, 0), (2, 2), (3, 3), (4, 3)] {
            let checker = LiteralChecker(schema: schema, problemsMax: problemsMax)
            #expect(checker.problems(in: value, expecting: type).count == found)
        }
    }

    @Test func `suggestions grow with the names that they are chosen from`() throws {
        let names = Self.repeated(20) { "communityOfProfessionalPracticeX\($0)" }
        let source = Source("{ \(names) }")
        try Growth.expectLinear(
            "suggestions from a large type", from: 50,
            { size in
                let fields = Self.repeated(size) { "communityOfProfessionalPractice\($0): Int" }
                return try schema("type Query { \(fields) }")
            },
            { schema in
                let found = try errors(source, schema).count
                #expect(found == 20)
            })
    }

    @Test func `places of errors are found in one pass`() throws {
        try Growth.expectLinear(
            "locations of one error", from: 2000,
            { size in Source(Self.repeated(size) { "argument\($0)" }) },
            { source in
                let size = source.bytes.count / 8
                let locations = (0..<size).map { SourceLocation(offset: $0 * 8) }
                #expect(source.positions(of: locations).count == size)
            })
    }
}
