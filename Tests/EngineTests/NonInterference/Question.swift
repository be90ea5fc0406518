import JSONBytes

/// What is asked of both twins.
struct Question: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case order, filter, search, page, figure, group, lookup, path, kept, random
    }

    let kind: Kind
    let document: String
    var variables = JSONObject()

    /// Several root fields as one document, each under an alias.
    static func together(_ kind: Kind, _ fields: [String], count: Int = 12) -> [Question] {
        stride(from: 0, to: fields.count, by: count).map { start in
            let part = fields[start..<min(start + count, fields.count)]
            let aliased = part.enumerated().map { "a\($0.offset): \($0.element)" }
            return Question(kind: kind, document: "{ \(aliased.joined(separator: " ")) }")
        }
    }
}
