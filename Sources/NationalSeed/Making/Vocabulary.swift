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

/// The theme of workshops and thematic activities.
struct Theme: Hashable, Sendable {
    var code: String
    var topic: String
}

/// A strength or a weakness that an escort may observe.
struct FindingText: Hashable, Sendable {
    var kind: String
    var theme: String
    var text: String
}

/// A priority of projects, an action under it, and what shows its success.
struct Priority: Hashable, Sendable {
    var title: String
    var action: String
    var indicator: String
}

/// A criterion of the rubric by which committees score.
struct Criterion: Hashable, Sendable {
    var code: String
    var pointsMax: Int
    var name: BilingualName
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
    let themes: [Theme]
    let findings: [FindingText]
    let priorities: [Priority]
    let criteria: [Criterion]
    /// Sentences by what they are used for.
    let phrases: [String: [String]]

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
        themes = try CSVTable(path: folder + "themes.csv").records.map {
            Theme(code: $0[0], topic: $0[1])
        }
        findings = try CSVTable(path: folder + "findings.csv").records.map {
            FindingText(kind: $0[0], theme: $0[1], text: $0[2])
        }
        priorities = try CSVTable(path: folder + "priorities.csv").records.map {
            Priority(title: $0[0], action: $0[1], indicator: $0[2])
        }
        criteria = try CSVTable(path: folder + "criteria.csv").records.map {
            Criterion(
                code: $0[0], pointsMax: Int($0[1]) ?? 0,
                name: BilingualName(arabic: $0[2], french: $0[3]))
        }
        let phrases = try CSVTable(path: folder + "phrases.csv").records
        self.phrases = Dictionary(grouping: phrases) { $0[0] }.mapValues { $0.map { $0[1] } }
    }

    /// One of the sentences for a use.
    func phrase(_ use: String, _ stream: inout SeededStream) -> CopyValue {
        guard let phrases = phrases[use] else {
            preconditionFailure("phrases.csv has nothing for \(use)")
        }
        return .text(stream.element(of: phrases))
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
