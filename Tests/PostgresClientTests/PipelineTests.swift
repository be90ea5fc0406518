import PostgresClient
import Testing

@Suite("Programs in pipeline mode")
struct PipelineTests {
    @Test func `an error in the middle fails the program and spares the connection`() async throws {
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let calls = [StatementCall.sql("select 1"), .sql("select 1/0"), .sql("select 2")]
            let failure = await #expect(throws: ProgramFailure.self) {
                try await pool.run(calls)
            }
            #expect(failure?.databaseError?.sqlState == "22012")
            let result = try await pool.firstResult([.sql("select 3")])
            #expect(result.int64(0, 0) == 3)
        }
    }

    @Test func `a statement that does not parse fails with its own error, each time`() async throws
    {
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            for _ in 0..<2 {
                let failure = await #expect(throws: ProgramFailure.self) {
                    try await pool.run([.sql("select 1"), .sql("selec")])
                }
                #expect(failure?.databaseError?.sqlState == "42601")
            }
            let result = try await pool.firstResult([.sql("select 1")])
            #expect(result.rowCount == 1)
        }
    }

    @Test func `a second level runs with the keys of the first one`() async throws {
        let parents = StatementCall.sql("select g::int8 from generate_series(1, 3) g")
        let children = PreparedStatement(
            "select k * 10 from unnest($1) k", parameterTypes: [.int8Array])
        let program = RecordedProgram([
            { _ in .send([parents], last: false) },
            { results in
                var keys = PostgresArray(elementType: .int8)
                for row in 0..<results[0].rowCount {
                    results[0].withValue(row, 0) { keys.append($0) }
                }
                return .send([StatementCall(children, [keys.parameter])], last: true)
            },
        ])
        try await Fixture.withPool { pool in
            try await pool.run(program)
            let last = try #require(program.results.last?.first)
            #expect((0..<3).map { last.int64($0, 0) } == [10, 20, 30])
            #expect(program.outcomes.count == 1)
        }
    }

    @Test func `a program may finish without a last batch`() async throws {
        let program = RecordedProgram([
            { _ in .send([.sql("select 1")], last: false) }, { _ in .finish },
        ])
        try await Fixture.withPool { pool in
            try await pool.run(program)
            #expect(program.results.count == 1)
        }
    }

    @Test func `an error in the second level ends the program`() async throws {
        let program = RecordedProgram([
            { _ in .send([.sql("select 1")], last: false) },
            { _ in .send([.sql("select 1/0"), .sql("select 2")], last: false) },
            { _ in .finish },
        ])
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            await #expect(throws: ProgramFailure.self) { try await pool.run(program) }
            #expect(program.results.count == 1)
            #expect(program.failure?.databaseError?.sqlState == "22012")
            let result = try await pool.firstResult([.sql("select 1")])
            #expect(result.rowCount == 1)
        }
    }

    @Test func `a local setting is seen by later statements and gone after the program`()
        async throws
    {
        let read = StatementCall.sql("select current_setting('app.office', true)")
        let set = StatementCall(
            PreparedStatement(
                "select set_config('app.office', $1, true)", parameterTypes: [.text]),
            [.text("نيابة طنجة")])
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let inside = try await pool.run([set, read])
            #expect(inside[1].text(0, 0) == "نيابة طنجة")
            let outside = try await pool.run([read])
            #expect(outside[0].text(0, 0) == "")
        }
    }

    @Test func `programs that share a connection do not see each other's settings`() async throws {
        let set = PreparedStatement(
            "select set_config('app.office', $1, true)", parameterTypes: [.text])
        let read = PreparedStatement("select current_setting('app.office', true)")
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let programs = (0..<50).map { number in
                let calls = [StatementCall(set, [.text("\(number)")]), StatementCall(read)]
                return RecordedProgram(single: number % 2 == 0 ? calls : [StatementCall(read)])
            }
            for program in programs { pool.submit(program) }
            try await Fixture.eventually("all end") {
                programs.allSatisfy { $0.outcomes.count == 1 }
            }
            for (number, program) in programs.enumerated() {
                let seen = program.results.first?.last?.text(0, 0) ?? ""
                #expect(seen == (number % 2 == 0 ? "\(number)" : ""))
            }
        }
    }

    @Test func `a read connection refuses to write`() async throws {
        try await Fixture.withPool { pool in
            let failure = await #expect(throws: ProgramFailure.self) {
                try await pool.run([.sql("create table never_there (a int)")])
            }
            #expect(failure?.databaseError?.sqlState == "25006")
        }
    }

    @Test func `all levels of a program see one snapshot`() async throws {
        let administration = try Fixture.administration()
        try administration.execute(
            "drop table if exists snapshot_test; create table snapshot_test (a int)")
        let count = StatementCall.sql("select count(*) from snapshot_test")
        let conninfo = try Fixture.conninfo()
        let program = RecordedProgram([
            { _ in .send([count], last: false) },
            { _ in
                try? AdministrationConnection(connecting: conninfo)
                    .execute("insert into snapshot_test values (1)")
                return .send([count], last: true)
            },
        ])
        try await Fixture.withPool { pool in
            try await pool.run(program)
            #expect(program.results.map { $0[0].int64(0, 0) } == [0, 0])
            #expect(try await pool.firstResult([count]).int64(0, 0) == 1)
        }
        try administration.execute("drop table snapshot_test")
    }

    @Test func `an error at the end of the transaction fails the program`() async throws {
        let administration = try Fixture.administration()
        try administration.execute(
            """
            drop table if exists deferred_test;
            create table deferred_test (a int constraint deferred_key unique deferrable
              initially deferred)
            """)
        try await Fixture.withPool(sessionSettings: [:], { $0.connections = 1 }) { pool in
            let insert = StatementCall.sql("insert into deferred_test values (1)")
            let failure = await #expect(throws: ProgramFailure.self) {
                try await pool.run([insert, insert])
            }
            #expect(failure?.databaseError?.constraint == "deferred_key")
            let result = try await pool.firstResult([insert])
            #expect(result.changedRowCount == 1)
        }
        try administration.execute("drop table deferred_test")
    }

    @Test func `results larger than any socket buffer arrive whole`() async throws {
        try await Fixture.withPool({ $0.connections = 1 }) { pool in
            let echo = PreparedStatement("select $1, length($1)", parameterTypes: [.text])
            let text = String(repeating: "مدرسة ", count: 500_000)
            let calls = (0..<3).map { _ in StatementCall(echo, [.text(text)]) }
            for result in try await pool.run(calls) {
                #expect(result.int64(0, 1) == 3_000_000)
                #expect(result.text(0, 0)?.utf8.count == text.utf8.count)
            }
        }
    }
}
