import PostgresClient
import TestSupport

/// Events that are run in every order (P3), and facts that are entered twice (P5).
extension ConflictHistory {
    struct Event {
        enum Kind: Hashable {
            case fact(FactKind)
            case recusal
            case score
            /// Invitation, acceptance and a score.
            case membership
            case vote
            case mandate
        }

        let kind: Kind
        let person: Int
        let project: Int
        /// What else it draws at random, the same in each order.
        let seed: UInt64
    }

    /// What there is to be in conflict by, but for its identifier.
    struct Recorded: Hashable {
        let person: Int
        let kind: FactKind
        let communities: Set<Int>
        let from: String
    }

    var recorded: Set<Recorded> {
        Set(
            model.facts.map {
                Recorded(
                    person: $0.person, kind: $0.kind, communities: $0.communities, from: $0.from)
            })
    }

    /// Two or three events about one person and mostly one project: something that bars, something
    /// that counts, and another one; before or in the deliberation.
    func anyEvents() throws -> [Event] {
        let person = anyone()
        let office = anyOffice()
        let isDeliberating = Int.random(in: 0..<3, using: &random) == 0
        if isDeliberating {
            for project in ConflictWorld.projects(of: office) { try score(1, project) }
            try deliberate(in: office)
        }
        let bars = FactKind.allCases.map { Event.Kind.fact($0) } + [.recusal]
        let counts: [Event.Kind] =
            isDeliberating
            ? [.vote, .mandate]
            : person == 6 ? [.membership, .mandate] : [.score, .mandate]
        var kinds = [one(of: bars), one(of: counts)]
        if Bool.random(using: &random) { kinds.append(one(of: bars + counts)) }
        let completed = ConflictWorld.completed.filter { ConflictWorld.office(of: $0) == office }
        let project = one(of: completed)
        return kinds.map {
            Event(
                kind: $0, person: person, project: project,
                seed: UInt64.random(in: 0...UInt64.max, using: &random))
        }
    }

    func happen(_ event: Event) throws {
        let kept = random
        random = SeededGenerator(seed: event.seed)
        defer { random = kept }
        let office = ConflictWorld.office(of: event.project)
        switch event.kind {
        case .fact(let kind): try record(kind, event.person, in: office)
        case .recusal: try recuse(event.person, event.project)
        case .score: try score(event.person, event.project)
        case .membership:
            try join(event.person, in: office)
            try score(event.person, event.project)
        case .vote: try vote(event.person, in: office)
        case .mandate: try charge(event.person, event.project)
        }
    }

    // MARK: Facts that are entered twice

    /// A fact of a day between the moves of schools that histories know.
    struct Example {
        let kind: FactKind
        let person: Int
        let office: Int
        let seed: UInt64
    }

    func anyExample(of kind: FactKind) -> Example {
        Example(
            kind: kind, person: anyone(), office: anyOffice(),
            seed: UInt64.random(in: 0...UInt64.max, using: &random))
    }

    /// Enters it; gives the fact, if it was let.
    func enter(_ example: Example) throws -> ConflictModel.Fact? {
        let kept = random
        random = SeededGenerator(seed: example.seed)
        defer { random = kept }
        let (person, office) = (example.person, example.office)
        let outcome: Outcome
        switch example.kind {
        case .history: outcome = try takeOver(person, anyCommunity(of: office), 2022)
        case .appointment, .assignment:
            let term = Term(first: "2025-11-01", last: "2025-11-30")
            outcome = try assign(example.kind, person, anyCommunity(of: office), term)
        case .visit: outcome = try visit(person, anyProject(of: office), on: "2025-11-10")
        case .smallGroup: outcome = try hold([person], in: office, on: "2025-11-10")
        case .workshop:
            outcome = try hold([person], workshopOf: anyCommunity(of: office), "2025-11-10")
        case .headship, .coordination, .declaration:
            preconditionFailure("\(example.kind) is never annulled")
        }
        return outcome == .done ? model.facts.last : nil
    }

    struct State: Equatable {
        let conflicts: Set<ConflictModel.Conflict>
        let readable: [Set<String>]
        let counted: Set<Counted>
    }

    func state(of person: Int) throws -> State {
        State(
            conflicts: try conflicts(),
            readable: try ConflictWorld.offices.map { try readable(by: person, in: $0) },
            counted: try counted())
    }

    /// The lines of the audit trail about annulments and a table of facts: the verb, the table and
    /// the command.
    func trail(of kind: FactKind) throws -> [String] {
        try connection.query(
            """
            SELECT verb || ' ' || table_name || CASE table_name
                WHEN 'annulment' THEN coalesce(' ' || operation, '') ELSE '' END
            FROM app.audit_pending WHERE table_name IN ('annulment', '\(kind.table)') ORDER BY id
            """
        ).compactMap { $0[0] }
    }
}

extension Array {
    /// Its elements in all orders.
    var permutations: [[Element]] {
        guard count > 1 else { return [self] }
        return indices.flatMap { index in
            var rest = self
            let first = rest.remove(at: index)
            return rest.permutations.map { [first] + $0 }
        }
    }
}
