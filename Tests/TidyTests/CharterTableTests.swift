import Testing

/// The table "The charter, sentence by sentence" of `db/README.md` against what it names.
@Suite("Table of the charter")
struct CharterTableTests {
    /// The sentences of the charter that ask something of the database.
    private static let sentences = [
        "S1.1", "S1.2", "S2.a", "S2.b", "S2.c", "S2.d", "S3.1", "S3.2", "S4.1.a", "S4.1.b",
        "S4.1.c", "S4.2.0", "S4.2.i", "S4.2.ii", "S4.2.iii", "S4.2.iv", "S4.2.v", "S4.2.vi",
        "S5.1",
    ]

    private struct Row {
        let sentence: String
        let tables: String
        let commands: String
        let queries: String
        let suites: String
    }

    private let rows: [Row] = (SourceTree.text(of: "db/README.md") ?? "")
        .split(separator: "\n").filter { $0.hasPrefix("| S") }
        .compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
            guard cells.count == 6, let sentence = cells[0].split(separator: " ").first else {
                return nil
            }
            return Row(
                sentence: String(sentence), tables: String(cells[1]), commands: String(cells[3]),
                queries: String(cells[4]), suites: String(cells[5]))
        }

    private func texts(_ folder: String, _ suffix: String) -> String {
        SourceTree.paths.filter { $0.hasPrefix(folder) && $0.hasSuffix(suffix) }
            .compactMap(SourceTree.text(of:)).joined(separator: "\n")
    }

    private func quoted(_ cell: String) -> [String] {
        cell.matches(of: /`(\w+)(?:\.\w+)?`/).map { String($0.1) }
    }

    @Test func `each sentence has its row`() {
        #expect(rows.map(\.sentence) == Self.sentences)
    }

    @Test func `each table that is named exists`() {
        let migrations = texts("db/migrations/", ".sql")
        for row in rows {
            #expect(!quoted(row.tables).isEmpty, "\(row.sentence)")
            for table in quoted(row.tables) {
                #expect(
                    migrations.contains("CREATE TABLE app.\(table) ("),
                    "\(row.sentence): \(table)")
            }
        }
    }

    @Test func `each command and each query that is named exists`() {
        let schema = texts("schema/", ".graphql")
        for row in rows {
            for command in quoted(row.commands) {
                #expect(schema.contains("\n  \(command)("), "\(row.sentence): \(command)")
            }
            for query in quoted(row.queries) {
                #expect(
                    ["\n  \(query):", "\n  \(query)(", "\ntype \(query) "]
                        .contains(where: schema.contains), "\(row.sentence): \(query)")
            }
            for operation in row.queries.matches(of: /\*([\w-]+)\*/) {
                let path = "schema/operations/\(operation.1).graphql"
                #expect(SourceTree.paths.contains(path), "\(row.sentence): \(path)")
            }
        }
    }

    @Test func `each suite of tests that is named exists`() {
        let tests = texts("Tests/", ".swift")
        for row in rows {
            let suites = row.suites.matches(of: /[A-Z][\w\- ]*\w/).map { String($0.0) }
            #expect(!suites.isEmpty || row.suites.hasPrefix("as above"), "\(row.sentence)")
            for suite in suites {
                #expect(
                    ["@Suite(\"\(suite)\"", "@Suite(\"\(suite):"].contains(where: tests.contains),
                    "\(row.sentence): \(suite)")
            }
        }
    }
}
