extension OfficePlan {
    private static let escortCorps = Choices([
        ("INSPECTION", 78), ("ORIENTATION", 9), ("PLANNING", 6), ("ADMINISTRATION", 7),
    ])
    private static let schoolsOfEscort = 5
    /// Of so many places one is exchanged each year, so that an escort has formerly escorted
    /// other communities.
    private static let exchangedSlotPeriod = 4

    /// One place for five schools, at least one a community.
    mutating func planEscorts() {
        for (position, community) in communities.enumerated() {
            let count = max(community.schools.count / Self.schoolsOfEscort, 1)
            let first = escorting.slots.count
            escorting.slots += Array(repeating: position, count: count)
            escorting.slotsByCommunity.append(first..<first + count)
        }
        for slot in escorting.slots.indices {
            var stream = stream(.escorts, slot + 1)
            let zone = communities[escorting.slots[slot]].zone
            let holders = tenures(from: Country.years[0], lengths: 2...9, &stream) { plan in
                plan.addEscort(zone: zone)
            }
            escorting.lineages.append(holders)
            grants += holders.map { GrantPlan(role: "ESCORT", tenure: $0) }
        }
    }

    /// Three escorts in a hundred are employed by another office.
    private mutating func addEscort(zone: Int) -> Int {
        var stream = stream(.escorts, -people.count - 1)
        let corps = stream.element(of: Self.escortCorps)
        let isGuest = stream.chance(3)
        let home = country.offices[(office.index + 1) % country.offices.count].id
        return addPerson(corps: corps, zone: zone, homeOffice: isGuest ? home : nil)
    }

    mutating func planAssignments() {
        for (yearIndex, year) in Country.years.enumerated() {
            for slot in escorting.slots.indices {
                let lineage = escorting.lineages[lineage(of: slot, yearIndex: yearIndex)]
                let day = Self.startOfYear(year)
                guard let tenure = lineage.first(where: { $0.holds(on: day) }) else {
                    preconditionFailure("a lineage of escorts has no gap")
                }
                escorting.assignments.append(assignment(tenure.person, slot, year))
            }
        }
    }

    /// Every fourth place takes over the persons of the next such place each year.
    private func lineage(of slot: Int, yearIndex: Int) -> Int {
        let period = Self.exchangedSlotPeriod
        guard slot % period == 0 else { return slot }
        let exchanged = (escorting.slots.count + period - 1) / period
        return (slot / period + yearIndex) % exchanged * period
    }

    private func assignment(_ person: Int, _ slot: Int, _ year: Int) -> AssignmentPlan {
        let ordinal = escorting.assignments.count + 1
        var stream = stream(.assignment, ordinal)
        let isLate = year < Country.years[Country.years.count - 1] && stream.chance(8)
        let starts = isLate ? CivilDate(year + 1, 1, 5) : CivilDate(year, 9, 12)
        let endsEarly = stream.chance(5)
        let first = starts + stream.below(15)
        return AssignmentPlan(
            id: identifier(.assignment, ordinal), person: person,
            community: escorting.slots[slot], year: year, decisionNumber: slot + 100,
            decidedOn: first + -stream.within(1...10), startsOn: first,
            endsOn: endsEarly ? CivilDate(year + 1, 3, 31) : CivilDate(year + 1, 7, 31))
    }
}
