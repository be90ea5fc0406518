import HTTPTypes

/// The word by which a request is found again in logs, in the client's and in ours.
struct RequestID: Hashable, Sendable {
    let text: String

    /// Takes over what the client sent where it is 1 to `requestIDBytesMax` letters, digits, `-`,
    /// `_` or `.`; otherwise makes 128 random bits in hexadecimal.
    init(_ sent: String?) {
        var generator = SystemRandomNumberGenerator()
        self.init(sent, using: &generator)
    }

    init(_ sent: String?, using generator: inout some RandomNumberGenerator) {
        if let sent, RequestID.isSane(sent.utf8) {
            text = sent
        } else {
            text = hexadecimal(generator.next()) + hexadecimal(generator.next())
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

/// Makes the words of one connection's requests from one seed, without a system call for each.
///
/// The words need to be unique, not secret, and SplitMix64 passes the tests of randomness.
struct RequestIDGenerator: RandomNumberGenerator {
    private var state = UInt64.random(in: 0 ... .max)

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func requestID(sent: String?) -> RequestID {
        RequestID(sent, using: &self)
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
