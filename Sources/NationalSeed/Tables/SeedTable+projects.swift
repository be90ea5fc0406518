extension SeedTable {
    static let projects = SeedTable(
        "project",
        [
            "office_id", "id", "school_id", "community_id", "kind", "title", "objectives",
            "first_school_year", "last_school_year", "budget", "author_id", "submitted_on",
            "council_approved_on", "status", "ended_on", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for project in plan.projects {
            var stream = plan.stream(.project, project.ordinal)
            let school = plan.schools[project.school]
            let last = project.year + OfficePlan.yearsOfProject - 1
            let isIntegrated = project.year >= 2022 && stream.chance(60)
            rows.append([
                .number(plan.office.id), .identifier(project.id), .identifier(school.id),
                .identifier(plan.communities[school.community].id),
                .text(isIntegrated ? "INTEGRATED" : "SCHOOL_PROJECT"),
                .text("مشروع \(school.name.arabic)"),
                plan.country.vocabulary.phrase("OBJECTIVES", &stream),
                .text(Country.schoolYear(project.year)), .text(Country.schoolYear(last)),
                .number(stream.within(20...150) * 1000), plan.person(project.author),
                .optional(project.submittedOn),
                .optional(project.submittedOn.map { $0 + -stream.within(3...20) }),
                .text(project.status.rawValue), .optional(project.endedOn),
                .instant(CivilDate(project.year, 9, 20), seconds: stream.below(86_400)),
            ])
        }
        return rows
    }

    /// Two or three a project, neighbours in the list of priorities.
    static let projectPriorities = SeedTable(
        "project_priority", ["office_id", "id", "project_id", "position", "title"]
    ) { plan in
        var rows = CopyRows()
        for project in plan.projects {
            for (index, priority) in plan.priorities(project).enumerated() {
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.identifier(.priority, project.ordinal * 10 + index)),
                    .identifier(project.id), .number(index + 1), .text(priority.title),
                ])
            }
        }
        return rows
    }

    static let projectActions = SeedTable(
        "project_action",
        [
            "office_id", "id", "project_id", "priority_id", "title", "responsible", "starts_on",
            "ends_on", "indicator", "budget",
        ]
    ) { plan in
        var rows = CopyRows()
        for project in plan.projects {
            var stream = plan.stream(.action, project.ordinal)
            for (index, priority) in plan.priorities(project).enumerated() {
                let starts =
                    CivilDate(project.year + index, 11, 1) + stream.below(90)
                rows.append([
                    .number(plan.office.id), .identifier(plan.identifier(.action, rows.count + 1)),
                    .identifier(project.id),
                    .identifier(plan.identifier(.priority, project.ordinal * 10 + index)),
                    .text(priority.action),
                    plan.country.vocabulary.phrase("RESPONSIBLE", &stream), .date(starts),
                    .date(starts + stream.within(10...120)), .text(priority.indicator),
                    .number(stream.within(5...40) * 500),
                ])
            }
        }
        return rows
    }
}

extension OfficePlan {
    func priorities(_ project: ProjectPlan) -> [Priority] {
        var stream = stream(.priority, -project.ordinal)
        let priorities = country.vocabulary.priorities
        let first = stream.below(priorities.count)
        return (0..<stream.within(2...3)).map { priorities[(first + $0) % priorities.count] }
    }
}
