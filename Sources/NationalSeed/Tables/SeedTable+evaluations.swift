/// The charge to evaluate a completed project, and when the evaluation came.
struct MandatePlan: Sendable {
    var ordinal: Int
    var project: Identifier
    var evaluator: Int
    var issuedOn: CivilDate
    var submittedOn: CivilDate?
}

extension OfficePlan {
    private static let evaluatedPercent = 40

    /// Mandates for a part of the completed projects; the newest are not all submitted.
    var mandates: [MandatePlan] {
        projects.filter { $0.status == .completed }.compactMap { project in
            var stream = stream(.mandate, -project.ordinal)
            guard stream.chance(Self.evaluatedPercent), let endedOn = project.endedOn else {
                return nil
            }
            let issuedOn = endedOn + stream.within(85...110)
            let submittedOn = issuedOn + stream.within(15...70)
            let isSubmitted = stream.chance(90) && submittedOn <= Country.lastDay
            return MandatePlan(
                ordinal: project.ordinal, project: project.id,
                evaluator: stream.element(of: committee.evaluators), issuedOn: issuedOn,
                submittedOn: isSubmitted ? submittedOn : nil)
        }
    }
}

extension SeedTable {
    static let mandates = SeedTable(
        "evaluation_mandate",
        [
            "office_id", "id", "project_id", "evaluator_id", "status", "due_on", "issued_by_id",
            "issued_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for mandate in plan.mandates {
            rows.append([
                .number(plan.office.id), .identifier(plan.identifier(.mandate, mandate.ordinal)),
                .identifier(mandate.project), plan.person(mandate.evaluator),
                .text(mandate.submittedOn == nil ? "ISSUED" : "SUBMITTED"),
                .date(mandate.issuedOn + 60), plan.holder(of: "DELEGATE", on: mandate.issuedOn),
                .instant(mandate.issuedOn, seconds: 36_000),
            ])
        }
        return rows
    }

    static let evaluations = SeedTable(
        "evaluation",
        [
            "office_id", "id", "mandate_id", "degree", "results", "recommendations",
            "submitted_at",
        ]
    ) { plan in
        var rows = CopyRows()
        for mandate in plan.mandates {
            guard let submittedOn = mandate.submittedOn else { continue }
            var stream = plan.stream(.evaluation, mandate.ordinal)
            rows.append([
                .number(plan.office.id),
                .identifier(plan.identifier(.evaluation, mandate.ordinal)),
                .identifier(plan.identifier(.mandate, mandate.ordinal)),
                .number(stream.within(1...4)), plan.country.vocabulary.phrase("RESULTS", &stream),
                plan.country.vocabulary.phrase("RECOMMENDATIONS", &stream),
                .instant(submittedOn, seconds: stream.within(32_400...61_200)),
            ])
        }
        return rows
    }
}
