/// Why somebody is in conflict of interest with a project, as the seed means it.
package enum PlantedKind: String, CaseIterable, Hashable, Sendable {
    case assignment = "ASSIGNMENT"
    case visit = "VISIT"
    case smallGroup = "SMALL_GROUP"
    case workshop = "WORKSHOP"
    case history = "HISTORY"
    /// By a community that the project's one came out of.
    case lineage = "LINEAGE"
    /// By a community that the school moved to after the project was submitted.
    case movedSchool = "MOVED_SCHOOL"
    /// By another account of the same person.
    case mergedAccount = "MERGED_ACCOUNT"
    case ownSchool = "OWN_SCHOOL"
    case coordinator = "COORDINATES_COMMUNITY"
    case author = "AUTHOR_OF_PROJECT"
    case declared = "DECLARED"
    /// By whatever an escort of the office did there in all years.
    case escort = "ESCORT"
}

/// That a member of a committee is in conflict with an entry of its docket.
struct PlantedConflict: Hashable, Sendable {
    var kind: PlantedKind
    var session: Identifier
    var person: Identifier
    var project: Identifier
}

/// The facts that put members of committees in conflict, and who else would have none of them.
struct PlantedFacts: Sendable {
    /// The school year in which members did what bars them; all sessions are later.
    static let year = 2021
    static let day = CivilDate(2021, 11, 15)

    var assignments: [AssignmentPlan] = []
    var visits: [PlantedVisit] = []
    var smallGroups: [ActPlan] = []
    var workshops: [ActPlan] = []
    var histories: [PlantedHistory] = []
    var declarations: [PlantedDeclaration] = []
}

struct PlantedVisit: Sendable {
    var person: Int
    var school: Int
    var day: CivilDate
}

/// That papers tell of an escorting; of the former community if there is no position.
struct PlantedHistory: Sendable {
    var person: Int
    var community: Int?
}

struct PlantedDeclaration: Sendable {
    var person: Int
    var project: Int
    var day: CivilDate
}

/// That a school moved to another community.
struct MovePlan: Sendable {
    var community: Int
    var day: CivilDate
}

extension OfficePlan {
    /// Adds the fact of a kind about a person and a community.
    mutating func plant(_ kind: PlantedKind, _ person: Int, in community: Int) {
        let act = ActPlan(
            ordinal: -person, day: PlantedFacts.day, year: PlantedFacts.year,
            community: community, facilitators: [person],
            schools: Array(schoolsToVisit(community).prefix(2)))
        switch kind {
        case .assignment: planted.assignments.append(plantedAssignment(person, community))
        case .visit:
            planted.visits.append(
                PlantedVisit(person: person, school: act.schools[0], day: PlantedFacts.day))
        case .smallGroup: planted.smallGroups.append(act)
        case .workshop: planted.workshops.append(act)
        case .lineage: planted.histories.append(PlantedHistory(person: person, community: nil))
        case .mergedAccount:
            let other = addPerson(corps: people[person].corps)
            people[other].mergedInto = person
            planted.histories.append(PlantedHistory(person: other, community: community))
        default:
            planted.histories.append(PlantedHistory(person: person, community: community))
        }
    }

    /// The schools of a community that were open when facts are planted.
    func schoolsToVisit(_ community: Int) -> [Int] {
        communities[community].schools.filter { schools[$0].openedOn < PlantedFacts.day }
    }

    private func plantedAssignment(_ person: Int, _ community: Int) -> AssignmentPlan {
        AssignmentPlan(
            id: identifier(.planted, person), person: person, community: community,
            year: PlantedFacts.year, decisionNumber: 900 + planted.assignments.count,
            decidedOn: CivilDate(2021, 9, 10), startsOn: CivilDate(2021, 9, 15),
            endsOn: CivilDate(2022, 6, 30))
    }

    /// Every conflict of a member of a committee with an entry of its docket.
    var plantedConflicts: [PlantedConflict] {
        sessions.flatMap { session in
            session.seats.flatMap { seat in
                seat.conflicts.sorted { $0.key < $1.key }.map { entry, kind in
                    PlantedConflict(
                        kind: kind, session: session.id, person: people[seat.person].id,
                        project: projects[session.entries[entry].project].id)
                }
            }
        }
    }
}
