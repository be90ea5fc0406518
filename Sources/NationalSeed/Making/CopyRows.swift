/// A value of a row in the text format of COPY.
enum CopyValue {
    case null
    case number(Int)
    case text(String)
    case boolean(Bool)
    case identifier(Identifier)
    case date(CivilDate)
    /// A day and the seconds since its midnight in UTC.
    case instant(CivilDate, seconds: Int)
    /// An array of words that need no quotes.
    case words([String])

    static func optional(_ identifier: Identifier?) -> Self {
        identifier.map(Self.identifier) ?? .null
    }

    static func optional(_ date: CivilDate?) -> Self {
        date.map(Self.date) ?? .null
    }
}

/// Rows in the text format of COPY (PostgreSQL manual, "COPY", "Text Format").
struct CopyRows {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    mutating func append(_ values: [CopyValue]) {
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            append(value)
        }
        bytes.append(UInt8(ascii: "\n"))
        count += 1
    }

    private mutating func append(_ value: CopyValue) {
        switch value {
        case .null: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "N")])
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .text(let text): appendEscaped(text)
        case .boolean(let value): bytes.append(UInt8(ascii: value ? "t" : "f"))
        case .identifier(let identifier): identifier.append(to: &bytes)
        case .date(let date): date.append(to: &bytes)
        case .instant(let date, let seconds): append(date, seconds)
        case .words(let words):
            bytes.append(UInt8(ascii: "{"))
            appendEscaped(words.joined(separator: ","))
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func append(_ date: CivilDate, _ seconds: Int) {
        date.append(to: &bytes)
        bytes.append(UInt8(ascii: " "))
        for (index, part) in [seconds / 3600, seconds / 60 % 60, seconds % 60].enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ":")) }
            bytes.append(0x30 + UInt8(part / 10))
            bytes.append(0x30 + UInt8(part % 10))
        }
        bytes.append(contentsOf: "+00".utf8)
    }

    private mutating func appendEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append(contentsOf: [byte, byte])
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
            case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
