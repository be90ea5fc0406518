/// Everything of an office but its visits, which are made while they are written.
///
/// It follows from the country and the office alone, so that offices can be made in any order.
struct OfficePlan: Sendable {
    let country: Country
    let office: Office
    var zones: [ZonePlan] = []
    var communities: [CommunityPlan] = []
    var schools: [SchoolPlan] = []
    var people: [PersonPlan] = []
    var grants: [GrantPlan] = []
    var escorting = EscortingPlan()
    var projects: [ProjectPlan] = []
    var committee = CommitteePlan()
    var sessions: [SessionPlan] = []
    var planted = PlantedFacts()
    /// The holders of posts of the office itself, by role.
    var staff: [String: [Tenure]] = [:]

    init(_ country: Country, _ office: Office) {
        self.country = country
        self.office = office
        planTerritory()
        planHeads()
        planCoordinators()
        planOfficeStaff()
        planEscorts()
        planAssignments()
        planProjects()
        planCommittee()
        planSessions()
    }

    func stream(_ subject: Subject, _ ordinal: Int = 0) -> SeededStream {
        country.root.stream(subject, office.id, ordinal)
    }

    func identifier(_ subject: Subject, _ ordinal: Int) -> Identifier {
        country.root.identifier(subject, office.id, ordinal)
    }
}

struct ZonePlan: Sendable {
    var id: Identifier
    var ordinal: Int
    var name: BilingualName
    var kind: String
}

struct CommunityPlan: Sendable {
    var id: Identifier
    var zone: Int
    var number: Int
    var name: BilingualName
    var establishedOn: CivilDate
    var isUrban: Bool
    /// Positions in the schools of the office.
    var schools: Range<Int> = 0..<0
    var coordinators: [Tenure] = []

    func coordinator(on day: CivilDate) -> Int? {
        coordinators.first { $0.holds(on: day) }?.person
    }
}

enum SchoolKind: String, Sendable {
    case schoolGroup = "SCHOOL_GROUP"
    case primarySchool = "PRIMARY_SCHOOL"
    case communitySchool = "COMMUNITY_SCHOOL"
    case college = "COLLEGE"
    case lycee = "LYCEE"
}

struct SchoolPlan: Sendable {
    var id: Identifier
    var community: Int
    var ordinal: Int
    var kind: SchoolKind
    var name: BilingualName
    var isUrban: Bool
    var municipality: BilingualName
    var openedOn: CivilDate
    /// How much it is visited: visits a year, about, before the year and the office count.
    var attention: Int
    var heads: [Tenure] = []
    /// Where it moved to at last, if it did.
    var move: MovePlan?

    /// A rural lycée teaches both secondary cycles.
    var hasLowerSecondary: Bool { kind == .college || kind == .lycee && !isUrban }
    var hasUpperSecondary: Bool { kind == .lycee }
    func head(on day: CivilDate) -> Int? { heads.first { $0.holds(on: day) }?.person }

    var hasPrimary: Bool { kind != .college && kind != .lycee }
}

/// A person in a function from a day to another, or still.
struct Tenure: Hashable, Sendable {
    /// A position in the people of the office.
    var person: Int
    var from: CivilDate
    var to: CivilDate?

    func holds(on date: CivilDate) -> Bool {
        guard date >= from else { return false }
        return to.map { date <= $0 } ?? true
    }
}

struct PersonPlan: Sendable {
    var id: Identifier
    var staffNumber: Int
    var firstName: BilingualName
    var lastName: BilingualName
    var corps: String
    var homeOffice: Int
    var workZone: Identifier?
    /// A position in the people of the office: the account that stands for this one as well.
    var mergedInto: Int?
}

struct GrantPlan: Sendable {
    var role: String
    var tenure: Tenure
    var community: Identifier?
    var school: Identifier?
}

/// Who escorts which community in which year.
struct EscortingPlan: Sendable {
    /// Each place of an escort is in a community, given by its position.
    var slots: [Int] = []
    /// The persons of each place over the years, before places are exchanged.
    var lineages: [[Tenure]] = []
    /// The assignments of each school year, one a place in the order of the places.
    var assignments: [AssignmentPlan] = []
    /// The places of each community.
    var slotsByCommunity: [Range<Int>] = []

    func assignment(yearIndex: Int, slot: Int) -> Int {
        yearIndex * slots.count + slot
    }
}

struct AssignmentPlan: Sendable {
    var id: Identifier
    var person: Int
    var community: Int
    var year: Int
    var decisionNumber: Int
    var decidedOn: CivilDate
    var startsOn: CivilDate
    var endsOn: CivilDate

    func holds(on day: CivilDate) -> Bool { (startsOn...endsOn).contains(day) }
}
