/// What an identifier or a stream of numbers belongs to.
///
/// The numbers are part of every identifier: a new subject takes the next one.
enum Subject: UInt64 {
    case office = 1
    case zone, community, school, person, roleGrant, assignment, visit, staff, escorts
    case regionalGrant, act, smallGroup, workshop, finding
    case project, priority, action, progress, record, submission, decision
    case agreement, programme, version, line, communityProgramme, proposal
    case support, transport, visitNotMade
    case rubric, criterion, session, entry, seat, recusal, declaration
    case score, ranking, vote, minutes, mandate, evaluation
    case planted, history, lineage, formerCommunity
}

/// The key of a seed number and a scale, from which everything else derives.
struct RootKey: Hashable, Sendable {
    private let word: UInt64

    init(seed: UInt64, scale: Scale) {
        word = Self.joined(Self.joined(0, seed), UInt64(scale.tenThousandths))
    }

    func key(_ subject: Subject, _ first: Int, _ second: Int = 0) -> UInt64 {
        let subject = Self.joined(word, subject.rawValue)
        let first = Self.joined(subject, UInt64(bitPattern: Int64(first)))
        return Self.joined(first, UInt64(bitPattern: Int64(second)))
    }

    func stream(_ subject: Subject, _ first: Int, _ second: Int = 0) -> SeededStream {
        SeededStream(key(subject, first, second))
    }

    func identifier(_ subject: Subject, _ first: Int, _ second: Int = 0) -> Identifier {
        var stream = SeededStream(~key(subject, first, second))
        return Identifier(high: stream.next(), low: stream.next())
    }

    private static func joined(_ word: UInt64, _ other: UInt64) -> UInt64 {
        SeededStream.mixed(word &* 0x9E37_79B9_7F4A_7C15 &+ SeededStream.mixed(other &+ 1))
    }
}

/// A UUID of version 8, which RFC 9562 leaves to whoever makes it (§5.8).
struct Identifier: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high & ~0xF000 | 0x8000
        self.low = low & (UInt64.max >> 2) | (1 << 63)
    }

    /// The 36 characters in small letters.
    var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to bytes: inout [UInt8]) {
        for nibble in 0..<32 {
            if [8, 12, 16, 20].contains(nibble) { bytes.append(UInt8(ascii: "-")) }
            let word = nibble < 16 ? high : low
            let digit = UInt8((word >> UInt64(60 - nibble % 16 * 4)) & 0xF)
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
