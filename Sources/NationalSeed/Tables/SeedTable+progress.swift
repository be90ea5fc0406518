extension SeedTable {
    /// Each year of a project that is carried out, up to the stage that the year is for, the escort
    /// observes two stages and the head sometimes declares one.
    static let projectProgress = SeedTable(
        "project_progress",
        [
            "office_id", "id", "project_id", "stage", "degree", "source", "observed_on",
            "recorded_by_id", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for project in plan.projects where project.isCarriedOut {
            var stream = plan.stream(.progress, -project.ordinal)
            for year in project.year..<project.year + OfficePlan.yearsOfProject {
                for observation in plan.observations(project, year, &stream) {
                    rows.append([
                        .number(plan.office.id),
                        .identifier(plan.identifier(.progress, rows.count + 1)),
                        .identifier(project.id), .text(observation.stage),
                        .number(observation.degree), .text(observation.source),
                        .date(observation.day), plan.person(observation.person),
                        plan.entered(observation.day, &stream),
                    ])
                }
            }
        }
        return rows
    }
}

/// The degree that somebody saw a stage of a project at.
private struct Observation {
    var stage: String
    var degree: Int
    var source: String
    var day: CivilDate
    var person: Int
}

extension OfficePlan {
    private static let stages = [
        "DIAGNOSIS", "PLANNING", "IMPLEMENTATION", "MONITORING", "EVALUATION",
    ]
    private static let degreeMax = 4

    fileprivate func observations(
        _ project: ProjectPlan, _ year: Int, _ stream: inout SeededStream
    ) -> [Observation] {
        let yearIndex = year - Country.years[0]
        guard yearIndex < Country.years.count else { return [] }
        let school = schools[project.school]
        let slots = escorting.slotsByCommunity[school.community]
        let slot = slots.lowerBound + school.ordinal % slots.count
        let escort = escorting.assignments[escorting.assignment(yearIndex: yearIndex, slot: slot)]
        let day = actDay(escort, &stream)
        guard day <= project.endedOn ?? .distantFuture else { return [] }
        let age = year - project.year
        var observations = [2 * age, min(2 * age + 1, 4)].map { stage in
            Observation(
                stage: Self.stages[stage], degree: stream.within(0...Self.degreeMax),
                source: "OBSERVED", day: day, person: escort.person)
        }
        if stream.chance(40), let head = school.head(on: day) {
            observations.append(
                Observation(
                    stage: Self.stages[age], degree: stream.within(1...Self.degreeMax),
                    source: "DECLARED", day: day, person: head))
        }
        return observations
    }

    /// The identifier of a person given by their position.
    func person(_ position: Int?) -> CopyValue {
        position.map { .identifier(people[$0].id) } ?? .null
    }
}
