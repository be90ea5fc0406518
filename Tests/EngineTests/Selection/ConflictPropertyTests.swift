import PostgresClient
import TestSupport
import Testing

/// The properties P1 to P7 of the rule on conflicts of interest, on random histories.
///
/// A failure prints its seed: run it alone with `CONFLICT_SEED`, `CONFLICT_HISTORIES=1` and, to see
/// each statement, `CONFLICT_TRACE=1`.
@Suite("Properties of the conflict rule", .serialized)
struct ConflictPropertyTests {
    private static let prepared = Task { try ConflictWorld(database: "conflict_properties") }

    /// Runs a body on each history; its changes are undone.
    private func histories(
        _ body: (ConflictHistory, Comment) throws -> Void
    ) async throws {
        let world = try await Self.prepared.value
        let connection = try world.fixture.administration()
        print("\(ConflictHistory.count) histories from seed \(ConflictHistory.seed)")
        for number in 0..<UInt64(ConflictHistory.count) {
            let seed = ConflictHistory.seed + number
            let history = try ConflictHistory(connection, world: world, seed: seed)
            do {
                try body(history, "seed \(seed)")
                #expect(history.surprises == [], "seed \(seed)")
            } catch {
                try? history.end()
                Issue.record("seed \(seed): \(error)")
                return
            }
            try history.end()
        }
    }

    private func expectModel(_ history: ConflictHistory, _ seed: Comment) throws {
        let derived = try history.conflicts()
        let said = history.model.conflicts(of: ConflictWorld.persons, on: history.today)
        #expect(derived.subtracting(said) == [], "\(seed): in the database alone")
        #expect(said.subtracting(derived) == [], "\(seed): in the text alone")
    }

    @Test func `the database derives the conflicts that the charter's text says`() async throws {
        try await histories { history, seed in
            for _ in 0..<14 { try history.step() }
            try expectModel(history, seed)
        }
    }

    @Test
    func `P1: no score counts by a fact that was recorded before, and by a later one an incident`()
        async throws
    {
        var closed = 0
        try await histories { history, seed in
            for _ in 0..<25 { try history.step() }
            closed += history.closings.count
            try expectIncidents(history, seed)
        }
        #expect(closed > 0, "some sessions were closed")
    }

    /// That what counts in conflict, or of an entry that its member stepped back from, counts in a
    /// closed session and has an incident; and that a mandate in conflict was fulfilled before, and
    /// has one.
    private func expectIncidents(_ history: ConflictHistory, _ seed: Comment) throws {
        let incidents = try history.incidents()
        for score in try history.countedScores() {
            let closing = history.closings[ConflictWorld.office(of: score.project)]
            let day = closing?.day ?? history.today
            guard history.model.isBarred(score.person, score.project, on: day) else { continue }
            #expect(closing != nil, "\(seed): \(score) counts in an open session")
            #expect(incidents.contains(score), "\(seed): \(score) has no incident")
        }
        let mandates = try history.counted().filter { $0.kind == "MANDATE" }
        let evaluations = try history.evaluated()
        for mandate in mandates
        where history.model.isInConflict(
            mandate.person, mandate.project, for: .evaluation, on: history.today)
        {
            let evaluation = mandate.as("EVALUATION")
            #expect(evaluations.contains(evaluation), "\(seed): \(mandate) is open")
            #expect(incidents.contains(evaluation), "\(seed): \(evaluation) has no incident")
        }
        #expect(try history.incidentsOfLaterActs() == [], "\(seed)")
    }

