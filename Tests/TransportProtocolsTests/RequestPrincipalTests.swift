import Testing
import TransportProtocols

@Suite("Request principal")
struct RequestPrincipalTests {
    private let person = "0b6f4e6e-3c1d-4a57-9d3e-2f1a7c5b8e90"

    @Test func `a UUID of either case becomes lower case`() throws {
        let principal = try RequestPrincipal(person: person.uppercased(), office: "01227")
        #expect(principal.person == person)
        #expect(principal.office == "01227")
        #expect(principal == (try RequestPrincipal(person: person, office: "01227")))
    }

    @Test(arguments: [
        "", "0b6f4e6e", "0b6f4e6e-3c1d-4a57-9d3e-2f1a7c5b8e9",
        "0b6f4e6e-3c1d-4a57-9d3e-2f1a7c5b8e900",
        "0b6f4e6e+3c1d-4a57-9d3e-2f1a7c5b8e90", "0b6f4e6e-3c1d-4a57-9d3e-2f1a7c5b8eg0",
        "{b6f4e6e-3c1d-4a57-9d3e-2f1a7c5b8e9}", "٠b6f4e6e-3c1d-4a57-9d3e-2f1a7c5b8e9",
    ])
    func `a person is a UUID`(person: String) {
        #expect(throws: RequestPrincipal.InvalidPart.person) {
            try RequestPrincipal(person: person, office: "01227")
        }
    }

    @Test(arguments: ["", " 1", "1a", "-1", "٠١٢٢٧", "1'"])
    func `an office code is ASCII digits`(office: String) {
        #expect(throws: RequestPrincipal.InvalidPart.office) {
            try RequestPrincipal(person: person, office: office)
        }
    }

    @Test func `an office code has at most the digits of the bound`() throws {
        let longest = String(repeating: "9", count: TransportLimits.officeDigitsMax)
        #expect(try RequestPrincipal(person: person, office: longest).office == longest)
        #expect(throws: RequestPrincipal.InvalidPart.office) {
            try RequestPrincipal(person: person, office: longest + "9")
        }
    }
}
