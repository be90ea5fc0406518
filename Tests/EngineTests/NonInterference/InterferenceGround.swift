import JSONBytes
import OrderedCollections
import PostgresClient
import SQLSyntax
import SchemaMapping
import TestSupport
import Testing

/// Twins of a world, of which the right one is altered, and what is known of the alteration.
struct InterferenceGround {
    let world: InterferenceWorld
    let twins: TwinDatabases
    let hidden: HiddenRows
    let alteration: HiddenAlteration
    let walk: SchemaWalk
    let values: HiddenValues

    init(_ world: InterferenceWorld) async throws {
        self.world = world
        let tables = try EvaluationTables(world.fixture.administration())
        hidden = try HiddenRows(tables, world)
        twins = try await TwinDatabases(of: world)
        alteration = try HiddenAlteration(hidden, in: twins.right.administration())
        walk = try SchemaWalk(
            twins.left, world.person, altered: hidden.conditions.map(\.table))
        values = try HiddenValues(twins, hidden, walk.mapping)
    }

    func questions(_ seed: UInt64, randomCount: Int) throws -> [Question] {
        var questions = SchemaQuestions(walk, values, seed: seed)
        let asked =
            try questions.pages() + questions.orders() + questions.filters()
            + questions.figures() + questions.groups() + questions.lookups()
            + questions.paths() + questions.keptOperations()
            + questions.randomOperations(
                twins.left, world.person, count: randomCount, seed: seed)
        print("\(world.caller): \(questions.sampled) of \(questions.offered) ways in samples")
        return asked
    }

    // MARK: Guards against vacuity

    /// The tables that hide nothing from the person: those about persons, where they see all.
    private var untouched: Set<String> {
        world.caller == .delegate ? ["recusal", "declared_conflict"] : []
    }

    /// Each table has another value in each column that may have one, and a row more.
    func expectAlteration() throws {
        for (table, _) in hidden.conditions where !untouched.contains(table) {
            let columns = hidden.tables.columns[table] ?? []
            let names = columns.filter { !$0.isKey && !$0.isForeign }.map(\.name)
            let altered = alteration.altered[table] ?? []
            #expect(Set(names).subtracting(altered) == [], "\(world.caller): \(table)")
            #expect((alteration.added[table] ?? 0) > 0, "\(world.caller): \(table)")
        }
        print("\(world.caller): removed from \(alteration.removed.keys.sorted())")
    }

    /// Else nothing would have been hidden: of each altered table, somebody sees it.
    func expectThatOthersSeeTheChange() async throws {
        let types = walk.mapping.relationTypes.values.filter {
            walk.secretTypes.contains($0.typeName)
        }
        for type in types where !untouched.contains(type.relation.name.name) {
            let isSeen = try await isSeenByOthers(type.typeName)
            #expect(isSeen, "\(world.caller): nobody sees \(type.typeName) altered")
        }
    }

    private func isSeenByOthers(_ type: String) async throws -> Bool {
        for observer in [InterferenceWorld.observer] + [3, 4].map(SelectionFixture.person) {
            let walk = try SchemaWalk(twins.left, observer, altered: [])
            let questions = SchemaQuestions(walk, values, seed: 0)
            for path in questions.paths(steps: 2) where path.target == type {
                let question = questions.question(path)
                let answers = try await twins.ask(question.document, as: observer)
                if answers.left != answers.right { return true }
            }
        }
        return false
    }
}
