import Migrations
import PostgresClient
import Testing

@Suite("SeedRunner")
struct SeedRunnerTests {
    private static let sql = """
        create table town as select name, population::int from csv_towns;
        """

    private static let long = String(repeating: "a", count: 64)

    private func run(_ folder: Folder, _ database: TestDatabase, _ name: String = "demo") throws {
        try SeedRunner(path: folder.path, connection: try database.connect()).run(name)
    }

    @Test func `files become temporary tables that the script reads`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder([
            "seed/demo/towns.csv":
                "\u{FEFF}name,population\r\n\"أكادير, \"\"المدينة\"\"\",421844\r\nتارودانت,\r\n",
            "seed/demo.sql": Self.sql,
        ])
        var steps: [MigrationStep] = []
        let connection = try database.connect()
        try SeedRunner(
            path: folder.path, connection: connection, report: { steps.append($0) }
        ).run("demo")
        #expect(
            steps == [
                .copying(path: folder.path + "/seed/demo/towns.csv"),
                .applying(path: folder.path + "/seed/demo.sql"),
            ])
        #expect(
            try connection.query("select name, population from town order by 2")
                == [["أكادير, \"المدينة\"", "421844"], ["تارودانت", nil]])
        #expect(try connection.query("select to_regclass('csv_towns')") == [[nil]])
    }

    @Test func `the scripts of the seed's folder run after its own, in the order of their names`()
        async throws
    {
        let database = try await Fixture.database()
        let folder = try Folder([
            "seed/demo/2_streets.sql": "insert into town select 'طنجة ' || name from town",
            "seed/demo/1_more.sql": "insert into town values ('تطوان')",
            "seed/demo.sql": "create table town (name text)",
        ])
        var steps: [MigrationStep] = []
        let connection = try database.connect()
        try SeedRunner(
            path: folder.path, connection: connection, report: { steps.append($0) }
        ).run("demo")
        #expect(
            steps
                == ["demo.sql", "demo/1_more.sql", "demo/2_streets.sql"].map {
                    .applying(path: folder.path + "/seed/" + $0)
                })
        #expect(
            try connection.query("select name from town order by name")
                == [["تطوان"], ["طنجة تطوان"]])
    }

    @Test func `a script of the seed's folder that fails leaves nothing of the seed`() async throws
    {
        let database = try await Fixture.database()
        let folder = try Folder([
            "seed/demo/more.sql": "select * from village",
            "seed/demo.sql": "create table town (name text)",
        ])
        let error = #expect(throws: MigrationError.self) { try run(folder, database) }
        guard case .statementFailed(folder.path + "/seed/demo/more.sql", 1, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try database.connect().query("select to_regclass('town')") == [[nil]])
    }

    @Test func `a failing script leaves nothing and names its line`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder([
            "seed/demo.sql": "create table town (name text);\n-- بلدة\nselect * from village;\n"
        ])
        let error = #expect(throws: MigrationError.self) { try run(folder, database) }
        guard case .statementFailed(folder.path + "/seed/demo.sql", 3, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try database.connect().query("select to_regclass('town')") == [[nil]])
    }

    @Test(arguments: [
        ("", 1, CSVProblem.noHeader), ("الاسم\n", 1, .invalidColumnName("الاسم")),
        ("a,A\n", 1, .invalidColumnName("A")), ("1a\n", 1, .invalidColumnName("1a")),
        ("a,a\n", 1, .duplicateColumnName("a")),
        ("a,b\n1,2\n\"x\ny\",2\n3\n", 5, .columnCount(found: 1, expected: 2)),
        ("a\n1\n\"2\n", 3, .unterminatedQuote),
        (long, 1, .invalidColumnName(long)),
    ])
    func `a wrong file is refused with its line`(
        text: String, line: Int, problem: CSVProblem
    ) async throws {
        let database = try await Fixture.database()
        let folder = try Folder(["seed/demo/t.csv": text, "seed/demo.sql": ""])
        let path = folder.path + "/seed/demo/t.csv"
        #expect(throws: MigrationError.csv(path: path, line: line, problem)) {
            try run(folder, database)
        }
    }

    @Test func `names of identifierBytesMax bytes are kept whole`() async throws {
        let database = try await Fixture.database()
        let column = String(repeating: "c", count: 63)
        let folder = try Folder([
            "seed/demo/t.csv": column + "\nقيمة\n",
            "seed/demo.sql": "create table kept as table csv_t",
        ])
        try run(folder, database)
        #expect(try database.connect().query("select \(column) from kept") == [["قيمة"]])
    }

    @Test func `csvColumnsMax columns and csvFileBytesMax bytes are read and no more`()
        async throws
    {
        let database = try await Fixture.database()
        let folder = try Folder(["seed/demo/t.csv": "a,b\n", "seed/demo.sql": ""])
        let path = folder.path + "/seed/demo/t.csv"
        func run(_ limits: MigrationLimits) throws {
            try SeedRunner(
                path: folder.path, connection: try database.connect(), limits: limits
            ).run("demo")
        }
        try run(MigrationLimits(csvFileBytesMax: 4, csvColumnsMax: 2))
        #expect(throws: MigrationError.csv(path: path, line: 1, .tooManyColumns(max: 1))) {
            try run(MigrationLimits(csvColumnsMax: 1))
        }
        #expect(throws: MigrationError.fileTooLarge(path: path, bytes: 4, bytesMax: 3)) {
            try run(MigrationLimits(csvFileBytesMax: 3))
        }
    }

    @Test func `a seed without a script and a name that is a path are refused`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder()
        #expect(throws: MigrationError.seedMissing(path: folder.path + "/seed/demo.sql")) {
            try run(folder, database)
        }
        #expect(throws: MigrationError.seedMisnamed("../demo")) {
            try run(folder, database, "../demo")
        }
    }
}
