import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import Testing

/// Two schemas in SDL and the changes between them.
struct SchemaChangeCase: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    /// Each change as its severity, kind, coordinate and, after `|`, its description.
    let changes: [String]

    init(_ old: String, _ new: String, _ changes: String...) {
        self.old = old
        self.new = new
        self.changes = changes
    }

    var testDescription: String { "\(old) → \(new)" }

    func expectChanges() throws {
        let found = try GraphQLExecution.changes(from: schema(old), to: schema(new))
        let texts = found.map { change in
            "\(change.severity.rawValue) \(change.kind.rawValue) \(change.coordinate)"
                + " | \(change.description)"
        }
        #expect(texts == changes)
    }

    private func schema(_ sdl: String) throws -> Schema {
        // The directive keeps the built-in scalars in every schema.
        let common = "directive @use(i: Int, f: Float, id: ID) on FIELD type Query { a: Int } "
        return try Schema.build(from: parse(Source(common + sdl)))
    }
}

@Suite("Schema changes")
struct SchemaChangesTests {
    @Test(arguments: SchemaChangeCase.types)
    func `types are compared`(_ testCase: SchemaChangeCase) throws {
        try testCase.expectChanges()
    }

    @Test(arguments: SchemaChangeCase.fields)
    func `fields and their arguments are compared`(_ testCase: SchemaChangeCase) throws {
        try testCase.expectChanges()
    }

    @Test(arguments: SchemaChangeCase.inputs)
    func `input fields and default values are compared`(_ testCase: SchemaChangeCase) throws {
        try testCase.expectChanges()
    }

    @Test(arguments: SchemaChangeCase.directives)
    func `directives are compared`(_ testCase: SchemaChangeCase) throws {
        try testCase.expectChanges()
    }

    @Test(arguments: SchemaChangeCase.descriptions)
    func `descriptions are compared`(_ testCase: SchemaChangeCase) throws {
        try testCase.expectChanges()
    }

    @Test func `a built-in scalar that nothing refers to is removed`() throws {
        let old = try Schema.build(from: parse(Source("type Query { a(id: ID): Int }")))
        let new = try Schema.build(from: parse(Source("type Query { a: String }")))
        let descriptions = changes(from: old, to: new).map(\.description)
        #expect(
            descriptions == [
                "Standard scalar Int was removed because it is not referenced anymore.",
                "Standard scalar ID was removed because it is not referenced anymore.",
                "Query.a arg id was removed.",
                "Query.a changed type from Int to String.",
            ])
    }

    @Test func `a report begins with what breaks clients`() throws {
        let old = try Schema.build(from: parse(Source("type Query { a: Int b: Int }")))
        let new = try Schema.build(from: parse(Source("type Query { a(x: Int): Int c: Int }")))
        let report = SchemaChangeReport(changes(from: old, to: new))
        #expect(report.isBreaking)
        #expect(
            report.lines == [
                "BREAKING   FIELD_REMOVED       Query.b      Query.b was removed.",
                "DANGEROUS  OPTIONAL_ARG_ADDED  Query.a(x:)  An optional arg x on Query.a was"
                    + " added.",
                "SAFE       FIELD_ADDED         Query.c      Field Query.c was added.",
            ])
    }

    @Test func `equal schemas have no changes`() throws {
        let schema = try Schema.build(from: parse(Source("type Query { a(x: Int = 1): Int }")))
        let report = SchemaChangeReport(changes(from: schema, to: schema))
        #expect(report.lines.isEmpty)
        #expect(!report.isBreaking)
    }
}
