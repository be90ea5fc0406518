extension OfficePlan {
    /// The first day of the school year that begins in a year.
    static func startOfYear(_ year: Int) -> CivilDate { CivilDate(year, 9, 1) }

    /// The last day of the school year before.
    static func endBefore(_ year: Int) -> CivilDate { CivilDate(year, 8, 31) }

    /// Adds a person and gives the position.
    mutating func addPerson(
        corps: String, zone: Int? = nil, homeOffice: Int? = nil
    ) -> Int {
        let ordinal = people.count + 1
        var stream = stream(.person, ordinal)
        people.append(
            PersonPlan(
                id: identifier(.person, ordinal),
                staffNumber: Self.staffNumber(office, ordinal),
                firstName: stream.element(of: country.vocabulary.firstNames),
                lastName: stream.element(of: country.vocabulary.lastNames), corps: corps,
                homeOffice: homeOffice ?? office.id,
                workZone: homeOffice == nil ? zone.map { zones[$0].id } : nil))
        return people.count - 1
    }

    /// Eight digits, unique in the country.
    private static func staffNumber(_ office: Office, _ ordinal: Int) -> Int {
        10_000_000 + office.index * 100_000 + ordinal
    }

    /// Successive holders of one function, from a year on; the last one is still there.
    mutating func tenures(
        from firstYear: Int, lengths: ClosedRange<Int>, _ stream: inout SeededStream,
        person: (inout Self) -> Int
    ) -> [Tenure] {
        let present = Country.years[Country.years.count - 1]
        var tenures: [Tenure] = []
        var year = firstYear
        while year <= present {
            let next = year + stream.within(lengths)
            let end = next > present ? nil : Self.endBefore(next)
            tenures.append(
                Tenure(person: person(&self), from: Self.startOfYear(year), to: end))
            year = next
        }
        return tenures
    }

    /// A head stays about seven years; two schools in a hundred have none at present.
    mutating func planHeads() {
        for position in schools.indices {
            var stream = stream(.staff, schools[position].ordinal)
            let opened = schools[position].openedOn.components.year
            let zone = communities[schools[position].community].zone
            var heads = tenures(
                from: max(stream.within(2010...2017), opened), lengths: 4...11, &stream
            ) { $0.addPerson(corps: "SCHOOL_HEAD", zone: zone) }
            if stream.chance(2), heads[heads.count - 1].from < Self.endBefore(2026) {
                heads[heads.count - 1].to = Self.endBefore(2026)
            }
            schools[position].heads = heads
            grants += heads.map {
                GrantPlan(role: "SCHOOL_HEAD", tenure: $0, school: schools[position].id)
            }
        }
    }

    /// A coordinator is a head of the community, for three years or until leaving the school.
    mutating func planCoordinators() {
        for (position, community) in communities.enumerated() {
            var stream = stream(.staff, -position - 1)
            for (year, next) in [(2017, 2020), (2020, 2023)] {
                let day = Self.startOfYear(year)
                guard let head = head(of: community, &stream, where: { $0.holds(on: day) })
                else { continue }
                let end = min(head.to ?? .distantFuture, Self.endBefore(next))
                coordinate(position, Tenure(person: head.person, from: day, to: end))
            }
            guard let head = head(of: community, &stream, where: { $0.to == nil }) else { continue }
            let from = max(head.from, Self.startOfYear(2023))
            coordinate(position, Tenure(person: head.person, from: from, to: nil))
        }
    }

    private mutating func coordinate(_ community: Int, _ tenure: Tenure) {
        communities[community].coordinators.append(tenure)
        grants.append(
            GrantPlan(
                role: "COORDINATOR", tenure: tenure, community: communities[community].id))
    }

    /// A head that fulfils the condition, of the first school from an arbitrary one on.
    private func head(
        of community: CommunityPlan, _ stream: inout SeededStream,
        where condition: (Tenure) -> Bool
    ) -> Tenure? {
        let count = community.schools.count
        let start = stream.below(count)
        for offset in 0..<count {
            let school = schools[community.schools.lowerBound + (start + offset) % count]
            if let head = school.heads.first(where: condition) { return head }
        }
        return nil
    }

    mutating func planOfficeStaff() {
        var stream = stream(.staff, Int.min)
        plan("DELEGATE", corps: "ADMINISTRATION", places: 1, lengths: 3...6, &stream)
        let officers = 2 + communities.count / 3
        plan("OFFICER", corps: "ADMINISTRATION", places: officers, lengths: 3...12, &stream)
        plan("ANALYST", corps: "PLANNING", places: stream.within(1...2), lengths: 4...9, &stream)
    }

    private mutating func plan(
        _ role: String, corps: String, places: Int, lengths: ClosedRange<Int>,
        _ stream: inout SeededStream
    ) {
        for _ in 0..<places {
            let first = stream.within(2012...2017)
            let holders = tenures(from: first, lengths: lengths, &stream) {
                $0.addPerson(corps: corps)
            }
            grants += holders.map { GrantPlan(role: role, tenure: $0) }
            staff[role, default: []] += holders
        }
    }

    /// Who held a post of the office on a day; there is always a delegate and an officer.
    func holder(of role: String, on day: CivilDate) -> CopyValue {
        guard let tenure = staff[role]?.first(where: { $0.holds(on: day) }) else {
            preconditionFailure("nobody was \(role) on that day")
        }
        return .identifier(people[tenure.person].id)
    }

    /// The present analyst of the first office of a region, who studies the region as well.
    var regionalAnalyst: Tenure? {
        let first = country.offices.first { $0.regionCode == office.regionCode }
        guard first?.id == office.id else { return nil }
        return grants.first { $0.role == "ANALYST" && $0.tenure.to == nil }?.tenure
    }
}
