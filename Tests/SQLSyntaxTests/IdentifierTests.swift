import SQLSyntax
import Testing

@Suite("Identifier")
struct IdentifierTests {
    @Test(arguments: ["community", "name_ar", "_private", "t0", "Name"])
    func `letters, digits and underscores make an identifier`(name: String) throws {
        #expect(try Identifier(validating: name).description == "\"\(name)\"")
    }

    @Test(arguments: ["", "0t", "na me", "a\"b", "جماعة", "a;b", "a-b", "a\u{0}"])
    func `anything else is refused, so that no name can end its quotes`(name: String) {
        #expect(throws: IdentifierError.malformed(name)) { try Identifier(validating: name) }
    }

    @Test func `a name has at most 63 bytes, as PostgreSQL cuts longer ones`() throws {
        let longest = String(repeating: "a", count: Identifier.bytesMax)
        #expect(try Identifier(validating: longest).name == longest)
        #expect(throws: IdentifierError.tooLong(longest + "a")) {
            try Identifier(validating: longest + "a")
        }
    }

    @Test func `a refusal says what a name may be`() {
        #expect(
            IdentifierError.malformed("0t").description
                == "The name \"0t\" must consist of letters, digits and underscores"
                + " and must not begin with a digit.")
    }
}
