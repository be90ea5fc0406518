/// When a school is visited, and by whom.
struct VisitDraft: Sendable {
    var day: CivilDate
    /// Numbers the visits of the office, whatever their order.
    var ordinal: Int
    /// A position in the schools of the office.
    var school: Int
    /// A position in the assignments of the office.
    var assignment: Int
}

extension OfficePlan {
    /// How busy a school year is, in hundredths: escorting grew, but not during the epidemic.
    private static let yearPercents = [45, 60, 66, 65, 95, 115, 130, 145, 160, 165]

    /// How many of a thousand visits of a school year fall into a month.
    private static let months = Choices([
        (9, 30), (10, 140), (11, 150), (12, 110), (1, 100), (2, 130), (3, 120), (4, 100),
        (5, 80), (6, 35), (7, 5),
    ])

    /// Public holidays of fixed date, as month and day, on which nobody visits.
    private static let holidays: Set<Int> = [101, 111, 114, 501, 730, 1106, 1118]

    /// The visits of the office in the order of their days.
    func visitDrafts() -> [VisitDraft] {
        var office = stream(.visit)
        let officePercent = office.within(70...130)
        var drafts: [VisitDraft] = []
        for school in schools.indices {
            var stream = stream(.visit, school + 1)
            for yearIndex in Country.years.indices {
                append(&drafts, school, yearIndex, officePercent, &stream)
            }
        }
        return drafts.sorted { ($0.day, $0.ordinal) < ($1.day, $1.ordinal) }
    }

    private func append(
        _ drafts: inout [VisitDraft], _ school: Int, _ yearIndex: Int, _ officePercent: Int,
        _ stream: inout SeededStream
    ) {
        let year = Country.years[yearIndex]
        guard schools[school].openedOn <= Self.startOfYear(year) else { return }
        let percents = Self.yearPercents[yearIndex] * officePercent
        let planned = stream.rounded(schools[school].attention * percents, over: 10_000)
        var days: Set<CivilDate> = []
        for _ in 0..<planned {
            guard let day = visitDay(year, &stream),
                day < schools[school].move?.day ?? .distantFuture, days.insert(day).inserted
            else { continue }
            drafts.append(
                VisitDraft(
                    day: day, ordinal: drafts.count + 1, school: school,
                    assignment: assignment(for: school, yearIndex, &stream)))
        }
    }

    /// `nil` for a day on which there was no visit or that has not come yet.
    private func visitDay(_ year: Int, _ stream: inout SeededStream) -> CivilDate? {
        let month = stream.element(of: Self.months)
        let dayOfMonth = stream.within(1...(month == 2 ? 28 : 30))
        var day = CivilDate(month >= 9 ? year : year + 1, month, dayOfMonth)
        if day.isSunday { day = day + (dayOfMonth == 1 ? 1 : -1) }
        let parts = day.components
        guard day <= Country.lastDay, !Self.holidays.contains(parts.month * 100 + parts.day)
        else { return nil }
        return day
    }

    /// Mostly the escort who is the school's own, else one of the community's others.
    private func assignment(
        for school: Int, _ yearIndex: Int, _ stream: inout SeededStream
    ) -> Int {
        let slots = escorting.slotsByCommunity[schools[school].community]
        let own = schools[school].ordinal % slots.count
        let slot = stream.chance(75) ? own : stream.below(slots.count)
        return escorting.assignment(yearIndex: yearIndex, slot: slots.lowerBound + slot)
    }
}
