extension SeedTable {
    static let lineages = SeedTable(
        "community_lineage",
        [
            "office_id", "id", "ancestor_id", "descendant_id", "kind", "happened_on",
            "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        rows.append([
            .number(plan.office.id), .identifier(plan.identifier(.lineage, 1)),
            .identifier(plan.identifier(.formerCommunity, 1)),
            .identifier(plan.communities[0].id), .text("MERGE"), .date(OfficePlan.mergedOn),
            .instant(OfficePlan.mergedOn, seconds: 36_000),
        ])
        return rows
    }

    /// Moves of schools: each ends the membership that its school began with.
    static let moves = SeedTable(
        "school_membership",
        ["office_id", "id", "school_id", "community_id", "valid_from", "recorded_at"],
        insertion: """
            update app.school_membership m
            set valid_to = s.valid_from - 1, ended_at = s.recorded_at
            from staged s
            where (m.office_id, m.school_id) = (s.office_id, s.school_id) and m.valid_to is null;
            insert into app.school_membership (
                office_id, id, school_id, community_id, valid_from, recorded_at
            )
            select office_id, id, school_id, community_id, valid_from, recorded_at from staged
            """,
        completion: """
            update app.school c set community_id = s.community_id
            from pg_temp.staged_school_membership s
            where (c.office_id, c.id) = (s.office_id, s.school_id)
            """
    ) { plan in
        var rows = CopyRows()
        for school in plan.schools {
            guard let move = school.move else { continue }
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.lineage, -school.ordinal)),
                .identifier(school.id), .identifier(plan.communities[move.community].id),
                .date(move.day), .instant(move.day, seconds: 36_000),
            ])
        }
        return rows
    }

    /// What only papers tell of: escorting before the register began.
    static let histories = SeedTable(
        "escorting_history",
        [
            "office_id", "id", "person_id", "community_id", "school_year", "source",
            "recorded_by_id", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for history in plan.planted.histories {
            var stream = plan.stream(.history, history.person)
            let former = plan.identifier(.formerCommunity, 1)
            let day = CivilDate(2022, 2, 1)
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.history, history.person)),
                plan.person(history.person),
                .identifier(history.community.map { plan.communities[$0].id } ?? former),
                .text(Country.schoolYear(PlantedFacts.year)),
                plan.country.vocabulary.phrase("HISTORY", &stream),
                plan.holder(of: "DELEGATE", on: day), .instant(day, seconds: 36_000),
            ])
        }
        return rows
    }
}
