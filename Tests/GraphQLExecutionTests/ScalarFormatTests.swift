import GraphQLExecution
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections
import Testing

@Suite("Coercion of scalars with a format")
struct ScalarFormatTests {
    private static let sdl = """
        directive @format(as: ScalarFormat!) on SCALAR
        enum ScalarFormat { DATE DATE_TIME DECIMAL BIG_INT JSON }
        scalar Date @format(as: DATE) scalar DateTime @format(as: DATE_TIME)
        scalar Decimal @format(as: DECIMAL) scalar BigInt @format(as: BIG_INT)
        scalar JSON @format(as: JSON)
        input Period { from: Date, at: DateTime = "2026-09-30T00:30:00+01:00" }
        type Query { a(d: Date, i: DateTime, m: Decimal, b: BigInt, j: JSON, p: Period): Int }
        """

    /// The value of a variable, or the message of the error.
    private func variable(_ type: String, _ json: String) throws -> String {
        let schema = try ExecutionFixture.schema(Self.sdl)
        let values = try ExecutionFixture.json("{\"v\": \(json)}")
        let definitions = try ExecutionFixture.definitions("$v: \(type)")
        do throws(CoercionErrors) {
            let coerced = try coerceVariableValues(
                definitions, inputs: values, schema: schema)
            return text(coerced["v"])
        } catch {
            return error.errors.map(\.message).joined(separator: "\n")
        }
    }

    private func text(_ value: CoercedValue?) -> String {
        guard let value else { return "nothing" }
        var writer = JSONWriter()
        writer.append(JSONValue(value))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("Date", "\"2026-09-30\"", "\"2026-09-30\""),
        ("DateTime", "\"2026-09-30T00:30:00+01:00\"", "\"2026-09-29T23:30:00Z\""),
        ("Decimal", "\"12.50\"", "\"12.50\""), ("Decimal", "12.50", "\"12.50\""),
        ("BigInt", "9223372036854775807", "\"9223372036854775807\""),
        ("BigInt", "\"-0\"", "\"0\""), ("JSON", "{\"a\":[1,null]}", "{\"a\":[1,null]}"),
        ("Date", "null", "null"), ("[Date]", "\"2026-09-30\"", "[\"2026-09-30\"]"),
        (
            "Period", "{\"from\": \"2026-09-30\"}",
            "{\"from\":\"2026-09-30\",\"at\":\"2026-09-29T23:30:00Z\"}"
        ),
    ])
    func `a variable's value takes the one spelling of its format`(
        type: String, json: String, text: String
    ) throws {
        #expect(try variable(type, json) == text)
    }

    @Test(arguments: [
        (
            "Date", "\"2026-02-30\"",
            #"Variable "$v" got invalid value "2026-02-30"; Date cannot represent value:"#
                + #" "2026-02-30"; expected a date such as "2026-09-30"."#
        ),
        (
            "Date", "20260930",
            #"Variable "$v" got invalid value 20260930; Date cannot represent value: 20260930;"#
                + #" expected a date such as "2026-09-30"."#
        ),
        (
            "[Date]", "[[]]",
            #"Variable "$v" got invalid value [] at "v[0]"; Date cannot represent value: [];"#
                + #" expected a date such as "2026-09-30"."#
        ),
        (
            "BigInt", "1.0",
            #"Variable "$v" got invalid value 1.0; BigInt cannot represent value: 1.0;"#
                + #" expected an integer of 64 bits such as "9007199254740993"."#
        ),
        (
            "Period", "{\"from\": true}",
            #"Variable "$v" got invalid value true at "v.from"; Date cannot represent value:"#
                + #" true; expected a date such as "2026-09-30"."#
        ),
    ])
    func `a variable's value that is not of its format is refused`(
        type: String, json: String, message: String
    ) throws {
        #expect(try variable(type, json) == message)
    }

    @Test(arguments: [
        ("d: \"2026-09-30\"", "\"2026-09-30\""), ("m: 12.50", "\"12.50\""),
        ("b: -0", "\"0\""), ("i: \"2026-09-30T00:30:00+01:00\"", "\"2026-09-29T23:30:00Z\""),
        ("j: {a: [1, X]}", "{\"a\":[1,\"X\"]}"),
    ])
    func `a literal takes the one spelling of its format`(
        argument: String, text: String
    ) throws {
        #expect(try self.argument(argument) == text)
    }

    @Test func `a literal that validation would refuse is no value`() throws {
        #expect(
            try argument("d: \"2026-02-30\"")
                == "Argument \"d\" has invalid value \"2026-02-30\".")
        #expect(try argument("m: true") == "Argument \"m\" has invalid value true.")
    }

    /// The value of the one argument of a field, or the message of the error.
    private func argument(_ argument: String) throws -> String {
        let schema = try ExecutionFixture.schema(Self.sdl)
        let field = try ExecutionFixture.field("{ a(\(argument)) }")
        let definition = try #require(schema.field(named: "a", on: "Query"))
        do throws(CoercionError) {
            let values = try coerceArgumentValues(
                definition.arguments, field.arguments, variableValues: [:], schema: schema,
                at: field.location)
            return text(values.values.first)
        } catch {
            return error.message
        }
    }
}
