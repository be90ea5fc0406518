/// A statement that each connection prepares once and then runs by its name.
///
/// The name follows from the text and the parameter types alone, so that equal statements share one
/// name on every connection and in every process.
package struct PreparedStatement: Hashable, Sendable {
    /// The hash that the name is made of; registries use it as their key.
    package let id: UInt64
    package let name: String
    package let sql: String
    package let parameterTypes: [OID]

    package init(_ sql: String, parameterTypes: [OID] = []) {
        precondition(!sql.utf8.contains(0), "the text of a statement ends at its first NUL")
        var hash = FNV1a()
        hash.combine(sql.utf8)
        for type in parameterTypes {
            hash.combine(0)
            hash.combine(String(type.rawValue).utf8)
        }
        id = hash.value
        name = Self.name(id: hash.value)
        self.sql = sql
        self.parameterTypes = parameterTypes
    }

    /// The name in the server's sessions: lower case, so that it needs no quotes.
    static func name(id: UInt64) -> String {
        let digits = String(id, radix: 16)
        return "s_" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.id == right.id && left.sql == right.sql && left.parameterTypes == right.parameterTypes
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }
}

/// The 64-bit FNV-1a hash, which is the same in every process, unlike `Hasher`.
private struct FNV1a {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { combine(byte) }
    }

    mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
