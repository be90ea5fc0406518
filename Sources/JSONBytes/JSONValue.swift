/// A JSON value (RFC 8259 §3) that keeps what Swift's own types would lose.
///
/// A number keeps the text that it was written with, and an object the order of its members, so
/// that a custom scalar reaches its column exactly as the client sent it. Equality is that of the
/// parts: `1` and `1.0` differ, and so do two objects with the same members in another order.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// A number as its source text, always of the grammar of RFC 8259 §6.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// The members of a JSON object (RFC 8259 §4) in document order, no name twice.
///
/// A member that is absent and one that is null are told apart: the subscript gives `nil` for the
/// former and `.null` for the latter. Names are compared byte by byte, never by canonical
/// equivalence as `String` does.
package struct JSONObject: Sendable {
    /// One name and its value.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member]
    /// Where each name stands; kept only once a scan of the members would cost more than hashing.
    private var positions: [ExactName: Int]

    /// The count up to which a scan of the members finds a name fastest.
    private static let scannedCountMax = 8

    /// An object without members.
    package init() {
        members = []
        positions = [:]
    }

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }

    /// The value of a member, or `nil` where the object has none of that name.
    package subscript(_ name: String) -> JSONValue? {
        position(of: name).map { members[$0].value }
    }

    /// Adds a member at the end, unless the name is taken.
    ///
    /// - Returns: whether the member was added.
    @discardableResult
    package mutating func append(name: String, value: JSONValue) -> Bool {
        guard position(of: name) == nil else { return false }
        members.append(Member(name: name, value: value))
        indexLastMember()
        return true
    }

    private func position(of name: String) -> Int? {
        if members.count > Self.scannedCountMax { return positions[ExactName(text: name)] }
        return members.firstIndex { ExactName(text: $0.name) == ExactName(text: name) }
    }

    private mutating func indexLastMember() {
        if members.count == Self.scannedCountMax + 1 {
            for (position, member) in members.enumerated() {
                positions[ExactName(text: member.name)] = position
            }
        } else if members.count > Self.scannedCountMax {
            positions[ExactName(text: members[members.count - 1].name)] = members.count - 1
        }
    }
}

extension JSONObject: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.members == right.members }

    package func hash(into hasher: inout Hasher) { hasher.combine(members) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object written as a literal.
    ///
    /// - Precondition: no name occurs twice.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init()
        for (name, value) in elements {
            let isAdded = append(name: name, value: value)
            precondition(isAdded, "A JSON object literal names a member twice.")
        }
    }
}

/// A member name that equals another only when their bytes are equal.
private struct ExactName: Hashable {
    let text: String

    static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        let bytes = text.utf8Span.span
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
