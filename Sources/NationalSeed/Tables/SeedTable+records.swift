extension SeedTable {
    static let escortRecords = SeedTable(
        "escort_record",
        [
            "office_id", "id", "person_id", "community_id", "school_year", "status",
            "receipt_number", "version", "is_late",
        ],
        completion: """
            insert into app.receipt_counter (office_id, school_year, kind, last_number)
            select office_id, school_year, 'RECORD', max(receipt_number)
            from pg_temp.staged_escort_record
            group by office_id, school_year
            """
    ) { plan in
        var rows = CopyRows()
        for record in plan.records() {
            let assignment = plan.escorting.assignments[record.assignment]
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.record, record)),
                plan.person(assignment.person),
                .identifier(plan.communities[assignment.community].id),
                .text(Country.schoolYear(assignment.year)), .text(record.status),
                .number(record.receipt),
                .number(record.submissions.count + record.decisions.count),
                .boolean(record.isLate),
            ])
        }
        return rows
    }

    /// With the figures that all facts of the office give.
    static let recordSubmissions = SeedTable(
        "record_submission", ["office_id", "id", "record_id", "number", "submitted_at"],
        insertion: """
            select set_config('mouwakaba.office_id', min(office_id)::text, true),
                set_config('mouwakaba.roles', 'DELEGATE', true)
            from staged s;
            insert into app.record_submission (
                office_id, id, record_id, number, figures, findings, fact_ids, submitted_at, is_late
            )
            select s.office_id, s.id, s.record_id, s.number,
                records.figures(r.person_id, r.community_id, r.school_year),
                records.findings(r.person_id, r.community_id, r.school_year),
                array(
                    select f.id from records.facts(r.person_id, r.community_id, r.school_year) f
                    order by f.id
                ),
                s.submitted_at, s.submitted_at >= y.record_due_at
            from staged s
            join app.escort_record r on (r.office_id, r.id) = (s.office_id, s.record_id)
            join app.school_year y on y.label = r.school_year;
            set local mouwakaba.roles = ''
            """
    ) { plan in
        var rows = CopyRows()
        for record in plan.records() {
            for (index, day) in record.submissions.enumerated() {
                var stream = plan.stream(.submission, record.assignment * 2 + index)
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.identifier(.submission, record, index)),
                    .identifier(plan.identifier(.record, record)), .number(index + 1),
                    .instant(day, seconds: stream.within((8 * 3600)...(20 * 3600))),
                ])
            }
        }
        return rows
    }

    static let recordDecisions = SeedTable(
        "record_decision",
        [
            "office_id", "id", "record_id", "submission_id", "decision", "reason",
            "decided_by_id", "decided_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for record in plan.records() {
            for (index, decided) in record.decisions.enumerated() {
                var stream = plan.stream(.decision, record.assignment * 2 + index)
                rows.append([
                    .number(plan.office.id),
                    .identifier(plan.identifier(.decision, record, index)),
                    .identifier(plan.identifier(.record, record)),
                    .identifier(plan.identifier(.submission, record, index)),
                    .text(decided.decision),
                    decided.decision == "RETURNED"
                        ? plan.country.vocabulary.phrase("RETURN_REASON", &stream) : .null,
                    plan.holder(of: "DELEGATE", on: decided.day),
                    .instant(decided.day, seconds: stream.within((8 * 3600)...(16 * 3600))),
                ])
            }
        }
        return rows
    }
}
