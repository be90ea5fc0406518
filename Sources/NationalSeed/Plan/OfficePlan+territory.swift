extension OfficePlan {
    /// Communities of an office: most have a handful, some one, a few twenty.
    private static let communityCounts = Choices([
        (1, 2), (2, 5), (3, 8), (4, 10), (5, 11), (6, 11), (7, 10), (8, 8), (9, 6), (10, 5),
        (12, 4), (14, 3), (16, 2), (20, 2),
    ])
    private static let communityCountMax = 20

    mutating func planTerritory() {
        var stream = stream(.office)
        let full = Self.communityCount(office, &stream)
        let count = max(country.scale.of(full), 1)
        planZones((count + 1) / 2)
        planCommunities(count, &stream)
        planSchools(fullCommunities: full)
    }

    private static func communityCount(_ office: Office, _ stream: inout SeededStream) -> Int {
        if office.isSparse { return stream.within(1...3) }
        let count = stream.element(of: communityCounts)
        return min(count + (office.isUrban ? 1 : 0), communityCountMax)
    }

    private mutating func planZones(_ count: Int) {
        var names = DistinctNames()
        zones = (1...count).map { ordinal in
            var stream = stream(.zone, ordinal)
            let place =
                ordinal == 1 ? office.name : country.vocabulary.toponym(&stream)
            let isBasin = stream.chance(25)
            let name = place.replacingText(
                arabic: { (isBasin ? "حوض " : "منطقة ") + $0 },
                french: { (isBasin ? "Bassin " : "Zone ") + $0 })
            return ZonePlan(
                id: identifier(.zone, ordinal), ordinal: ordinal, name: names.claim(name),
                kind: isBasin ? "BASIN" : "ZONE")
        }
    }

    /// The first communities of an office are those of its towns.
    private mutating func planCommunities(_ count: Int, _ stream: inout SeededStream) {
        var names = DistinctNames()
        let urbanPercent = office.isUrban ? 85 : 35
        let urbanCount = stream.rounded(count * urbanPercent, over: 100)
        communities = (1...count).map { number in
            var stream = self.stream(.community, number)
            let name = stream.element(of: country.vocabulary.communityNames).replacingText(
                arabic: { "جماعة \($0)" }, french: { "Communauté \($0)" })
            let established = CivilDate(2013, 10, 1) + stream.below(900)
            return CommunityPlan(
                id: identifier(.community, number), zone: (number - 1) % zones.count,
                number: number, name: names.claim(name), establishedOn: established,
                isUrban: number <= urbanCount)
        }
    }
}
