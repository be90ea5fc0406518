package import PostgresClient
import TransportProtocols

/// What the rules of commands say in each language, read once from `app.sentence`.
package struct Sentences: Sendable {
    private struct Key: Hashable {
        let code: String
        let language: Language
    }

    private var texts: [Key: String] = [:]

    /// None: then a refusal says what the database said.
    package init() {}

    package init(reading connection: AdministrationConnection) throws(DatabaseError) {
        let rows = try connection.query("SELECT rule, language, sentence FROM app.sentence")
        for row in rows {
            guard let rule = row[0], let language = row[1].flatMap(Language.init),
                let text = row[2]
            else { continue }
            texts[Key(code: rule.uppercased(), language: language)] = text
        }
    }

    /// A sentence with its facts filled in; nil where there is none, or a fact of it is not given.
    func sentence(
        _ code: String, in language: Language, facts: [CommandRefusal.Parameter]
    ) -> String? {
        guard let text = texts[Key(code: code, language: language)] else { return nil }
        var filled = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "{") {
            guard let end = rest[start...].firstIndex(of: "}") else { return nil }
            let name = rest[rest.index(after: start)..<end]
            guard let fact = facts.first(where: { $0.name == name }) else { return nil }
            filled += rest[..<start] + fact.value
            rest = rest[rest.index(after: end)...]
        }
        return filled + rest
    }
}

extension CommandRefusal {
    /// The refusal in the language that a request prefers.
    ///
    /// Without one a rule says what it was raised with, and a constraint its English sentence.
    func told(to request: GraphQLRequest, by sentences: Sentences) -> CommandRefusal {
        let preferred = Language.preferred(acceptLanguage: request.circumstances.acceptLanguage)
        var told = self
        told.language = preferred ?? .english
        guard preferred != nil || isConstraint else { return told }
        if let text = sentences.sentence(code, in: told.language, facts: parameters)
            ?? sentences.sentence(code, in: .english, facts: parameters).flatMap({
                isConstraint ? $0 : nil
            })
        {
            told.message = text
        }
        return told
    }
}
