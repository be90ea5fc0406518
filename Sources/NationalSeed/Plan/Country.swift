/// An office as `app.office` has it, and its place among all offices.
struct Office: Hashable, Sendable {
    var id: Int
    var code: String
    var regionCode: String
    var kind: String
    var name: BilingualName
    var index: Int

    /// The three southern regions are vast and have few schools.
    var isSparse: Bool { regionCode >= "10" }
    var isUrban: Bool { kind != "PROVINCE" }
}

/// What all offices of an invented country share.
struct Country: Sendable {
    let root: RootKey
    let scale: Scale
    let vocabulary: Vocabulary
    let offices: [Office]

    /// The first years of the ten school years, of which the last has only begun.
    static let years = Array(2017...2026)

    /// The day after which nothing has happened yet.
    static let lastDay = CivilDate(2026, 11, 19)

    static func schoolYear(_ year: Int) -> String {
        "\(year)-\(year + 1)"
    }
}
