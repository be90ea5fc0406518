/// A session of the provincial committee, which selects among the projects of a school year.
struct SessionPlan: Sendable {
    var id: Identifier
    var ordinal: Int
    var year: Int
    var openedOn: CivilDate
    var closedOn: CivilDate?
    var status: String
    var entries: [EntryPlan]
    var seats: [SeatPlan] = []

    /// The members who take part, with their number among the seats.
    var acceptedSeats: [(number: Int, seat: SeatPlan)] {
        seats.enumerated().filter { $0.element.hasAccepted }.map { ($0.offset, $0.element) }
    }

    func identifier(of entry: Int, _ plan: OfficePlan) -> Identifier {
        plan.identifier(.entry, ordinal * 100 + entry)
    }
}

struct EntryPlan: Sendable {
    /// A position in the projects of the office.
    var project: Int
    /// The community of the project.
    var community: Int
    /// That one, and where its school has moved to.
    var communities: Set<Int>
}

struct SeatPlan: Sendable {
    var person: Int
    var seat: String
    var hasAccepted = true
    /// By the number of the entry.
    var conflicts: [Int: PlantedKind] = [:]
}

/// Members of committees who did nothing that bars them, and evaluators.
struct CommitteePlan: Sendable {
    /// The chair, the deputy, and members.
    var members: [Int] = []
    var evaluators: [Int] = []
}

extension OfficePlan {
    private static let years = 2022...2026
    private static let entriesMax = 12
    private static let committeeSize = 6
    private static let memberCorps = Choices([
        ("ADMINISTRATION", 50), ("PLANNING", 25), ("ORIENTATION", 25),
    ])

    mutating func planCommittee() {
        for number in 0..<Self.committeeSize {
            let role = number == 0 ? "COMMITTEE_CHAIR" : "COMMITTEE_MEMBER"
            committee.members.append(addMember(role))
        }
        committee.evaluators = [addMember("EVALUATOR"), addMember("EVALUATOR")]
    }

    mutating func addMember(_ role: String) -> Int {
        var stream = stream(.planted, -people.count - 1)
        let person = addPerson(corps: stream.element(of: Self.memberCorps))
        let tenure = Tenure(person: person, from: Self.startOfYear(Country.years[0]))
        grants.append(GrantPlan(role: role, tenure: tenure))
        return person
    }

    mutating func planSessions() {
        sessions = Self.years.compactMap { session(of: $0) }
        planMove()
        for position in sessions.indices { locateEntries(of: position) }
        for position in sessions.indices { planSeats(of: position) }
    }

    private func session(of year: Int) -> SessionPlan? {
        let candidates = projects.indices.filter {
            projects[$0].year == year && projects[$0].submittedOn != nil
        }
        guard !candidates.isEmpty else { return nil }
        let ordinal = year - Self.years.lowerBound + 1
        var stream = stream(.session, ordinal)
        let step = max((candidates.count + Self.entriesMax - 1) / Self.entriesMax, 1)
        let docket = candidates.enumerated().filter { $0.offset % step == 0 }.map(\.element)
        let openedOn = CivilDate(year, 11, 2) + stream.below(5)
        let isPast = year < Self.years.upperBound || office.index % 3 == 2
        return SessionPlan(
            id: identifier(.session, ordinal), ordinal: ordinal, year: year, openedOn: openedOn,
            closedOn: isPast ? openedOn + 12 : nil,
            status: isPast ? "CLOSED" : office.index % 3 == 1 ? "DELIBERATION" : "SCORING",
            entries: docket.map { project in
                let community = schools[projects[project].school].community
                return EntryPlan(project: project, community: community, communities: [])
            })
    }

    /// A school of the last docket moves to another community of the office.
    private mutating func planMove() {
        guard communities.count > 1, let session = sessions.last,
            session.year == Self.years.upperBound, session.entries.count > 2
        else { return }
        let entry = session.entries[session.entries.count / 2]
        schools[projects[entry.project].school].move = MovePlan(
            community: (entry.community + 1) % communities.count,
            day: Country.lastDay + -2)
    }

    private mutating func locateEntries(of position: Int) {
        for index in sessions[position].entries.indices {
            let entry = sessions[position].entries[index]
            let move = schools[projects[entry.project].school].move?.community
            sessions[position].entries[index].communities =
                Set([entry.community] + (move.map { [$0] } ?? []))
        }
    }
}
