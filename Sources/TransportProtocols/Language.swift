/// The languages in which a caller reads why a command was refused, by their tags (RFC 5646).
package enum Language: String, Hashable, Sendable, CaseIterable {
    case arabic = "ar"
    case english = "en"
    case french = "fr"

    /// The language that an Accept-Language field prefers (RFC 9110 §12.5.4).
    ///
    /// The heaviest range wins, and the first of equals. A range such as `ar-MA` stands for its
    /// language; `*` stands for English, or else for the first language, that no other range
    /// names. Nil where the field names none of the languages, and where there is no field.
    package static func preferred(
        acceptLanguage: String?, limits: TransportLimits = TransportLimits()
    ) -> Language? {
        guard let acceptLanguage else { return nil }
        let ranges = splitOutsideQuotes(acceptLanguage[...], at: ",")
            .prefix(limits.acceptRangesMax).compactMap(LanguageRange.init)
        let named = Set(ranges.compactMap { Language(rawValue: $0.primaryTag) })
        var best: (language: Language, weight: Int)?
        for range in ranges where range.weight > best?.weight ?? 0 {
            let language =
                range.primaryTag == "*"
                ? [.english, .arabic, .french].first { !named.contains($0) }
                : Language(rawValue: range.primaryTag)
            if let language { best = (language, range.weight) }
        }
        return best?.language
    }
}

/// A range of an Accept-Language field, as far as it matters here.
private struct LanguageRange {
    /// The first part of the tag in lower case, or `*`.
    let primaryTag: String
    /// The weight in thousandths.
    let weight: Int

    /// Nil when the text is no range with a well-formed weight.
    init?(_ text: Substring) {
        let parts = splitOutsideQuotes(text, at: ";").map(trimmed)
        guard parts.count <= 2,
            let tag = parts[0].split(separator: "-", omittingEmptySubsequences: false).first,
            !tag.isEmpty
        else { return nil }
        primaryTag = tag.lowercased()
        guard parts.count == 2 else {
            weight = qualityMax
            return
        }
        let quality = parts[1].split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard quality.count == 2, quality[0].lowercased() == "q",
            let weight = thousandths(String(quality[1]))
        else { return nil }
        self.weight = weight
    }
}

/// The weight of a range that has none of its own.
private let qualityMax = 1_000
