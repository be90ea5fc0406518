import PostgresClient
import Testing

@Suite("AdministrationConnection")
struct AdministrationConnectionTests {
    @Test func `values travel as text and null is nil`() throws {
        let connection = try Fixture.administration()
        let rows = try connection.query(
            "select $1::int4 + 1, $2::text, $3::text", ["41", "مدرسة", nil])
        #expect(rows == [["42", "مدرسة", nil]])
    }

    @Test func `one text may hold several statements`() throws {
        let connection = try Fixture.administration()
        try connection.execute("create temp table t (a int); insert into t values (1), (2)")
        #expect(try connection.query("select a from t order by a") == [["1"], ["2"]])
    }

    @Test func `copied bytes become rows`() throws {
        let connection = try Fixture.administration()
        try connection.execute("create temp table t (a int, b text)")
        try connection.copyIn("copy t from stdin (format csv)", Array("1,أكادير\n2,طنجة\n".utf8))
        #expect(try connection.query("select b from t order by a") == [["أكادير"], ["طنجة"]])
    }

    @Test func `a copy that fails throws and leaves the connection usable`() throws {
        let connection = try Fixture.administration()
        try connection.execute("create temp table t (a int)")
        let error = try #require(throws: DatabaseError.self) {
            try connection.copyIn("copy t from stdin", Array("one\n".utf8))
        }
        #expect(error.sqlState == "22P02")
        #expect(try connection.query("select 1") == [["1"]])
    }

    @Test func `a copy given to execute throws and leaves the connection usable`() throws {
        let connection = try Fixture.administration()
        try connection.execute("create temp table t (a int)")
        #expect(throws: DatabaseError.self) { try connection.execute("copy t from stdin") }
        #expect(throws: DatabaseError.self) { try connection.execute("copy t to stdout") }
        #expect(try connection.query("select 1") == [["1"]])
    }

    @Test func `an error carries its fields and hides them in its description`() throws {
        let connection = try Fixture.administration()
        try connection.execute("create temp table t (secret text constraint only_one unique)")
        try connection.execute("insert into t values ('سر')")
        let error = try #require(throws: DatabaseError.self) {
            try connection.execute("insert into t values ('سر')")
        }
        #expect(error.kind == .serverError)
        #expect(error.sqlState == .uniqueViolation)
        #expect(error.severity == "ERROR")
        #expect(error.constraint == "only_one")
        #expect(error.detail == "Key (secret)=(سر) already exists.")
        #expect(error.description == "database error 23505")
        #expect(error.debugDescription.contains("سر"))
    }

    @Test func `an error names the column that was given no value`() throws {
        let connection = try Fixture.administration()
        try connection.execute("create temp table t (needed text not null)")
        let error = try #require(throws: DatabaseError.self) {
            try connection.execute("insert into t values (null)")
        }
        #expect(error.sqlState == "23502")
        #expect(error.table == "t")
        #expect(error.column == "needed")
        #expect(error.debugDescription.hasSuffix("table: t\ncolumn: needed"))
    }

    @Test func `the position of a mistake counts characters from one`() throws {
        let connection = try Fixture.administration()
        let error = try #require(throws: DatabaseError.self) {
            try connection.execute("select 'ع', missing")
        }
        #expect(error.position == 13)
    }

    @Test func `an unreachable server is a connection failure`() throws {
        let error = try #require(throws: DatabaseError.self) {
            try AdministrationConnection(connecting: "host=/nonexistent password=secret")
        }
        #expect(error.kind == .connectionFailure)
        #expect(error.description == "database connection failure")
    }
}
