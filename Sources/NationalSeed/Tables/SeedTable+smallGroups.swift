extension SeedTable {
    private static let stages = ["DIAGNOSIS", "PLANNING", "IMPLEMENTATION", "MONITORING"]

    static let smallGroups = SeedTable(
        "small_group",
        [
            "office_id", "id", "school_year", "held_on", "mode", "place", "stages",
            "coordinated_with_id", "recorded_by_id", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for group in plan.smallGroups() {
            var stream = plan.stream(.smallGroup, group.ordinal)
            let coordinator = plan.communities[group.community].coordinator(on: group.day)
            let isCoordinated = stream.chance(70)
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.smallGroup, group.ordinal)),
                .text(Country.schoolYear(group.year)), .date(group.day),
                .text(stream.chance(15) ? "REMOTE" : "FIELD"),
                plan.country.vocabulary.phrase("PLACE", &stream),
                .words([stream.element(of: stages)]),
                isCoordinated ? plan.person(coordinator) : .null,
                plan.person(group.facilitators[0]), plan.entered(group.day, &stream),
            ])
        }
        return rows
    }

    static let smallGroupSchools = SeedTable(
        "small_group_school",
        ["office_id", "small_group_id", "school_id", "community_id", "head_attended"]
    ) { plan in
        var rows = CopyRows()
        for group in plan.smallGroups() {
            var stream = plan.stream(.act, -group.ordinal)
            for school in group.schools {
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.identifier(.smallGroup, group.ordinal)),
                    .identifier(plan.schools[school].id),
                    .identifier(plan.communities[group.community].id),
                    .boolean(stream.chance(85)),
                ])
            }
        }
        return rows
    }

    static let smallGroupFacilitators = SeedTable(
        "small_group_facilitator", ["office_id", "small_group_id", "person_id"]
    ) { plan in
        facilitators(plan, .smallGroup, plan.smallGroups())
    }

    static func facilitators(
        _ plan: OfficePlan, _ subject: Subject, _ acts: [ActPlan]
    ) -> CopyRows {
        var rows = CopyRows()
        for act in acts {
            for person in act.facilitators {
                rows.append([
                    .number(plan.office.id), .identifier(plan.identifier(subject, act.ordinal)),
                    plan.person(person),
                ])
            }
        }
        return rows
    }
}
