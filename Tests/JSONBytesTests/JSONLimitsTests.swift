import JSONBytes
import Testing

/// Each bound holds at its value and refuses one more.
@Suite("JSON limits")
struct JSONLimitsTests {
    @Test func `bytesMax bounds the whole text`() throws {
        let limits = JSONLimits(bytesMax: 4)
        #expect(try parse("1234", limits: limits) == .number("1234"))
        expectError("The text is longer than 4 bytes at byte 4.") { () throws(JSONError) in
            try parse("12345", limits: limits)
        }
    }

    @Test func `nestingMax bounds arrays and objects within one another`() throws {
        let limits = JSONLimits(nestingMax: 2)
        #expect(try parse(#"[{"a":1}]"#, limits: limits) == .array([.object(["a": .number("1")])]))
        expectError("Arrays and objects are nested deeper than 2 at byte 6.") {
            () throws(JSONError) in
            try parse(#"[{"a":[]}]"#, limits: limits)
        }
    }

    @Test func `membersMax bounds one object`() throws {
        let limits = JSONLimits(membersMax: 2)
        #expect(throws: Never.self) { try parse(#"[{"a":1,"b":2},{"c":3}]"#, limits: limits) }
        expectError("An object has more than 2 members at byte 13.") { () throws(JSONError) in
            try parse(#"{"a":1,"b":2,"c":3}"#, limits: limits)
        }
    }

    @Test func `elementsMax bounds one array`() throws {
        let limits = JSONLimits(elementsMax: 2)
        #expect(throws: Never.self) { try parse("[[1,2],[3,4]]", limits: limits) }
        expectError("An array has more than 2 elements at byte 5.") { () throws(JSONError) in
            try parse("[1,2,3]", limits: limits)
        }
    }

    @Test func `valuesMax bounds the values of the whole text`() throws {
        let limits = JSONLimits(valuesMax: 3)
        #expect(throws: Never.self) { try parse("[1,2]", limits: limits) }
        expectError("The text has more than 3 values at byte 5.") { () throws(JSONError) in
            try parse("[1,2,3]", limits: limits)
        }
    }

    @Test func `numberBytesMax bounds the text of one number`() throws {
        let limits = JSONLimits(numberBytesMax: 3)
        #expect(try parse("-12", limits: limits) == .number("-12"))
        expectError("A number is longer than 3 bytes at byte 1.") { () throws(JSONError) in
            try parse("[-123]", limits: limits)
        }
    }
}
