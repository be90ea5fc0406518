import PostgresClient
import Testing

@Suite("Values")
struct ValuesTests {
    @Test func `parameters come back as they were sent`() async throws {
        let uuid = try #require(PostgresUUID("0189dc54-7f3a-7cc1-b3c0-00ffa0b1c2d3"))
        let statement = PreparedStatement(
            "select $1, $2, $3, $4, $5, $6, $7, $8",
            parameterTypes: [.int4, .int8, .text, .bool, .uuid, .date, .float8, .timestamptz])
        let call = StatementCall(
            statement,
            [
                .int4(.min), .int8(.max), .text("مواكبة"), .bool(false), .uuid(uuid),
                .date(daysSince2000: 9000), .float8(-0.5),
                .timestamptz(microsecondsSince2000: 7),
            ])
        try await Fixture.withPool { pool in
            let result = try #require(try await pool.run([call]).first)
            #expect(result.rowCount == 1)
            #expect(result.columnCount == 8)
            #expect(result.int64(0, 0) == Int64(Int32.min))
            #expect(result.int64(0, 1) == .max)
            #expect(result.text(0, 2) == "مواكبة")
            #expect(result.bool(0, 3) == false)
            #expect(result.uuid(0, 4) == uuid)
            #expect(result.date(0, 5) == 9000)
            #expect(result.double(0, 6) == -0.5)
            #expect(result.timestamptz(0, 7) == 7)
            #expect(result.columnType(4) == .uuid)
        }
    }

    @Test func `null is not the empty text`() async throws {
        let statement = PreparedStatement("select $1, $2", parameterTypes: [.text, .text])
        try await Fixture.withPool { pool in
            let result = try await pool.firstResult([StatementCall(statement, [.null, .text("")])])
            #expect(result.isNull(0, 0))
            #expect(result.text(0, 0) == nil)
            #expect(result.text(0, 1) == "")
        }
    }

    @Test func `arrays of keys unnest in order`() async throws {
        let statement = PreparedStatement(
            "select k, n from unnest($1) with ordinality p(k, n) order by n",
            parameterTypes: [.int8Array])
        let keys = StatementParameter.array(of: .int8, [.int8(30), .null, .int8(-10)])
        try await Fixture.withPool { pool in
            let result = try await pool.firstResult([StatementCall(statement, [keys])])
            #expect((0..<3).map { result.int64($0, 0) } == [30, nil, -10])
        }
    }

    @Test func `keys are copied from rows to an array without decoding`() async throws {
        let uuids = PreparedStatement(
            "select gen_random_uuid() from generate_series(1, 3)")
        let echo = PreparedStatement("select unnest($1)", parameterTypes: [.uuidArray])
        try await Fixture.withPool { pool in
            let rows = try await pool.firstResult([StatementCall(uuids)])
            var keys = PostgresArray(elementType: .uuid)
            for row in 0..<3 { rows.withValue(row, 0) { keys.append($0) } }
            let echoed = try await pool.firstResult([StatementCall(echo, [keys.parameter])])
            #expect((0..<3).map { echoed.uuid($0, 0) } == (0..<3).map { rows.uuid($0, 0) })
        }
    }

    @Test(arguments: [
        "0", "0.00", "1", "-1.5", "12345678.90123", "0.0001", "0.00010000", "1000000000000",
        "-99999999999999999999.000000001", "10000.0001", "NaN", "Infinity", "-Infinity",
    ]) func `numeric prints as the server prints it`(text: String) async throws {
        try await Fixture.withPool { pool in
            let result = try await pool.firstResult([.sql("select '\(text)'::numeric")])
            #expect(result.numericText(0, 0) == text)
        }
    }

    @Test func `time counts from midnight, and a day's end is a whole day`() async throws {
        try await Fixture.withPool { pool in
            let sql = "select time '00:00', time '00:00:00.000001', time '24:00', null::time"
            let result = try await pool.firstResult([.sql(sql)])
            #expect((0..<4).map { result.time(0, $0) } == [0, 1, 86_400_000_000, nil])
            #expect(result.columnType(0) == .time)
        }
    }

    @Test func `jsonb is the text after its version`() async throws {
        try await Fixture.withPool { pool in
            let sql = #"select '{"b":[1,null], "a":"أ"}'::jsonb, '0'::jsonb, null::jsonb"#
            let result = try await pool.firstResult([.sql(sql)])
            #expect(
                (0..<3).map { result.jsonbText(0, $0) }
                    == [#"{"a": "أ", "b": [1, null]}"#, "0", nil])
            #expect(result.columnType(0) == .jsonb)
        }
    }

    @Test func `text arrays keep nulls and empty texts`() async throws {
        try await Fixture.withPool { pool in
            let sql = "select array['أ', null, '']::text[], '{}'::text[], null::text[]"
            let result = try await pool.firstResult([.sql(sql)])
            #expect(result.textArray(0, 0) == ["أ", nil, ""])
            #expect(result.textArray(0, 1) == [])
            #expect(result.textArray(0, 2) == nil)
        }
    }
}
