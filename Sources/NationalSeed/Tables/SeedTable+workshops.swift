extension SeedTable {
    static let workshops = SeedTable(
        "workshop",
        [
            "office_id", "id", "community_id", "school_year", "held_on", "mode", "topic", "theme",
            "need_answered", "attendance", "recorded_by_id", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for workshop in plan.workshops() {
            var stream = plan.stream(.workshop, workshop.ordinal)
            let theme = stream.element(of: plan.country.vocabulary.themes)
            let community = plan.communities[workshop.community]
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.workshop, workshop.ordinal)),
                .identifier(community.id), .text(Country.schoolYear(workshop.year)),
                .date(workshop.day), .text(stream.chance(15) ? "REMOTE" : "FIELD"),
                .text(theme.topic), .text(theme.code),
                stream.chance(60) ? plan.country.vocabulary.phrase("NEED", &stream) : .null,
                .number(stream.within(1...community.schools.count)),
                plan.person(workshop.facilitators[0]), plan.entered(workshop.day, &stream),
            ])
        }
        return rows
    }

    static let workshopFacilitators = SeedTable(
        "workshop_facilitator", ["office_id", "workshop_id", "person_id"]
    ) { plan in
        facilitators(plan, .workshop, plan.workshops())
    }
}
