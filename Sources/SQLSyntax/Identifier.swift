/// A PostgreSQL identifier that may be written into SQL text.
///
/// The only way to get a name into a statement. It is always rendered in double quotes, so that
/// case and reserved words are kept as they are ("SQL Syntax", section 4.1.1 of PostgreSQL's
/// manual).
package struct Identifier: Hashable, Sendable, CustomStringConvertible {
    /// PostgreSQL truncates identifiers beyond `NAMEDATALEN - 1` bytes, silently.
    package static let bytesMax = 63

    package let name: String

    /// Accepts a name of letters, digits and underscores that does not begin with a digit.
    package init(validating name: String) throws(IdentifierError) {
        guard name.utf8.count <= Self.bytesMax else { throw .tooLong(name) }
        guard let first = name.utf8.first, !Self.isDigit(first) else { throw .malformed(name) }
        guard name.utf8.allSatisfy(Self.isIdentifierByte) else { throw .malformed(name) }
        self.name = name
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"): true
        default: isDigit(byte)
        }
    }

    package var description: String { "\"\(name)\"" }
}

/// Why a name cannot be an `Identifier`.
package enum IdentifierError: Error, Hashable, CustomStringConvertible {
    case tooLong(String)
    case malformed(String)

    package var description: String {
        switch self {
        case .tooLong(let name):
            "The name \"\(name)\" has more than \(Identifier.bytesMax) bytes."
        case .malformed(let name):
            "The name \"\(name)\" must consist of letters, digits and underscores"
                + " and must not begin with a digit."
        }
    }
}

/// A relation or function with its namespace, such as `"app"."community"`.
package struct QualifiedName: Hashable, Sendable, CustomStringConvertible {
    package let namespace: Identifier
    package let name: Identifier

    package init(namespace: Identifier, name: Identifier) {
        self.namespace = namespace
        self.name = name
    }

    /// As people write it, without quotes.
    package var plain: String { "\(namespace.name).\(name.name)" }

    package var description: String { "\(namespace).\(name)" }
}
