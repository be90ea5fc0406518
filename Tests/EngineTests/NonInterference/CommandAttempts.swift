import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections
import PostgresClient
import SQLSyntax
import SchemaMapping
import TestSupport

/// Attempts at every command of the schema, with identifiers of what is hidden and of what is not.
struct CommandAttempts {
    struct Attempt {
        let command: String
        let document: String
        let variables: JSONObject
    }

    private let walk: SchemaWalk
    private var random: SeededGenerator
    /// Identifiers by table, those that concern the conflict first.
    private var identifiers: [String: [String]] = [:]
    /// Tables whose rows a command that concerns evaluations names.
    private let concerned: Set<String>

    init(_ ground: InterferenceGround, seed: UInt64) throws {
        walk = ground.walk
        random = SeededGenerator(seed: seed)
        let secret = ground.hidden.tables.secret
        concerned = Set(secret + ["docket_entry", "selection_session", "project"])
        let connection = try ground.twins.left.administration()
        for table in Self.tables(walk.mapping) {
            identifiers[table] = try connection.query(
                "SELECT id FROM app.\(table) t WHERE office_id = 1511 ORDER BY id LIMIT 3"
            ).compactMap { $0[0] }
        }
        for (table, keys) in ground.values.commonKeys where !keys.isEmpty {
            identifiers[table] = Array(keys.prefix(6)) + (identifiers[table] ?? []).prefix(1)
        }
        for table in ["docket_entry", "selection_session"] {
            identifiers[table] = try connection.query(
                "SELECT id FROM app.\(table) WHERE office_id = 1511 ORDER BY id"
            ).compactMap { $0[0] }
        }
        identifiers["project"] = [5, 1, 2, 3].map(SelectionFixture.project)
        identifiers["person"] =
            [7, 3, 6, 9].map(SelectionFixture.person) + [ground.world.person]
    }

    private static func tables(_ mapping: SchemaMapping) -> [String] {
        mapping.relationTypes.values.filter { type in
            type.primaryKey.map(\.name.name) == ["office_id", "id"]
        }.map(\.relation.name.name).sorted()
    }

    /// The commands that the person may give, those that concern evaluations first.
    mutating func all() -> [Attempt] {
        let maker = InputMaker(schema: walk.schema) { _ in "" }
        let commands = maker.commands.filter {
            walk.visibility.isVisible(.member(type: "Mutation", name: $0.name))
        }
        let first = commands.filter { concerns($0.input) }
        let rest = commands.filter { !concerns($0.input) }
        return first.flatMap { attempts($0.name, $0.input, count: 16) }
            + rest.flatMap { attempts($0.name, $0.input, count: 3) }
    }

    private func concerns(_ input: InputObjectType) -> Bool {
        fields(input).contains { concerned.contains(BreakerGround.table(of: $0)) }
    }

    /// The names of the identifiers and days of an input, and of the version that was seen.
    private func fields(_ input: InputObjectType) -> [String] {
        input.fields.values.filter {
            ["ID", "Date"].contains($0.type.namedType.value) || $0.name == "expectedVersion"
        }.map(\.name)
    }

    private func values(_ field: String) -> [String] {
        if field == "expectedVersion" { return ["1", "2", "3", "4"] }
        if field.hasSuffix("On") { return ["2026-11-20", "2098-06-01"] }
        let found = identifiers[BreakerGround.table(of: field)] ?? []
        return found.isEmpty ? ["ffffffff-ffff-4fff-8fff-ffffffffffff"] : found
    }

    /// Some combinations of the values of an input's fields, or all where they are few.
    private mutating func attempts(
        _ name: String, _ input: InputObjectType, count: Int
    ) -> [Attempt] {
        let fields = fields(input)
        let all = fields.reduce(1) { min($0 * values($1).count, 10_000) }
        let numbers = (0..<max(all, 2)).shuffled(using: &random).prefix(count)
        return numbers.map { number in
            var left = number
            var given: [String: String] = [:]
            for field in fields {
                let values = values(field)
                given[field] = values[left % values.count]
                left /= values.count
            }
            return attempt(name, input, given, number)
        }
    }

    private func attempt(
        _ name: String, _ input: InputObjectType, _ given: [String: String], _ number: Int
    ) -> Attempt {
        var maker = InputMaker(schema: walk.schema) { given[$0] ?? values($0)[0] }
        maker.integer = { given[$0] ?? "1" }
        maker.date = given.first { $0.key.hasSuffix("On") }?.value ?? maker.date
        maker.choice = { $0[number % $0.count] }
        let command = walk.mapping.commands[name]
        let result = command.map {
            "\($0.resultField) { \(walk.leaves(of: $0.resultType)) }"
        }
        return Attempt(
            command: name,
            document: """
                mutation ($input: \(input.name)!) { \(name)(input: $input) { \
                \(result ?? "") errors { code message parameters { name value } } } }
                """,
            variables: ["input": .object(maker.input(input))])
    }
}
