extension SeedTable {
    /// One rubric an office, by the criteria of the list.
    static let rubrics = SeedTable("rubric", ["office_id", "id", "name", "version"]) { plan in
        var rows = CopyRows()
        rows.append([
            .number(plan.office.id), .identifier(plan.identifier(.rubric, 1)),
            .text("شبكة انتقاء مشاريع المؤسسات"), .number(1),
        ])
        return rows
    }

    static let criteria = SeedTable(
        "rubric_criterion",
        ["office_id", "id", "rubric_id", "code", "position", "name_ar", "name_fr", "points_max"]
    ) { plan in
        var rows = CopyRows()
        for (index, criterion) in plan.country.vocabulary.criteria.enumerated() {
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.criterion, index + 1)),
                .identifier(plan.identifier(.rubric, 1)), .text(criterion.code),
                .number(index + 1), .text(criterion.name.arabic), .text(criterion.name.french),
                .number(criterion.pointsMax),
            ])
        }
        return rows
    }

    /// Every session begins with scoring; the tables behind take the further steps.
    static let selectionSessions = SeedTable(
        "selection_session",
        [
            "office_id", "id", "school_year", "rubric_id", "title", "status", "minimum_scores",
            "quorum", "opened_by_id", "opened_at", "closed_at",
        ],
        insertion: """
            insert into app.selection_session (
                office_id, id, school_year, rubric_id, title, minimum_scores, quorum,
                opened_by_id, opened_at
            )
            select office_id, id, school_year, rubric_id, title, minimum_scores, quorum,
                opened_by_id, opened_at
            from staged
            """
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions {
            rows.append([
                .number(plan.office.id), .identifier(session.id),
                .text(Country.schoolYear(session.year)),
                .identifier(plan.identifier(.rubric, 1)),
                .text("دورة انتقاء المشاريع \(session.year)"), .text(session.status), .number(3),
                .number(3), plan.holder(of: "DELEGATE", on: session.openedOn),
                .instant(session.openedOn, seconds: 32_400),
                session.closedOn.map { .instant($0, seconds: 57_600) } ?? .null,
            ])
        }
        return rows
    }

    static let docketEntries = SeedTable(
        "docket_entry", ["office_id", "id", "session_id", "project_id", "position"]
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions {
            for (index, entry) in session.entries.enumerated() {
                rows.append([
                    .number(plan.office.id), .identifier(session.identifier(of: index, plan)),
                    .identifier(session.id), .identifier(plan.projects[entry.project].id),
                    .number(index + 1),
                ])
            }
        }
        return rows
    }

    static let committeeSeats = SeedTable(
        "committee_seat",
        [
            "office_id", "id", "session_id", "person_id", "seat", "status", "invited_by_id",
            "invited_at", "answered_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions {
            for (number, seat) in session.seats.enumerated() {
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.identifier(.seat, session.ordinal * 100 + number)),
                    .identifier(session.id), plan.person(seat.person), .text(seat.seat),
                    .text(seat.hasAccepted ? "ACCEPTED" : "DECLINED"),
                    plan.holder(of: "DELEGATE", on: session.openedOn),
                    .instant(session.openedOn, seconds: 36_000 + number),
                    .instant(session.openedOn + 1, seconds: 36_000),
                ])
            }
        }
        return rows
    }

    /// Half of those in conflict say so themselves; the rule bars the others as well.
    static let recusals = SeedTable(
        "recusal", ["office_id", "id", "entry_id", "person_id", "reason", "recused_at"]
    ) { plan in
        var rows = CopyRows()
        for session in plan.sessions {
            var stream = plan.stream(.recusal, -session.ordinal)
            for (_, seat) in session.acceptedSeats {
                for entry in seat.conflicts.keys.sorted() where stream.chance(50) {
                    rows.append([
                        .number(plan.office.id),
                        .identifier(plan.identifier(.recusal, rows.count + 1)),
                        .identifier(session.identifier(of: entry, plan)),
                        plan.person(seat.person),
                        plan.country.vocabulary.phrase("RECUSAL", &stream),
                        .instant(session.openedOn + 2, seconds: 36_000),
                    ])
                }
            }
        }
        return rows
    }

    static let declarations = SeedTable(
        "declared_conflict",
        ["office_id", "id", "person_id", "project_id", "reason", "declared_at"]
    ) { plan in
        var rows = CopyRows()
        for declaration in plan.planted.declarations {
            var stream = plan.stream(.declaration, declaration.person)
            rows.append([
                .number(plan.office.id),
                .identifier(plan.identifier(.declaration, declaration.person)),
                plan.person(declaration.person),
                .identifier(plan.projects[declaration.project].id),
                plan.country.vocabulary.phrase("DECLARED", &stream),
                .instant(declaration.day + 1, seconds: 36_000),
            ])
        }
        return rows
    }
}
