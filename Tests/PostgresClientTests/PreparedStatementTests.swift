import PostgresClient
import Testing

@Suite("Prepared statements")
struct PreparedStatementTests {
    private static let names = StatementCall.sql("select count(*) from pg_prepared_statements")

    @Test func `a statement is prepared once`() async throws {
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            for _ in 0..<5 { _ = try await pool.run([.sql("select 1")]) }
            #expect(try await pool.firstResult([Self.names]).int64(0, 0) == 2)
        }
    }

    @Test(arguments: [(7, 8), (8, 8), (9, 8)])
    func `no more than the allowed statements are kept`(used: Int, kept: Int64) async throws {
        try await Fixture.withPool({ limits in
            limits.connections = 1
            limits.preparedStatementsMax = 8
        }) { pool in
            for number in 0..<used { _ = try await pool.run([.sql("select \(number)")]) }
            #expect(try await pool.firstResult([Self.names]).int64(0, 0) == kept)
            for number in 0..<used {
                #expect(
                    try await pool.firstResult([.sql("select \(number)")]).int64(0, 0)
                        == Int64(number))
            }
        }
    }

    @Test func `a statement that the server has forgotten is prepared again`() async throws {
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            _ = try await pool.run([.sql("select 1")])
            _ = try await pool.run([.sql("deallocate all")])
            #expect(try await pool.firstResult([.sql("select 1")]).int64(0, 0) == 1)
        }
    }

    @Test func `a statement that the server has unexpectedly is used`() async throws {
        let name = PreparedStatement("select 42").name
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            _ = try await pool.run([.sql("prepare \(name) as select 42")])
            #expect(try await pool.firstResult([.sql("select 42")]).int64(0, 0) == 42)
        }
    }

    @Test func `a statement whose columns changed is prepared again`() async throws {
        let administration = try Fixture.administration()
        try administration.execute(
            "drop table if exists columns_test; create table columns_test (a int)")
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let call = StatementCall.sql("select * from columns_test")
            #expect(try await pool.firstResult([call]).columnCount == 1)
            try administration.execute("alter table columns_test add b text")
            let programs = (0..<6).map { _ in RecordedProgram(single: [call]) }
            for program in programs { pool.submit(program) }
            try await Fixture.eventually("all end") {
                programs.allSatisfy { !$0.outcomes.isEmpty }
            }
            #expect(programs.allSatisfy { $0.results.first?.first?.columnCount == 2 })
        }
        try administration.execute("drop table columns_test")
    }
}
