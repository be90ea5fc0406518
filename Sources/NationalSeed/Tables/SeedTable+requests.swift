extension SeedTable {
    static let supportRequests = SeedTable(
        "support_request",
        [
            "office_id", "id", "requester_id", "school_year", "kind", "need", "needed_on",
            "requested_at", "status", "answered_by_id", "answered_at", "refusal_reason", "version",
        ]
    ) { plan in
        var rows = CopyRows()
        for (position, assignment) in plan.escorting.assignments.enumerated() {
            var stream = plan.stream(.support, position + 1)
            guard stream.chance(60) else { continue }
            let day = plan.actDay(assignment, &stream)
            rows.append(
                [
                    .number(plan.office.id), .identifier(plan.identifier(.support, position + 1)),
                    plan.person(assignment.person), .text(Country.schoolYear(assignment.year)),
                    .text(stream.element(of: ["MATERIAL", "DOCUMENTS", "VENUE", "TRAINING"])),
                    plan.country.vocabulary.phrase("SUPPORT", &stream), .date(day),
                    .instant(day + -10, seconds: 36_000),
                ] + plan.answer(on: day + -5, &stream).values)
        }
        return rows
    }

    /// For a visit to a school; some are made after the trip.
    static let transportRequests = SeedTable(
        "transport_request",
        [
            "office_id", "id", "requester_id", "school_year", "trip_on", "departure", "school_id",
            "means", "kilometres", "requested_at", "is_after_the_fact", "status",
            "answered_by_id", "answered_at", "refusal_reason", "version",
        ]
    ) { plan in
        var rows = CopyRows()
        for trip in plan.trips {
            var stream = plan.stream(.transport, trip.ordinal)
            rows.append(
                [
                    .number(plan.office.id), .identifier(plan.identifier(.transport, trip.ordinal)),
                    plan.person(trip.assignment.person),
                    .text(Country.schoolYear(trip.assignment.year)), .date(trip.day),
                    .text(plan.office.name.arabic), .identifier(trip.school.id),
                    .text(stream.chance(70) ? "OFFICE_VEHICLE" : "OWN_CAR"),
                    .number(stream.within(4...160)),
                    .instant(trip.day + (trip.isAfterTheFact ? 2 : -6), seconds: 36_000),
                    .boolean(trip.isAfterTheFact),
                ] + trip.answer.values)
        }
        return rows
    }

    /// Where transport was refused, the visit is sometimes not made.
    static let visitsNotMade = SeedTable(
        "visit_not_made",
        [
            "office_id", "id", "escort_id", "school_id", "school_year", "planned_on", "reason",
            "recorded_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for trip in plan.trips where !trip.isAfterTheFact {
            var stream = plan.stream(.visitNotMade, trip.ordinal)
            let isRefused = trip.answer.status == "REFUSED"
            guard stream.chance(isRefused ? 70 : 4) else { continue }
            rows.append([
                .number(plan.office.id),
                .identifier(plan.identifier(.visitNotMade, trip.ordinal)),
                plan.person(trip.assignment.person), .identifier(trip.school.id),
                .text(Country.schoolYear(trip.assignment.year)), .date(trip.day),
                .text(isRefused ? "NO_TRANSPORT" : "HEAD_ABSENT"),
                .instant(trip.day + 1, seconds: 36_000),
            ])
        }
        return rows
    }
}

/// What the office said to a request, if anything.
private struct Answer {
    var status: String
    var values: [CopyValue]
}

/// A trip for which an escort asked for transport.
private struct Trip {
    var ordinal: Int
    var assignment: AssignmentPlan
    var school: SchoolPlan
    var day: CivilDate
    var isAfterTheFact: Bool
    var answer: Answer
}

extension OfficePlan {
    private static let answers = Choices([("GRANTED", 65), ("REFUSED", 17), ("REQUESTED", 18)])

    /// At most one trip an assignment.
    fileprivate var trips: [Trip] {
        escorting.assignments.enumerated().compactMap { position, assignment in
            var stream = stream(.transport, -position - 1)
            let schools = schools[communities[assignment.community].schools]
            let school = schools[schools.startIndex + stream.below(schools.count)]
            let day = actDay(assignment, &stream)
            guard stream.chance(75), school.openedOn < day else { return nil }
            let isAfterTheFact = stream.chance(10)
            return Trip(
                ordinal: position + 1, assignment: assignment, school: school, day: day,
                isAfterTheFact: isAfterTheFact,
                answer: answer(on: day + (isAfterTheFact ? 4 : -3), &stream))
        }
    }

    fileprivate func answer(on day: CivilDate, _ stream: inout SeededStream) -> Answer {
        let status = stream.element(of: Self.answers)
        guard status != "REQUESTED" else {
            return Answer(status: status, values: [.text(status), .null, .null, .null, .number(1)])
        }
        return Answer(
            status: status,
            values: [
                .text(status), holder(of: "OFFICER", on: day), .instant(day, seconds: 43_200),
                status == "REFUSED" ? country.vocabulary.phrase("REFUSAL", &stream) : .null,
                .number(2),
            ])
    }
}
