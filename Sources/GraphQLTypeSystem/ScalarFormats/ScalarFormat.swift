/// What the values of a custom scalar are, as `@format` says in its SDL.
///
/// A scalar without a format takes every value.
package enum ScalarFormat: String, Hashable, Sendable, CaseIterable {
    case uuid = "UUID"
    case date = "DATE"
    case dateTime = "DATE_TIME"
    case localTime = "LOCAL_TIME"
    case decimal = "DECIMAL"
    case bigInt = "BIG_INT"
    case json = "JSON"
    case emailAddress = "EMAIL_ADDRESS"
    case phoneNumber = "PHONE_NUMBER"
    case consecutiveYears = "CONSECUTIVE_YEARS"
    case url = "URL"

    /// The one spelling of a text of this format, or `nil` where the text is none.
    ///
    /// - Complexity: linear in the bytes of the text, and constant beyond the format's bound.
    package func canonical(_ text: String) -> String? {
        let bytes = Array(text.utf8.prefix(ScalarFormatLimits.textBytesMax + 1))
        guard bytes.count <= ScalarFormatLimits.textBytesMax else {
            return self == .json ? text : nil
        }
        let canonical: [UInt8]? =
            switch self {
            case .uuid: canonicalUUID(bytes)
            case .date: canonicalDate(bytes)
            case .dateTime: canonicalDateTime(bytes)
            case .localTime: canonicalLocalTime(bytes)
            case .decimal: canonicalDecimal(bytes)
            case .bigInt: canonicalBigInt(bytes)
            case .json: bytes
            case .emailAddress: isEmailAddress(bytes) ? bytes : nil
            case .phoneNumber: isPhoneNumber(bytes) ? bytes : nil
            case .consecutiveYears: areConsecutiveYears(bytes) ? bytes : nil
            case .url: isURL(bytes) ? bytes : nil
            }
        return canonical.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a number may stand for a text of the same characters.
    package var takesNumbers: Bool { self == .decimal || self == .bigInt }

    /// Why a value, as an error shows it, is none of a scalar of this format.
    package func problem(of scalar: String, value: String) -> String {
        "\(scalar) cannot represent value: \(value); expected \(expectation)."
    }

    private var expectation: String {
        switch self {
        case .uuid: #"a UUID such as "0198f2b4-6c1d-7a3e-8f50-2b9c4d6e8f10""#
        case .date: #"a date such as "2026-09-30""#
        case .dateTime: #"an instant with its offset such as "2026-09-30T08:00:00+01:00""#
        case .localTime: #"a time of day such as "08:30:00""#
        case .decimal: #"a decimal number such as "12.50""#
        case .bigInt: #"an integer of 64 bits such as "9007199254740993""#
        case .json: "any value"
        case .emailAddress: #"an e-mail address such as "name@example.org""#
        case .phoneNumber: #"an international phone number such as "+212537000000""#
        case .consecutiveYears: #"two consecutive years such as "2026-2027""#
        case .url: #"an absolute URL such as "https://example.org/""#
        }
    }
}

/// The bounds of values of scalars with a format.
package enum ScalarFormatLimits {
    /// Bytes of any text but JSON's.
    package static let textBytesMax = 2_048
    /// Digits of a decimal number before and after its point.
    package static let decimalDigitsMax = 1_000
    /// Digits of a fraction of a second.
    package static let fractionDigitsMax = 9
    /// Bytes of an e-mail address; RFC 5321, section 4.5.3.1.3, less the angle brackets.
    package static let emailBytesMax = 254
    /// Bytes of a label of a domain; RFC 1034, section 3.1.
    package static let domainLabelBytesMax = 63
    /// Digits of a phone number with its country code; ITU-T E.164, section 6.2.1.
    package static let phoneDigitsMax = 15
}
