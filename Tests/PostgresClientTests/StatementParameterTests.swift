import PostgresClient
import Testing

@Suite("StatementParameter, PreparedStatement, registry")
struct StatementParameterTests {
    @Test func `numbers are big-endian`() {
        #expect(StatementParameter.int4(-2).bytes == [255, 255, 255, 254])
        #expect(StatementParameter.int8(258).bytes == [0, 0, 0, 0, 0, 0, 1, 2])
        #expect(StatementParameter.bool(true).bytes == [1])
        #expect(StatementParameter.null.bytes == nil)
        #expect(StatementParameter.text("").bytes == [])
    }

    @Test func `an array has a header and a length before each element`() {
        let array = StatementParameter.array(of: .int4, [.int4(7), .null])
        #expect(
            array.bytes == [
                0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 23, 0, 0, 0, 2, 0, 0, 0, 1,
                0, 0, 0, 4, 0, 0, 0, 7, 255, 255, 255, 255,
            ])
    }

    @Test func `an empty array has no dimension`() {
        #expect(
            StatementParameter.array(of: .text, []).bytes
                == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25])
    }

    @Test func `a UUID reads and prints its canonical form`() throws {
        let text = "0189dc54-7f3a-7cc1-b3c0-00ffa0b1c2d3"
        let uuid = try #require(PostgresUUID(text))
        #expect(uuid.description == text)
        #expect(PostgresUUID(text.uppercased()) == uuid)
    }

    @Test(arguments: [
        "", "0189dc547f3a7cc1b3c000ffa0b1c2d3", "0189dc54-7f3a-7cc1-b3c0-00ffa0b1c2d",
        "0189dc54-7f3a-7cc1-b3c0-00ffa0b1c2d34", "0189dc54-7f3a-7cc1-b3c0-00ffa0b1c2dg",
        "0189dc54-7f3a-7cc1-b3c0-00ffa0b1c2d٣",
    ]) func `other texts are not UUIDs`(text: String) {
        #expect(PostgresUUID(text) == nil)
    }

    @Test func `a statement's name depends on its text and its types alone`() {
        let statement = PreparedStatement("select $1", parameterTypes: [.int8])
        #expect(statement.name == PreparedStatement("select $1", parameterTypes: [.int8]).name)
        #expect(statement.name != PreparedStatement("select $1", parameterTypes: [.int4]).name)
        #expect(statement.name != PreparedStatement("select $1 ", parameterTypes: [.int8]).name)
        #expect(PreparedStatement("").name == "s_cbf29ce484222325")
    }

    @Test func `a pool error says nothing of the database's text`() {
        let error = DatabaseError(
            kind: .serverError, sqlState: "23505", message: "سر", detail: "secret")
        #expect(ProgramFailure.database(error).description == "database error 23505")
    }
}
