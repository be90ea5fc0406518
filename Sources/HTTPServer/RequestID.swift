import HTTPTypes

/// The word by which a request is found again in logs, in the client's and in ours.
struct RequestID: Hashable, Sendable {
    let text: String

    /// Takes over what the client sent where it is 1 to `requestIDBytesMax` letters, digits, `-`,
    /// `_` or `.`; otherwise makes 128 random bits in hexadecimal.
    init(_ sent: String?) {
        if let sent, RequestID.isSane(sent.utf8) {
            text = sent
        } else {
            text = hexadecimal(.random(in: 0 ... .max)) + hexadecimal(.random(in: 0 ... .max))
        }
    }

    private static func isSane(_ bytes: String.UTF8View) -> Bool {
        guard (1...HTTPServerLimits.requestIDBytesMax).contains(bytes.count) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}

private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

extension HTTPField.Name {
    /// The field that carries the request's word, both ways.
    static let requestID: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Request-ID") else {
            preconditionFailure("X-Request-ID is a token.")
        }
        return name
    }()
}
