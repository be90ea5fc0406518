/// The bounds on what one client may send, each with its unit and its reason.
package struct TransportLimits: Hashable, Sendable {
    /// Bytes of a request body, 1 MiB: a document with large variables fits, a flood does not.
    package var requestBytesMax: Int

    /// Bytes of the query string of a GET request, 16 KiB: what proxies on the way pass on.
    package var queryStringBytesMax: Int

    /// Media ranges of an Accept field that are read; those after them are ignored.
    package var acceptRangesMax: Int

    /// Characters of client text that an error message repeats.
    package static let quotedCharactersMax = 80

    /// Bytes of an Idempotency-Key: twice a UUID with a prefix.
    package static let idempotencyKeyBytesMax = 128

    /// Digits of an office code: official codes have five, and other registries have longer ones.
    package static let officeDigitsMax = 16

    package init(
        requestBytesMax: Int = 1_048_576,
        queryStringBytesMax: Int = 16_384,
        acceptRangesMax: Int = 32
    ) {
        self.requestBytesMax = requestBytesMax
        self.queryStringBytesMax = queryStringBytesMax
        self.acceptRangesMax = acceptRangesMax
    }
}
