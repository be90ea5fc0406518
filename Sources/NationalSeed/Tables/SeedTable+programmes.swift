extension SeedTable {
    /// With the coordinator, or else the exception of the office.
    static let agreements = SeedTable(
        "coordinator_agreement",
        [
            "office_id", "id", "escort_id", "community_id", "school_year", "forms", "channels",
            "exception", "reason", "agreed_on", "recorded_by_id", "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for (position, assignment) in plan.escorting.assignments.enumerated() {
            var stream = plan.stream(.agreement, position + 1)
            let day = assignment.startsOn + 2
            let community = plan.communities[assignment.community]
            let coordinator = community.coordinator(on: day)
            let isVacant = coordinator == nil
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.agreement, position + 1)),
                plan.person(assignment.person), .identifier(community.id),
                .text(Country.schoolYear(assignment.year)),
                .words(isVacant ? [] : ["VISIT", "SMALL_GROUP"]),
                .words(isVacant ? [] : [stream.element(of: ["MEETING", "PHONE", "MESSAGING"])]),
                isVacant ? .text("POST_VACANT") : .null,
                isVacant ? plan.country.vocabulary.phrase("POST_VACANT", &stream) : .null,
                .date(day),
                isVacant ? plan.holder(of: "OFFICER", on: day) : plan.person(coordinator),
                .instant(day, seconds: 57_600),
            ])
        }
        return rows
    }

    static let programmes = SeedTable(
        "escort_programme",
        ["office_id", "id", "escort_id", "community_id", "school_year", "deposited_at", "version"],
        insertion: """
            insert into app.escort_programme (
                office_id, id, escort_id, community_id, school_year, due_at, due_by_office_rule,
                deposited_at, is_late, version
            )
            select s.office_id, s.id, s.escort_id, s.community_id, s.school_year, d.due_at,
                d.due_by_office_rule, s.deposited_at, app.is_late(s.deposited_at, d.due_at),
                s.version
            from staged s
            join app.school_year y on y.label = s.school_year
            join app.assignment a on (a.office_id, a.person_id, a.community_id, a.school_year)
                = (s.office_id, s.escort_id, s.community_id, s.school_year)
            cross join lateral app.programme_due(y.programme_due_at, a.starts_on) d
            """
    ) { plan in
        var rows = CopyRows()
        for programme in plan.programmes() {
            let assignment = plan.escorting.assignments[programme.assignment]
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.programme, programme)),
                plan.person(assignment.person),
                .identifier(plan.communities[assignment.community].id),
                .text(Country.schoolYear(assignment.year)),
                programme.depositedOn.map { .instant($0, seconds: 39_600) } ?? .null,
                .number(programme.depositedOn == nil ? 1 : 2),
            ])
        }
        return rows
    }

    /// Drafts until their lines are there: those of a deposited version never change.
    static let programmeVersions = SeedTable(
        "programme_version",
        [
            "office_id", "id", "programme_id", "number", "school_year", "created_at",
            "deposited_at", "receipt_number", "received_by_id", "received_at",
        ],
        insertion: """
            insert into app.programme_version (
                office_id, id, programme_id, number, school_year, created_at
            )
            select office_id, id, programme_id, number, school_year, created_at from staged
            """
    ) { plan in
        var rows = CopyRows()
        for programme in plan.programmes() {
            let assignment = plan.escorting.assignments[programme.assignment]
            let received = programme.depositedOn.map { $0 + 2 }
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.version, programme)),
                .identifier(plan.identifier(.programme, programme)), .number(1),
                .text(Country.schoolYear(assignment.year)),
                .instant(assignment.startsOn + 2, seconds: 61_200),
                programme.depositedOn.map { .instant($0, seconds: 39_600) } ?? .null,
                programme.receipt.map { .number($0) } ?? .null,
                received.map { plan.holder(of: "OFFICER", on: $0) } ?? .null,
                received.map { .instant($0, seconds: 36_000) } ?? .null,
            ])
        }
        return rows
    }

    static let milestones = SeedTable(
        "programme_milestone", ["office_id", "id", "version_id", "label", "starts_on", "ends_on"]
    ) { plan in
        lines(plan) { assignment, stream in
            (0..<2).map { _ in
                let day = plan.actDay(assignment, &stream)
                return [
                    plan.country.vocabulary.phrase("MILESTONE", &stream), .date(day),
                    .date(day + stream.below(5)),
                ]
            }
        }
    }

    static let activities = SeedTable(
        "planned_activity",
        ["office_id", "id", "version_id", "kind", "starts_on", "ends_on", "school_id"]
    ) { plan in
        lines(plan) { assignment, stream in
            let schools = plan.schools[plan.communities[assignment.community].schools]
                .filter { $0.openedOn < assignment.startsOn }
            return schools.prefix(4).map { school in
                let day = plan.actDay(assignment, &stream)
                return [
                    .text(stream.element(of: ["VISIT", "VISIT", "SMALL_GROUP", "WORKSHOP"])),
                    .date(day), .date(day + stream.below(14)), .identifier(school.id),
                ]
            }
        }
    }

    static let programmeSchools = SeedTable(
        "programme_school", ["office_id", "id", "version_id", "school_id"]
    ) { plan in
        lines(plan) { assignment, _ in
            plan.schools[plan.communities[assignment.community].schools]
                .filter { $0.openedOn < assignment.startsOn }.prefix(5)
                .map { [.identifier($0.id)] }
        }
    }

    /// The last lines, after which versions are deposited.
    static let programmeThemes = SeedTable(
        "programme_theme", ["office_id", "id", "version_id", "topic", "theme"],
        completion: """
            update app.programme_version v
            set deposited_at = s.deposited_at, receipt_number = s.receipt_number,
                received_by_id = s.received_by_id, received_at = s.received_at
            from pg_temp.staged_programme_version s
            where (v.office_id, v.id) = (s.office_id, s.id) and s.deposited_at is not null;
            insert into app.receipt_counter (office_id, school_year, kind, last_number)
            select office_id, school_year, 'PROGRAMME', max(receipt_number)
            from pg_temp.staged_programme_version
            where receipt_number is not null
            group by office_id, school_year
            """
    ) { plan in
        lines(plan) { _, stream in
            let theme = stream.element(of: plan.country.vocabulary.themes)
            return [[.text(theme.topic), .text(theme.code)]]
        }
    }

    /// Lines of each programme behind the columns that all kinds of them have.
    private static func lines(
        _ plan: OfficePlan,
        _ make: (AssignmentPlan, inout SeededStream) -> [[CopyValue]]
    ) -> CopyRows {
        var rows = CopyRows()
        for (position, assignment) in plan.escorting.assignments.enumerated() {
            var stream = plan.stream(.line, position + 1)
            let version = plan.identifier(.version, position + 1)
            for values in make(assignment, &stream) {
                let id = plan.identifier(.line, rows.count + 1)
                rows.append(
                    [.number(plan.office.id), .identifier(id), .identifier(version)] + values)
            }
        }
        return rows
    }
}
