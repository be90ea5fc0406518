/// The media types in which a GraphQL response is sent (GraphQL over HTTP, "Media Types").
package enum ResponseMediaType: String, Hashable, Sendable, CaseIterable {
    /// The type made for GraphQL responses: statuses other than 200 are part of its meaning.
    case graphQLResponse = "application/graphql-response+json"

    /// The legacy type, and what a client gets that asks for nothing in particular.
    case json = "application/json"

    /// The value of the Content-Type field.
    package var contentType: String {
        switch self {
        case .graphQLResponse: "application/graphql-response+json; charset=utf-8"
        case .json: "application/json; charset=utf-8"
        }
    }

    /// Chooses the type for a reply from the Accept field (RFC 9110 §12.5.1).
    ///
    /// The heavier type wins, then the one that the client names rather than covers by a
    /// wildcard. Between equals `graphQLResponse` is preferred where the client names it and
    /// `json` where it does not, because then it may not know the newer type.
    package static func negotiate(
        accept: String?,
        limits: TransportLimits
    ) throws(TransportError) -> ResponseMediaType {
        guard let accept else { return .json }
        switch accept {
        case "*/*", "", ResponseMediaType.json.rawValue: return .json
        case ResponseMediaType.graphQLResponse.rawValue: return .graphQLResponse
        default: break
        }
        let ranges = splitOutsideQuotes(accept[...], at: ",").prefix(limits.acceptRangesMax)
            .compactMap(MediaRange.init)
        let graphQLResponse = ResponseMediaType.graphQLResponse.match(in: ranges)
        let json = ResponseMediaType.json.match(in: ranges)
        guard max(graphQLResponse.weight, json.weight) > 0 else { throw .notAcceptable(accept) }
        if graphQLResponse == json { return json.precision == 2 ? .graphQLResponse : .json }
        return json < graphQLResponse ? .graphQLResponse : .json
    }

    /// The weight that the most precise of the matching ranges gives to this type.
    private func match(in ranges: [MediaRange]) -> Match {
        var best = Match(weight: 0, precision: -1)
        for range in ranges where range.allowsUTF8 {
            guard let precision = precision(of: range), precision >= best.precision else {
                continue
            }
            let weight =
                precision == best.precision
                ? max(best.weight, range.weight) : range.weight
            best = Match(weight: weight, precision: precision)
        }
        return best
    }

    /// How precisely a range names this type: 2 by name, 1 or 0 by a wildcard, nil not at all.
    private func precision(of range: MediaRange) -> Int? {
        switch (range.type, range.subtype) {
        case ("*", "*"): 0
        case ("application", "*"): 1
        case ("application", "graphql-response+json") where self == .graphQLResponse: 2
        case ("application", "json") where self == .json: 2
        default: nil
        }
    }
}

/// How much a client wants one type, ordered by weight and then by precision.
private struct Match: Comparable {
    let weight: Int
    let precision: Int

    static func < (left: Match, right: Match) -> Bool {
        (left.weight, left.precision) < (right.weight, right.precision)
    }
}

extension MediaRange {
    /// Whether UTF-8 text is allowed by the charset parameter, if there is one.
    var allowsUTF8: Bool {
        charset == nil || charset == "utf-8" || charset == "utf8"
    }
}
