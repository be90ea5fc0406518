extension SeedTable {
    /// Two to four an assignment; half of them are of the community as a whole.
    static let findings = SeedTable(
        "finding",
        [
            "office_id", "id", "author_id", "community_id", "school_id", "school_year", "kind",
            "theme", "text", "observed_on", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for (position, assignment) in plan.escorting.assignments.enumerated() {
            var stream = plan.stream(.finding, -position - 1)
            let community = plan.communities[assignment.community]
            for _ in 0..<stream.within(2...4) {
                let finding = stream.element(of: plan.country.vocabulary.findings)
                let school = plan.schools[
                    community.schools.lowerBound
                        + stream.below(community.schools.count)]
                let day = plan.actDay(assignment, &stream)
                let isOfSchool = stream.chance(50) && school.openedOn <= day
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.identifier(.finding, rows.count + 1)),
                    plan.person(assignment.person), .identifier(community.id),
                    isOfSchool ? .identifier(school.id) : .null,
                    .text(Country.schoolYear(assignment.year)), .text(finding.kind),
                    .text(finding.theme), .text(finding.text), .date(day),
                    plan.entered(day, &stream),
                ])
            }
        }
        return rows
    }
}
