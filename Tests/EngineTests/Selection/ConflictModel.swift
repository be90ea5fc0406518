/// The charter's rule on conflicts of interest over facts in memory, written from its text and not
/// from the database's functions.
struct ConflictModel {
    struct Fact: Hashable {
        let id: String
        let person: Int
        /// As it was known when the fact was entered.
        let community: Int
        /// The project whose school was visited.
        var visited: Int?
        /// Days as `2026-11-26`, which compare as they follow each other.
        let from: String
        let until: String
    }

    struct Membership: Hashable {
        let community: Int
        let from: String
        var to: String?
    }

    struct Project {
        let community: Int
        let submittedOn: String
        var memberships: [Membership]
    }

    var facts: [Fact] = []
    /// The communities that a visit was known to count for since it was entered, by its identifier.
    private var known: [String: Set<Int>] = [:]
    var projects: [Int: Project] = [:]
    /// Pairs of an ancestor and its descendant.
    var lineage: [(ancestor: Int, descendant: Int)] = []
    /// Zones by community.
    var zones: [Int: String] = [:]
    /// What each person's second account is merged into.
    var merged: [Int: Int] = [:]

    func isInConflict(_ person: Int, _ project: Int, on day: String) -> Bool {
        let facts = facts(of: person, until: day)
        let communities = Set(belongings(of: project, facts, day).flatMap(kin))
        return facts.contains { communities.contains($0.community) }
    }

    func mayNotEvaluate(_ person: Int, _ project: Int, on day: String) -> Bool {
        let facts = facts(of: person, until: day)
        let zones = Set(belongings(of: project, facts, day).compactMap { self.zones[$0] })
        return isInConflict(person, project, on: day)
            || facts.contains { self.zones[$0.community].map(zones.contains) ?? false }
    }

    private func facts(of person: Int, until day: String) -> [Fact] {
        let whole = merged[person] ?? person
        return facts.filter { (merged[$0.person] ?? $0.person) == whole && $0.from <= day }
            .flatMap { fact in
                known[fact.id, default: [fact.community]].map { community in
                    Fact(
                        id: fact.id, person: fact.person, community: community, from: fact.from,
                        until: fact.until)
                }
            }
    }

    /// What a move of a school tells of visits to it, beside what was known before: that a later
    /// move tells otherwise launders nothing.
    mutating func learn(of project: Int) {
        for fact in facts where fact.visited == project {
            let membership = projects[project]?.memberships.first {
                $0.from <= fact.from && ($0.to.map { $0 >= fact.from } ?? true)
            }
            guard let membership else { continue }
            known[fact.id, default: [fact.community]].insert(membership.community)
        }
    }

    /// K(project): on submission and since, and on any day of a fact.
    private func belongings(of project: Int, _ facts: [Fact], _ day: String) -> Set<Int> {
        guard let project = projects[project] else { return [] }
        var found: Set = [project.community]
        for membership in project.memberships {
            func covers(_ from: String, _ until: String) -> Bool {
                membership.from <= until && (membership.to.map { $0 >= from } ?? true)
            }
            if covers(project.submittedOn, day)
                || facts.contains(where: { covers($0.from, $0.until) })
            {
                found.insert(membership.community)
            }
        }
        return found
    }

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
}
