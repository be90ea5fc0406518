/// On whose behalf, and in which office, a request runs.
///
/// Both values have been checked for form only: whether the person holds a role in the office is
/// decided where rows and fields are.
package struct RequestPrincipal: Hashable, Sendable {
    /// The person's UUID in lower-case text form (RFC 9562 §4).
    package let person: String

    /// The code of the office, or of whatever else roles are held in: decimal digits.
    package let office: String

    /// The part of a principal that does not have the required form.
    package enum InvalidPart: Error, Hashable, Sendable {
        case person
        case office
    }

    /// Accepts a UUID in either case and an office code of 1 to `officeDigitsMax` ASCII digits.
    package init(person: String, office: String) throws(InvalidPart) {
        guard RequestPrincipal.isUUID(person.utf8) else { throw .person }
        guard RequestPrincipal.isOfficeCode(office.utf8) else { throw .office }
        self.person = person.lowercased()
        self.office = office
    }

    private static func isUUID(_ text: String.UTF8View) -> Bool {
        guard text.count == 36 else { return false }
        for (position, byte) in text.enumerated() {
            switch position {
            case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return false }
            default: guard hexadecimalValue(byte) != nil else { return false }
            }
        }
        return true
    }

    private static func isOfficeCode(_ text: String.UTF8View) -> Bool {
        guard (1...TransportLimits.officeDigitsMax).contains(text.count) else { return false }
        return text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

/// The value of one hexadecimal digit, or nil for any other byte.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
