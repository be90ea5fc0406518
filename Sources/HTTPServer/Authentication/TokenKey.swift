package import Crypto
import JWTKit

/// A secret with which tokens are signed and verified by HMAC with SHA-256 (HS256).
///
/// Its description tells nothing of the secret.
package struct TokenKey: Sendable, CustomStringConvertible {
    /// The `kid` of the tokens that are signed with this key.
    package let identifier: String

    private let bytes: [UInt8]

    /// The secret is too short to withstand guessing.
    package struct TooShort: Error, Hashable, Sendable {
        /// Bytes of the refused secret.
        package let bytes: Int

        /// Bytes that a secret needs.
        package let bytesMin: Int

        package init(bytes: Int, bytesMin: Int) {
            self.bytes = bytes
            self.bytesMin = bytesMin
        }
    }

    /// Accepts a secret of at least `AuthenticationLimits.keyBytesMin` bytes.
    package init(_ bytes: [UInt8], identifier: String = "1") throws(TooShort) {
        let bytesMin = AuthenticationLimits.keyBytesMin
        guard bytes.count >= bytesMin else {
            throw TooShort(bytes: bytes.count, bytesMin: bytesMin)
        }
        self.bytes = bytes
        self.identifier = identifier
    }

    package var description: String { "TokenKey(\(identifier))" }

    /// A key for another purpose, the same for the same secret (HKDF, RFC 5869); nothing that is
    /// made with it tells of the secret.
    package func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: bytes), info: Array(purpose.utf8),
            outputByteCount: SHA256.byteCount)
    }

    /// A collection that has this key alone, so that no other one is ever a fallback.
    func collection() async -> JWTKeyCollection {
        await JWTKeyCollection().add(
            hmac: HMACKey(from: bytes),
            digestAlgorithm: .sha256,
            kid: JWKIdentifier(string: identifier))
    }

    /// HS256 under this key.
    func algorithm() async throws -> any JWTAlgorithm {
        try await collection().getKey()
    }
}
