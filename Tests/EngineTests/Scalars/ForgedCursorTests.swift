import OperationPlanning
import SchemaMapping
import TestSupport
import Testing

/// Cursors are signed, and yet the server knows which values PostgreSQL takes: a table may change
/// under a cursor that it made itself.
@Suite("Forged cursors")
struct ForgedCursorTests {
    /// Asks for what follows a cursor at a value of a field, in the order of the field and then of
    /// the primary key.
    private func respond(_ field: String, _ value: [UInt8]) async throws -> String {
        let fixture = try await ScalarFixture.shared()
        let type = try #require(fixture.mapping.relationTypes["Sample"])
        guard case .column(let leaf)? = type.fields[field] else { return "no such column" }
        let direction = try #require(type.defaultOrder.first).direction
        let order = ([leaf.column] + type.primaryKey).map { OrderKey(.column($0), direction) }
        let seal = CursorSeal(key: EngineFixture.cursorKey, office: "00000")
        let cursor = seal.text(
            of: [value, []], scope: CursorScope(typeName: "Query", order: order))
        let text = String(decoding: cursor, as: UTF8.self)
        return await fixture.respond(
            """
            { samples(first: 1, after: "\(text)", orderBy: [{ \(field): ASC }]) { \
            nodes { name } } }
            """)
    }

    private static func bytes<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
        stride(from: Integer.bitWidth - 8, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: value >> Integer($0))
        }
    }

    @Test(arguments: [
        ("date", bytes(Int32(-2_451_545))), ("date", bytes(Int32(2_145_031_948))),
        ("date", bytes(Int32.min)), ("date", bytes(Int32.max)),
        ("localTime", bytes(Int64(0))), ("localTime", bytes(Int64(86_400_000_000))),
        ("dateTime", bytes(Int64(-211_813_488_000_000_000))),
        ("dateTime", bytes(Int64(9_223_371_331_199_999_999))),
        ("dateTime", bytes(Int64.min)), ("dateTime", bytes(Int64.max)),
        ("decimal", [0, 0, 0, 0, 0, 0, 0, 0]),
        ("decimal", [0, 1, 0, 0, 0x40, 0, 0, 2, 0x27, 0x0F]),
        ("decimal", [0, 0, 0, 0, 0xC0, 0, 0, 0]), ("decimal", [0, 0, 0, 0, 0xD0, 0, 0, 0]),
        ("decimal", [0, 0, 0, 0, 0xF0, 0, 0, 0]),
        ("decimal", [0, 0, 0xFF, 0xFF, 0, 0, 0x3F, 0xFF]),
    ])
    func `a value at the bound of its type is taken`(field: String, value: [UInt8]) async throws {
        let response = try await respond(field, value)
        #expect(response.hasPrefix(#"{"data":{"samples":{"nodes":["#))
        #expect(!response.contains("errors"), "\(response)")
    }

    @Test(arguments: [
        ("date", bytes(Int32(-2_451_546))), ("date", bytes(Int32(2_145_031_949))),
        ("date", bytes(Int64(0))), ("localTime", bytes(Int64(-1))),
        ("localTime", bytes(Int64(86_400_000_001))),
        ("dateTime", bytes(Int64(-211_813_488_000_000_001))),
        ("dateTime", bytes(Int64(9_223_371_331_200_000_000))),
        ("decimal", []), ("decimal", [0, 0, 0, 0, 0, 0, 0]),
        ("decimal", [0, 0, 0, 0, 0, 0, 0, 0, 0]), ("decimal", [0, 1, 0, 0, 0, 0, 0, 0]),
        ("decimal", [0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]),
        ("decimal", [0xFF, 0xFF, 0, 0, 0, 0, 0, 0]), ("decimal", [0, 0, 0, 0, 0x80, 0, 0, 0]),
        ("decimal", [0, 0, 0, 0, 0, 0, 0x40, 0]),
        ("decimal", [0, 1, 0, 0, 0, 0, 0, 0, 0x27, 0x10]),
    ])
    func `a value beyond the bound of its type makes no cursor`(
        field: String, value: [UInt8]
    ) async throws {
        let response = try await respond(field, value)
        #expect(
            response == #"{"errors":[{"message":"The cursor given to \"after\" does not belong to "#
                + #"\"samples\" in this order; use a cursor of the same collection and the same "#
                + #"\"orderBy\".","locations":[{"line":1,"column":3}],"#
                + #""extensions":{"code":"BAD_USER_INPUT"}}]}"#)
    }
}
