/// The record of an assignment, and when it was submitted and decided on.
struct RecordPlan: Sendable {
    /// A position in the assignments of the office, and one more as its number.
    var assignment: Int
    var submissions: [CivilDate]
    /// The decisions on the first submissions; the last one may be undecided.
    var decisions: [(decision: String, day: CivilDate)]
    /// From 1 on in each school year.
    var receipt = 0
    /// Whether the first submission came after the end of June.
    let isLate: Bool

    var status: String {
        decisions.count < submissions.count ? "SUBMITTED" : decisions[decisions.count - 1].decision
    }
}

extension OfficePlan {
    /// Records of the school years that are over: a few are missing, one in eight is late.
    func records() -> [RecordPlan] {
        let present = Country.years[Country.years.count - 1]
        var records = escorting.assignments.indices
            .filter { escorting.assignments[$0].year < present }
            .compactMap { record(of: $0) }
            .sorted { ($0.submissions[0], $0.assignment) < ($1.submissions[0], $1.assignment) }
        var receipts: [Int: Int] = [:]
        for position in records.indices {
            let year = escorting.assignments[records[position].assignment].year
            receipts[year, default: 0] += 1
            records[position].receipt = receipts[year] ?? 0
        }
        return records
    }

    private func record(of assignment: Int) -> RecordPlan? {
        var stream = stream(.record, -assignment - 1)
        guard stream.chance(94) else { return nil }
        let year = escorting.assignments[assignment].year + 1
        let isLate = stream.chance(12)
        let first =
            isLate
            ? CivilDate(year, 7, 2) + stream.below(30) : CivilDate(year, 6, 8) + stream.below(22)
        var record = RecordPlan(
            assignment: assignment, submissions: [first], decisions: [], isLate: isLate)
        let decided = first + stream.within(4...20)
        switch stream.below(100) {
        case 0..<15: break
        case 15..<20: record.decisions = [("RETURNED", decided)]
        case 20..<26:
            let again = decided + stream.within(3...12)
            record.submissions.append(again)
            record.decisions = [("RETURNED", decided), ("ACCEPTED", again + 7)]
        default: record.decisions = [("ACCEPTED", decided)]
        }
        return record
    }

    func identifier(_ subject: Subject, _ record: RecordPlan, _ index: Int = 0) -> Identifier {
        identifier(subject, record.assignment * 2 + index + 1)
    }
}
