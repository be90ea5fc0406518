import NIOCore
import NIOHTTP1

/// A `POST /graphql` of the plain kind, as far as it has come.
///
/// Whatever is unusual about a request is no concern of the direct path: it makes no request of it,
/// and the router answers.
struct DirectRequest {
    let head: HTTPRequestHead
    let authorization: String
    let accept: String?
    let origin: String?
    let requestID: String?
    let acceptLanguage: String?
    let start: ContinuousClock.Instant
    /// The parts of the body as they came.
    var body: [ByteBuffer] = []
    private(set) var bodyBytes = 0

    /// Reads the fields that matter; nil where one of them is missing, repeated or unusual.
    init?(_ head: HTTPRequestHead) {
        guard head.method == .POST, head.uri == "/graphql", head.version == .http1_1 else {
            return nil
        }
        var fields = DirectFields()
        for field in head.headers {
            guard fields.take(field.name, field.value) else { return nil }
        }
        guard let authorization = fields.authorization, fields.contentType == "application/json"
        else { return nil }
        self.head = head
        self.authorization = authorization
        accept = fields.accept
        origin = fields.origin
        requestID = fields.requestID
        acceptLanguage = fields.acceptLanguage
        start = .now
    }

    mutating func append(_ part: ByteBuffer) {
        body.append(part)
        bodyBytes += part.readableBytes
    }

    /// The body in one piece.
    var wholeBody: ByteBuffer {
        guard var whole = body.first else { return ByteBuffer() }
        for part in body.dropFirst() { whole.writeImmutableBuffer(part) }
        return whole
    }
}

/// The fields of a head that decide how a request is answered.
private struct DirectFields {
    var authorization: String?
    var contentType: String?
    var accept: String?
    var origin: String?
    var requestID: String?
    var acceptLanguage: String?

    /// Notes a field, and returns whether the direct path knows what it means here.
    ///
    /// The lengths of names come first: most fields are told apart by them.
    mutating func take(_ name: String, _ value: String) -> Bool {
        switch name.utf8.count {
        case 6:
            if isField(name, "accept") { return set(&accept, value) }
            if isField(name, "origin") { return set(&origin, value) }
            return !isField(name, "expect")
        case 7: return !isField(name, "upgrade")
        case 10: return !isField(name, "connection") || isField(value, "keep-alive")
        case 12:
            if isField(name, "content-type") { return set(&contentType, value) }
            return !isField(name, "x-request-id") || set(&requestID, value)
        case 13: return !isField(name, "authorization") || set(&authorization, value)
        case 15:
            if isField(name, "accept-language") { return set(&acceptLanguage, value) }
            return !isField(name, "idempotency-key")
        default: return true
        }
    }

    /// A repeated field is joined by the router, and odd white space is taken from it there.
    private func set(_ field: inout String?, _ value: String) -> Bool {
        guard field == nil, isPlain(value.utf8) else { return false }
        field = value
        return true
    }
}

/// Whether a text is a name in small letters, in any case.
private func isField(_ text: String, _ name: String) -> Bool {
    text.utf8.elementsEqual(name.utf8) { $0 == $1 || ($0 | 0x20 == $1 && isLetter($0)) }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

/// Whether a value is of visible ASCII with spaces only within.
private func isPlain(_ value: String.UTF8View) -> Bool {
    value.first != 0x20 && value.last != 0x20 && value.allSatisfy { (0x20...0x7E).contains($0) }
}
