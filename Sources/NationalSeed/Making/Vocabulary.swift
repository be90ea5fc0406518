import Migrations

/// A name in Arabic and in French.
struct BilingualName: Hashable, Sendable {
    var arabic: String
    var french: String

    func replacingText(
        arabic makeArabic: (String) -> String, french makeFrench: (String) -> String
    ) -> Self {
        BilingualName(arabic: makeArabic(arabic), french: makeFrench(french))
    }
}

/// The lists of `seed/national/*.csv` from which names and advice are composed.
struct Vocabulary: Sendable {
    let firstNames: [BilingualName]
    let lastNames: [BilingualName]
    let toponymPrefixes: [BilingualName]
    let toponymRoots: [BilingualName]
    let eponyms: [BilingualName]
    let communityNames: [BilingualName]
    /// Beginnings of an advice by the stage that it is about.
    let advice: [String: [String]]
    let adviceDetails: [String]

    /// Reads the lists below a folder such as `db`.
    init(path: String) throws(MigrationError) {
        let folder = path + "/seed/national/"
        firstNames = try Self.names(folder + "first_names.csv")
        lastNames = try Self.names(folder + "last_names.csv")
        toponymPrefixes = try Self.names(folder + "toponym_prefixes.csv")
        toponymRoots = try Self.names(folder + "toponym_roots.csv")
        eponyms = try Self.names(folder + "eponyms.csv")
        communityNames = try Self.names(folder + "community_names.csv")
        let advice = try CSVTable(path: folder + "advice.csv").records
        self.advice = Dictionary(grouping: advice) { $0[0] }.mapValues { $0.map { $0[1] } }
        adviceDetails = try CSVTable(path: folder + "advice_details.csv").records.map { $0[0] }
    }

    private static func names(_ path: String) throws(MigrationError) -> [BilingualName] {
        try CSVTable(path: path).records.map {
            BilingualName(arabic: $0[0], french: $0[1])
        }
    }

    /// The name of a village or a rural municipality.
    func toponym(_ stream: inout SeededStream) -> BilingualName {
        let root = stream.element(of: toponymRoots)
        guard stream.chance(70) else { return root }
        let prefix = stream.element(of: toponymPrefixes)
        return root.replacingText(
            arabic: { prefix.arabic + " " + $0 }, french: { prefix.french + " " + $0 })
    }
}

/// Gives no name twice: what occurs again is numbered.
struct DistinctNames {
    private var counts: [String: Int] = [:]

    mutating func claim(_ name: BilingualName) -> BilingualName {
        let count = (counts[name.arabic] ?? 0) + 1
        counts[name.arabic] = count
        guard count > 1 else { return name }
        return name.replacingText(
            arabic: { "\($0) \(count)" }, french: { "\($0) \(count)" })
    }
}
