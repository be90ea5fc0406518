/// The programme of an assignment, and what became of it.
struct ProgrammePlan: Sendable {
    /// A position in the assignments of the office.
    var assignment: Int
    /// Absent while it was never deposited.
    var depositedOn: CivilDate?
    /// From 1 on in each school year; absent for a draft.
    var receipt: Int?
}

extension OfficePlan {
    private static let neverPercent = 6
    private static let latePercent = 14

    /// A programme for each assignment: most are deposited in time, some late, some never.
    func programmes() -> [ProgrammePlan] {
        var programmes = escorting.assignments.indices.map { position in
            ProgrammePlan(assignment: position, depositedOn: deposit(of: position))
        }
        programmes.sort {
            ($0.depositedOn ?? .distantFuture, $0.assignment)
                < ($1.depositedOn ?? .distantFuture, $1.assignment)
        }
        var receipts: [Int: Int] = [:]
        for position in programmes.indices where programmes[position].depositedOn != nil {
            let year = escorting.assignments[programmes[position].assignment].year
            receipts[year, default: 0] += 1
            programmes[position].receipt = receipts[year]
        }
        return programmes
    }

    private func deposit(of position: Int) -> CivilDate? {
        var stream = stream(.programme, -position - 1)
        let assignment = escorting.assignments[position]
        guard !stream.chance(Self.neverPercent) else { return nil }
        let delay = stream.chance(Self.latePercent) ? stream.within(32...45) : stream.within(3...6)
        return assignment.startsOn + delay
    }

    func identifier(_ subject: Subject, _ programme: ProgrammePlan) -> Identifier {
        identifier(subject, programme.assignment + 1)
    }
}
