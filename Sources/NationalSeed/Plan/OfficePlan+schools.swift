extension OfficePlan {
    private static let urbanKinds = Choices<SchoolKind>([
        (.primarySchool, 62), (.schoolGroup, 3), (.college, 21), (.lycee, 14),
    ])
    private static let ruralKinds = Choices<SchoolKind>([
        (.schoolGroup, 72), (.primarySchool, 5), (.communitySchool, 4), (.college, 13),
        (.lycee, 6),
    ])
    /// Few schools are visited every week, many twice a term.
    private static let attentions = Choices([
        (1, 5), (2, 8), (4, 12), (6, 16), (8, 16), (11, 14), (14, 12), (18, 8), (25, 5),
        (36, 3), (60, 1),
    ])
    private static let schoolsOfCommunityBase = 6
    /// Two dice of these sides are thrown for what a community has beyond the base.
    private static let schoolsOfCommunityDice = (20, 16)

    /// A smaller country has fewer communities, and where an office has only one, fewer schools.
    mutating func planSchools(fullCommunities: Int) {
        var names = DistinctNames()
        let municipalities = ruralMunicipalities()
        for community in communities.indices {
            let first = schools.count
            let size = communitySize(community, fullCommunities: fullCommunities)
            for _ in 0..<size {
                schools.append(school(in: community, municipalities, &names))
            }
            communities[community].schools = first..<schools.count
        }
    }

    private func communitySize(_ community: Int, fullCommunities: Int) -> Int {
        var stream = stream(.community, -community - 1)
        let dice = Self.schoolsOfCommunityDice
        let full = Self.schoolsOfCommunityBase + stream.below(dice.0) + stream.below(dice.1)
        let share = country.scale.of(full * fullCommunities)
        return max(stream.rounded(share, over: communities.count), 2)
    }

    private func ruralMunicipalities() -> [BilingualName] {
        var stream = stream(.staff)
        var names = DistinctNames()
        return (0..<stream.within(4...14)).map { _ in
            names.claim(country.vocabulary.toponym(&stream))
        }
    }

    private func school(
        in community: Int, _ municipalities: [BilingualName], _ names: inout DistinctNames
    ) -> SchoolPlan {
        let ordinal = schools.count + 1
        var stream = stream(.school, ordinal)
        let isUrban = stream.chance(communities[community].isUrban ? 95 : 8)
        let kind = stream.element(of: isUrban ? Self.urbanKinds : Self.ruralKinds)
        let neighbours = (community * 3 + stream.below(3)) % municipalities.count
        return SchoolPlan(
            id: identifier(.school, ordinal), community: community, ordinal: ordinal,
            kind: kind, name: names.claim(schoolName(kind, isUrban, &stream)),
            isUrban: isUrban,
            municipality: isUrban ? office.name : municipalities[neighbours],
            openedOn: Self.openingDay(&stream), attention: stream.element(of: Self.attentions))
    }

    private static func openingDay(_ stream: inout SeededStream) -> CivilDate {
        let year = stream.chance(92) ? stream.within(1948...2012) : stream.within(2013...2024)
        return CivilDate(year, 9, 1)
    }

    private func schoolName(
        _ kind: SchoolKind, _ isUrban: Bool, _ stream: inout SeededStream
    ) -> BilingualName {
        let byPlace = kind == .schoolGroup || kind == .communitySchool || stream.chance(15)
        let name =
            byPlace
            ? country.vocabulary.toponym(&stream)
            : stream.element(of: country.vocabulary.eponyms)
        return name.replacingText(arabic: kind.arabicName, french: kind.frenchName)
    }
}

extension SchoolKind {
    func arabicName(_ name: String) -> String {
        switch self {
        case .schoolGroup: "مجموعة مدارس \(name)"
        case .primarySchool: "مدرسة \(name) الابتدائية"
        case .communitySchool: "المدرسة الجماعاتية \(name)"
        case .college: "الثانوية الإعدادية \(name)"
        case .lycee: "الثانوية التأهيلية \(name)"
        }
    }

    func frenchName(_ name: String) -> String {
        switch self {
        case .schoolGroup: "Groupe scolaire \(name)"
        case .primarySchool: "École primaire \(name)"
        case .communitySchool: "École communautaire \(name)"
        case .college: "Collège \(name)"
        case .lycee: "Lycée \(name)"
        }
    }
}
