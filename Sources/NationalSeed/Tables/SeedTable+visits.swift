extension SeedTable {
    static let visits = SeedTable(
        "visit",
        [
            "office_id", "id", "escort_id", "school_id", "assignment_id", "school_year",
            "visited_on", "mode", "cycle", "purpose", "stages", "requested_by", "advice",
            "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for draft in plan.visitDrafts() { rows.append(VisitRow(plan, draft).values) }
        for (index, visit) in plan.planted.visits.enumerated() {
            rows.append(plan.row(of: visit, index + 1))
        }
        return rows
    }
}

extension OfficePlan {
    /// A visit outside any assignment, by somebody who is no escort otherwise.
    fileprivate func row(of visit: PlantedVisit, _ ordinal: Int) -> [CopyValue] {
        let school = schools[visit.school]
        return [
            .number(office.id), .identifier(identifier(.visit, -ordinal)), person(visit.person),
            .identifier(school.id), .null, .text(Country.schoolYear(PlantedFacts.year)),
            .date(visit.day), .text("FIELD"), .text(school.mainCycle),
            .text("CLARIFY_OBJECTIVES"), .words(["DIAGNOSIS"]), .text("HEAD"), .null,
            .instant(visit.day + 1, seconds: 36_000),
        ]
    }
}

/// The values of one visit.
///
/// What is asked for and advised follows the course of a school year.
private struct VisitRow {
    private static let requesters = Choices([
        ("ESCORT", 45), ("HEAD", 30), ("OFFICE", 15), ("COORDINATOR", 10),
    ])
    private static let stages = [
        "DIAGNOSIS", "PLANNING", "IMPLEMENTATION", "MONITORING", "EVALUATION",
    ]
    private static let stageCounts = Choices([(1, 70), (2, 25), (3, 5)])
    private static let autumnPurposes = Choices([
        ("CLARIFY_OBJECTIVES", 55), ("SET_PRIORITIES", 35), ("ACHIEVE_OBJECTIVES", 10),
    ])
    private static let laterPurposes = Choices([
        ("CLARIFY_OBJECTIVES", 10), ("SET_PRIORITIES", 25), ("ACHIEVE_OBJECTIVES", 65),
    ])
    /// Days until a visit is entered: mostly the next ones, sometimes weeks.
    private static let delays = Choices([(1, 50), (2, 20), (3, 10), (6, 10), (13, 7), (30, 3)])
    private static let adviceAbsentPercent = 27
    private static let schoolsClosed = CivilDate(2020, 3, 16)...CivilDate(2020, 8, 31)
    private static let epidemicYear = CivilDate(2020, 9, 1)...CivilDate(2021, 8, 31)

    private let plan: OfficePlan
    private let draft: VisitDraft
    private let school: SchoolPlan
    private let assignment: AssignmentPlan
    private var stream: SeededStream

    init(_ plan: OfficePlan, _ draft: VisitDraft) {
        self.plan = plan
        self.draft = draft
        school = plan.schools[draft.school]
        assignment = plan.escorting.assignments[draft.assignment]
        stream = plan.stream(.visit, -draft.ordinal)
    }

    var values: [CopyValue] {
        var row = self
        let stages = row.visitStages()
        return [
            .number(plan.office.id), .identifier(plan.identifier(.visit, draft.ordinal)),
            .identifier(plan.people[assignment.person].id), .identifier(school.id),
            isAssigned ? .identifier(assignment.id) : .null,
            .text(Country.schoolYear(assignment.year)), .date(draft.day), .text(row.mode()),
            .text(row.cycle()), .text(row.purpose()), .words(stages),
            .text(row.stream.element(of: Self.requesters)), row.advice(stages[0]),
            row.recordedAt(),
        ]
    }

    /// A visit before the assignment began or after it ended is outside any assignment.
    private var isAssigned: Bool {
        (assignment.startsOn...assignment.endsOn).contains(draft.day)
    }

    private mutating func mode() -> String {
        let percent =
            Self.schoolsClosed.contains(draft.day)
            ? 88 : Self.epidemicYear.contains(draft.day) ? 42 : 11
        return stream.chance(percent) ? "REMOTE" : "FIELD"
    }

    private mutating func cycle() -> String {
        let isLower = school.kind == .lycee && school.hasLowerSecondary && stream.chance(35)
        return isLower ? "LOWER_SECONDARY" : school.mainCycle
    }

    private var monthOfYear: Int { (draft.day.components.month + 3) % 12 }

    private mutating func purpose() -> String {
        stream.element(of: monthOfYear < 3 ? Self.autumnPurposes : Self.laterPurposes)
    }

    /// One stage near the one that the month is for, and sometimes those after it.
    private mutating func visitStages() -> [String] {
        let usual = min(monthOfYear / 2, Self.stages.count - 1)
        let first = min(max(usual + stream.within(-1...1), 0), Self.stages.count - 1)
        let count = stream.element(of: Self.stageCounts)
        return Array(Self.stages[first...].prefix(count))
    }

    private mutating func advice(_ stage: String) -> CopyValue {
        guard !stream.chance(Self.adviceAbsentPercent),
            let beginnings = plan.country.vocabulary.advice[stage]
        else { return .null }
        var text = stream.element(of: beginnings)
        if stream.chance(60) {
            text += " " + stream.element(of: plan.country.vocabulary.adviceDetails)
        }
        return .text(text + ".")
    }

    private mutating func recordedAt() -> CopyValue {
        let day = draft.day + stream.element(of: Self.delays)
        return .instant(
            min(day, Country.lastDay + 1), seconds: stream.within((8 * 3600)...(21 * 3600)))
    }
}
