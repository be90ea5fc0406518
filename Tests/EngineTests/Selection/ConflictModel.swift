/// The charter's rule on conflicts of interest over facts in memory, written from its text (§3.1,
/// A5, A6, A10, A16, A19) and not from the database's functions.
///
/// Schools are named by the number of their project, communities by a number of the model's own,
/// over all offices; days are written as `2026-11-26`, which compare as they follow each other.
struct ConflictModel {
    enum Purpose: String, CaseIterable {
        case selection = "SELECTION"
        case evaluation = "EVALUATION"
    }

    /// F1 to F5: what a person did, or was charged with, in communities.
    struct Fact: Hashable {
        let id: String
        let kind: FactKind
        let person: Int
        let office: Int
        /// What it is known to count for since it was entered: that a school was moved from a day
        /// before the fact tells more of it, and launders nothing.
        var communities: Set<Int>
        /// Schools in which it took place.
        var schools: [Int] = []
        let from: String
        let until: String
    }

    /// A ground beyond the charter (A10).
    struct Tie: Hashable {
        enum Object: Hashable {
            case school(Int)
            case community(Int)
            case project(Int)
        }

        let person: Int
        let object: Object
        let from: String
        /// Absent where it lasts.
        var until: String?
    }

    struct Membership: Hashable {
        let community: Int
        let from: String
        /// The first day on which it was no more.
        var end: String?

        func touches(_ first: String, _ last: String) -> Bool {
            from <= last && (end.map { $0 > first } ?? true)
        }
    }

    struct Project {
        let office: Int
        /// The one of the day of submission.
        let community: Int
        let submittedOn: String
        var memberships: [Membership]
    }

    struct Conflict: Hashable {
        let person: Int
        let project: Int
        let purpose: Purpose
    }

    /// That a member stepped back from a project.
    struct Recusal: Hashable {
        let person: Int
        let project: Int
    }

    var facts: [Fact] = []
    var ties: Set<Tie> = []
    var recusals: Set<Recusal> = []
    var projects: [Int: Project] = [:]
    /// Pairs of an ancestor and its descendant.
    var lineage: [(ancestor: Int, descendant: Int)] = []
    /// The zones that each community has lain in, with the day on which it came there.
    var zones: [Int: [String: String]] = [:]
    /// What each person's second account is merged into.
    var merged: [Int: Int] = [:]

    // MARK: The rule

    func isInConflict(
        _ person: Int, _ project: Int, for purpose: Purpose = .selection, on day: String
    ) -> Bool {
        guard let subject = projects[project] else { return false }
        let facts = facts.filter {
            isSame($0.person, person) && $0.office == subject.office && $0.from <= day
        }
        let belongings = belongings(of: subject, facts, day)
        let relatives = belongings.reduce(into: Set()) { $0.formUnion(kin($1)) }
        let escorted = facts.reduce(into: Set()) { $0.formUnion($1.communities) }
        return !escorted.isDisjoint(with: relatives)
            || (purpose == .evaluation && isZoneShared(escorted, belongings, day))
            || ties.contains { isSame($0.person, person) && binds($0, project, relatives, day) }
    }

    /// Conflicts and recusals: what keeps a person from the selection of a project.
    func isBarred(_ person: Int, _ project: Int, on day: String) -> Bool {
        isInConflict(person, project, on: day)
            || recusals.contains { isSame($0.person, person) && $0.project == project }
    }

    func conflicts(of persons: some Sequence<Int>, on day: String) -> Set<Conflict> {
        var found: Set<Conflict> = []
        for person in persons {
            for project in projects.keys {
                for purpose in Purpose.allCases
                where isInConflict(person, project, for: purpose, on: day) {
                    found.insert(Conflict(person: person, project: project, purpose: purpose))
                }
            }
        }
        return found
    }

    func isSame(_ one: Int, _ other: Int) -> Bool {
        (merged[one] ?? one) == (merged[other] ?? other)
    }

    /// K(project): on submission and since, and on any day of a fact, until a day.
    private func belongings(of project: Project, _ facts: [Fact], _ day: String) -> Set<Int> {
        project.memberships.reduce(into: [project.community]) { found, membership in
            if membership.touches(project.submittedOn, day)
                || facts.contains(where: { membership.touches($0.from, min($0.until, day)) })
            {
                found.insert(membership.community)
            }
        }
    }

    private func isZoneShared(_ some: Set<Int>, _ others: Set<Int>, _ day: String) -> Bool {
        func zones(_ communities: Set<Int>) -> Set<String> {
            communities.reduce(into: []) { found, community in
                found.formUnion((self.zones[community] ?? [:]).filter { $0.value <= day }.keys)
            }
        }
        return !zones(some).isDisjoint(with: zones(others))
    }

    private func binds(
        _ tie: Tie, _ project: Int, _ relatives: Set<Int>, _ day: String
    ) -> Bool {
        guard tie.from <= day, tie.until.map({ $0 >= projects[project]?.submittedOn ?? "" }) ?? true
        else { return false }
        return switch tie.object {
        case .school(let school): school == project
        case .community(let community): relatives.contains(community)
        case .project(let one): one == project
        }
    }

    /// A community, all that it came out of, and all that came out of it (A6).
    private func kin(_ community: Int) -> Set<Int> {
        reached(from: community) { edge in (edge.descendant, edge.ancestor) }
            .union(reached(from: community) { edge in (edge.ancestor, edge.descendant) })
    }

    private func reached(
        from community: Int, _ step: ((ancestor: Int, descendant: Int)) -> (Int, Int)
    ) -> Set<Int> {
        var reached: Set = [community]
        while true {
            let more = lineage.map(step).filter { reached.contains($0.0) }.map(\.1)
            let grown = reached.union(more)
            if grown == reached { return reached }
            reached = grown
        }
    }

    // MARK: What happens

    /// What the school of a project belonged to on a day.
    func community(of project: Int, on day: String) -> Int? {
        projects[project]?.memberships.first { $0.touches(day, day) }?.community
    }

    mutating func move(_ project: Int, to community: Int, on day: String) {
        let last = (projects[project]?.memberships.count ?? 1) - 1
        projects[project]?.memberships[last].end = day
        projects[project]?.memberships.append(.init(community: community, from: day))
        for index in facts.indices where facts[index].schools.contains(project) {
            guard let known = self.community(of: project, on: facts[index].from) else { continue }
            facts[index].communities.insert(known)
        }
    }
}
