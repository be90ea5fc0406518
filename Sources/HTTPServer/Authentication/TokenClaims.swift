import JSONBytes

/// The claims of a token (RFC 7519 §4.1) that the verifier judges, each read without a judgement.
///
/// A claim of an unexpected kind is kept as `.malformed`, so that the error can say which it is.
struct TokenClaims: Hashable {
    let issuer: Claim<String>
    let audience: Claim<[String]>
    let subject: Claim<String>
    let office: Claim<String>
    let expiration: Claim<Int64>
    let issuedAt: Claim<Int64>
    let notBefore: Claim<Int64>

    /// The name by which this server is issuer and audience.
    static let party = "mouwakaba"

    /// A claim that may be missing or of another kind than the verifier takes.
    enum Claim<Value: Hashable>: Hashable {
        case absent
        case malformed
        case value(Value)
    }

    init(_ payload: JSONObject) {
        issuer = Claim(payload["iss"], read: \.textValue)
        audience = Claim(payload["aud"], read: \.textValues)
        subject = Claim(payload["sub"], read: \.textValue)
        office = Claim(payload["office"], read: \.textValue)
        expiration = Claim(payload["exp"], read: \.secondsValue)
        issuedAt = Claim(payload["iat"], read: \.secondsValue)
        notBefore = Claim(payload["nbf"], read: \.secondsValue)
    }
}

extension TokenClaims.Claim {
    fileprivate init(_ value: JSONValue?, read: (JSONValue) -> Value?) {
        if let value {
            self = read(value).map(Self.value) ?? .malformed
        } else {
            self = .absent
        }
    }
}

extension JSONValue {
    /// The text of a string.
    var textValue: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// One string, or the strings of an array of nothing else.
    fileprivate var textValues: [String]? {
        guard case .array(let elements) = self else { return textValue.map { [$0] } }
        let texts = elements.compactMap(\.textValue)
        return texts.count == elements.count ? texts : nil
    }

    /// Seconds since 1970, from a number whose fraction, if any, is cut off.
    fileprivate var secondsValue: Int64? {
        guard case .number(let text) = self, let number = Double(text) else { return nil }
        return Int64(exactly: number.rounded(.down))
    }
}
