/// What comes with a request beside it, in fields of its head.
package struct RequestCircumstances: Hashable, Sendable {
    /// The word by which the request is found in logs; empty where it has none.
    package var requestID = ""

    /// The Accept-Language field, read only where there is something to say.
    package var acceptLanguage: String?

    /// Under which a command is done once, however often it is sent.
    package var idempotencyKey: IdempotencyKey?

    package init(
        requestID: String = "", acceptLanguage: String? = nil,
        idempotencyKey: IdempotencyKey? = nil
    ) {
        self.requestID = requestID
        self.acceptLanguage = acceptLanguage
        self.idempotencyKey = idempotencyKey
    }
}

/// The value of an Idempotency-Key field (draft-ietf-httpapi-idempotency-key-header).
package struct IdempotencyKey: Hashable, Sendable {
    package let text: String

    /// Accepts 1 to `idempotencyKeyBytesMax` visible characters of ASCII, in quotes, as the draft
    /// has it, or without.
    package init(_ field: String) throws(TransportError) {
        var text = field[...]
        if text.utf8.count >= 2, text.first == "\"", text.last == "\"" {
            text = text.dropFirst().dropLast()
        }
        let bytesMax = TransportLimits.idempotencyKeyBytesMax
        guard (1...bytesMax).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        else { throw .malformedIdempotencyKey(bytesMax: bytesMax) }
        self.text = String(text)
    }
}
