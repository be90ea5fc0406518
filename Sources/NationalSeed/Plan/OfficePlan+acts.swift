/// An act that escorts of a community held together on a day.
struct ActPlan: Sendable {
    /// Numbers the acts of its kind in the office.
    var ordinal: Int
    var day: CivilDate
    var year: Int
    var community: Int
    /// Positions in the people of the office; whoever recorded it comes first.
    var facilitators: [Int]
    /// Positions in the schools of the office; for small groups.
    var schools: [Int] = []
}

extension OfficePlan {
    /// Acts are held until May, and entered before records are due.
    private static let daysBeforePresent = 9
    private static let schoolsOfGroup = 2...5
    private static let jointPercent = 20

    /// A working day of an assignment on which something is done and can be entered by now.
    func actDay(_ assignment: AssignmentPlan, _ stream: inout SeededStream) -> CivilDate {
        let first = assignment.startsOn + 3
        let last = min(
            assignment.endsOn, CivilDate(assignment.year + 1, 5, 31),
            Country.lastDay + -Self.daysBeforePresent)
        let day = first + stream.below(last.day - first.day)
        return day.isSunday ? day + 1 : day
    }

    /// When something of a day was entered: one to six days later, in office hours.
    func entered(_ day: CivilDate, _ stream: inout SeededStream) -> CopyValue {
        .instant(day + stream.within(1...6), seconds: stream.within((8 * 3600)...(17 * 3600)))
    }

    /// Small groups that schools of their own community were called to.
    func smallGroups() -> [ActPlan] {
        acts(.smallGroup, number: 0...3).compactMap { act in
            var act = act
            var stream = stream(.act, act.ordinal)
            act.schools = calledSchools(act, &stream)
            return act.schools.count < Self.schoolsOfGroup.lowerBound ? nil : act
        } + planted.smallGroups
    }

    func workshops() -> [ActPlan] { acts(.workshop, number: 0...2) + planted.workshops }

    private func acts(_ subject: Subject, number: ClosedRange<Int>) -> [ActPlan] {
        var acts: [ActPlan] = []
        for (position, assignment) in escorting.assignments.enumerated() {
            var stream = stream(subject, -position - 1)
            for _ in 0..<stream.within(number) {
                let day = actDay(assignment, &stream)
                var facilitators = [assignment.person]
                if stream.chance(Self.jointPercent),
                    let other = colleague(of: position, on: day, &stream)
                {
                    facilitators.append(other)
                }
                acts.append(
                    ActPlan(
                        ordinal: acts.count + 1, day: day, year: assignment.year,
                        community: assignment.community, facilitators: facilitators))
            }
        }
        return acts
    }

    /// Another escort of the same community on that day.
    private func colleague(
        of position: Int, on day: CivilDate, _ stream: inout SeededStream
    ) -> Int? {
        let assignment = escorting.assignments[position]
        let slots = escorting.slotsByCommunity[assignment.community]
        let yearIndex = assignment.year - Country.years[0]
        let slot = slots.lowerBound + stream.below(slots.count)
        let other = escorting.assignments[escorting.assignment(yearIndex: yearIndex, slot: slot)]
        return other.person != assignment.person && other.holds(on: day) ? other.person : nil
    }

    /// Neighbouring schools of the community that were open on the day.
    private func calledSchools(_ act: ActPlan, _ stream: inout SeededStream) -> [Int] {
        let schools = communities[act.community].schools
        let first = stream.below(schools.count)
        let count = min(stream.within(Self.schoolsOfGroup), schools.count)
        return (0..<count).map { schools.lowerBound + (first + $0) % schools.count }
            .filter { self.schools[$0].openedOn <= act.day }
    }
}
