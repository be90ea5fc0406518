import JSONBytes

/// The parts of a JSON Web Signature in compact form (RFC 7515 §3.1), none of them verified.
struct SignedToken {
    /// The text that the signature signs, as bytes.
    let signedBytes: [UInt8]
    let signature: [UInt8]

    /// The `kid` of the header.
    let keyIdentifier: String?

    private let encodedPayload: Substring.UTF8View

    /// Reads the header and judges it: HS256 only, and no critical extensions (RFC 7515 §4.1.11).
    init(_ token: Substring) throws(AuthenticationError) {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = jsonObject(parts[0]) else { throw .malformed }
        guard header["alg"]?.textValue == "HS256" else { throw .algorithm }
        guard header["crit"] == nil else { throw .criticalHeader }
        guard let signature = base64URLDecoded(parts[2]) else { throw .badSignature }
        switch header["kid"] {
        case nil: keyIdentifier = nil
        case .string(let identifier): keyIdentifier = identifier
        default: throw .unknownKey
        }
        self.signature = signature
        signedBytes = Array(token.utf8[..<parts[1].endIndex])
        encodedPayload = parts[1]
    }

    /// The claims, to be read once the signature is verified.
    func claims() throws(AuthenticationError) -> TokenClaims {
        guard let payload = jsonObject(encodedPayload) else { throw .malformed }
        return TokenClaims(payload)
    }
}

/// The object of a part of a token, or nil when it is not base64url of JSON of an object.
private func jsonObject(_ part: Substring.UTF8View) -> JSONObject? {
    guard let bytes = base64URLDecoded(part),
        case .object(let object) = try? parseJSON(bytes.span, limits: JSONLimits())
    else { return nil }
    return object
}
