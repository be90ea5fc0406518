extension SeedTable {
    static let assignments = SeedTable(
        "assignment",
        [
            "office_id", "id", "person_id", "community_id", "school_year", "decision_number",
            "decided_on", "starts_on", "ends_on", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for assignment in plan.escorting.assignments + plan.planted.assignments {
            rows.append([
                .number(plan.office.id), .identifier(assignment.id),
                .identifier(plan.people[assignment.person].id),
                .identifier(plan.communities[assignment.community].id),
                .text(Country.schoolYear(assignment.year)),
                .text("\(assignment.year)/\(assignment.decisionNumber)"),
                .date(assignment.decidedOn), .date(assignment.startsOn),
                .date(assignment.endsOn), .instant(assignment.decidedOn, seconds: 43_200),
            ])
        }
        return rows
    }
}