    @Test func `P2: no fact lets a person read more of evaluations`() async throws {
        try await histories { history, seed in
            for _ in 0..<10 { try history.step() }
            let (person, office) = (history.anyone(), history.anyOffice())
            let kind = history.one(of: FactKind.allCases)
            let before = try ConflictWorld.offices.map { try history.readable(by: person, in: $0) }
            try history.record(kind, person, in: office)
            for (index, there) in ConflictWorld.offices.enumerated() {
                let after = try history.readable(by: person, in: there)
                #expect(
                    after.subtracting(before[index]) == [], "\(seed): \(kind) of \(person)")
            }
        }
    }

    @Test func `P3: in all orders in which the same facts are recorded the same counts`()
        async throws
    {
        var orders = 0
        try await histories { history, seed in
            for _ in 0..<4 { try history.step(closes: false) }
            let events = try history.anyEvents()
            var counted: [Set<ConflictHistory.Recorded>: Set<ConflictHistory.Counted>] = [:]
            for order in events.permutations {
                let (recorded, count) = try history.undone {
                    for event in order { try history.happen(event) }
                    return (history.recorded, try history.counted())
                }
                orders += 1
                #expect(
                    counted[recorded, default: count] == count,
                    "\(seed): \(order.map(\.kind)) of \(events.map(\.person))")
                counted[recorded] = count
            }
        }
        #expect(orders >= 2 * ConflictHistory.count)
    }

    @Test func `P4: what a person reads is the same when what is hidden from them changes`()
        async throws
    {
        try await histories { history, seed in
            for _ in 0..<10 { try history.step() }
            let (person, office) = (history.anyone(), history.anyOffice())
            let before = try history.readable(by: person, in: office, whole: true)
            try history.changeHidden(from: person, in: office)
            let after = try history.readable(by: person, in: office, whole: true)
            #expect(after == before, "\(seed): person \(person) in \(office)")
        }
    }

    @Test func `P5: to annul a fact and record it again restores the state and leaves two lines`()
        async throws
    {
        var restored: Set<FactKind> = []
        try await histories { history, seed in
            for _ in 0..<6 { try history.step(closes: false) }
            try history.connection.execute("UPDATE app.committee_seat SET status = 'DECLINED'")
            let kind = FactKind.annullable[Int(history.start % 6)]
            let example = history.anyExample(of: kind)
            let conflicts = try history.conflicts()
            guard let fact = try history.enter(example) else { return }
            let state = try history.state(of: example.person)
            let lines = try history.trail(of: kind)
            let outcome = try history.annul(fact)
            guard outcome == .done else {
                #expect(outcome == .refused("assignment_has_no_act"), "\(seed): \(kind)")
                return
            }
            #expect(try history.conflicts() == conflicts, "\(seed): \(kind)")
            _ = try #require(try history.enter(example), seed)
            let again = try history.state(of: example.person)
            #expect(again == state, "\(seed): \(kind)")
            let more = try history.trail(of: kind).dropFirst(lines.count)
            #expect(
                Array(more) == ["INSERT annulment annul_fact", "INSERT \(kind.table)"],
                "\(seed): \(kind)")
            restored.insert(kind)
        }
        #expect(restored == Set(FactKind.annullable) || ConflictHistory.count < 40)
    }

    @Test
    func `P6: merging two accounts gives the facts of both, and voids what bars or doubles`()
        async throws
    {
        try await histories { history, seed in
            let accounts = history.one(of: ConflictHistory.accounts)
            let both = [accounts.0, accounts.1]
            for person in both {
                for _ in 0..<2 {
                    let kind = history.one(of: FactKind.allCases)
                    try history.record(kind, person, in: history.anyOffice())
                }
            }
            try history.moveSchool(in: history.anyOffice())
            for project in ConflictWorld.projects {
                for person in both where Bool.random(using: &history.random) {
                    try history.score(person, project)
                }
            }
            let before = try (history.conflicts(), history.countedScores())
            try #require(try history.mergeAccounts(accounts) == .done, seed)
            try expectModel(history, seed)
            let after = try history.conflicts()
            for conflict in before.0 where both.contains(conflict.person) {
                for person in both {
                    let same = ConflictModel.Conflict(
                        person: person, project: conflict.project, purpose: conflict.purpose)
                    #expect(after.contains(same), "\(seed): \(same)")
                }
            }
            let standing = before.1.filter { $0.person == accounts.0 }.map(\.project)
            let kept = before.1.filter {
                !history.model.isBarred($0.person, $0.project, on: history.today)
                    && ($0.person != accounts.1 || !standing.contains($0.project))
            }
            #expect(try history.countedScores() == kept, "\(seed)")
        }
    }

    @Test func `P7: no later fact changes what is published; incidents are opened instead`()
        async throws
    {
        var closed = 0
        try await histories { history, seed in
            let office = history.anyOffice()
            for project in ConflictWorld.projects(of: office) {
                try history.score(1, project)
                try history.score(history.anyone(), project)
            }
            try history.close(in: office)
            guard let closing = history.closings[office] else { return }
            closed += 1
            let kinds = FactKind.allCases
            try history.record(
                kinds[Int(history.start) % kinds.count], history.anyone(), in: office)
            for _ in 0..<4 { try history.step() }
            #expect(try history.publication(of: office) == closing.published, "\(seed)")
            try expectIncidents(history, seed)
        }
        #expect(closed > ConflictHistory.count / 2, "most sessions were closed")
    }
}
