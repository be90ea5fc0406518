import Foundation
import GraphQLLanguage
import GraphQLTypeSystem
import JSONBytes
import OrderedCollections
import PostgresClient
import SchemaMapping
import TestSupport
import Testing
import TransportProtocols

/// Attempts of somebody who holds every role of one office to reach another by its identifiers.
///
/// What is asked comes from the schema: each command by each of its identifiers, each root field.
@Suite("Breaker: identifiers of another office", .serialized)
struct ForeignIdentifierTests {
    private static let prepared = Task { try await BreakerGround(database: "breaker_identifiers") }

    private func ground() async throws -> BreakerGround { try await Self.prepared.value }

    private static let unknown = "ffffffff-ffff-4fff-8fff-ffffffffffff"

    /// The answer to a command, where the arguments of these names have identifiers of another
    /// office, or of nothing.
    private func answer(
        _ command: (name: String, input: InputObjectType), attacking names: Set<String>,
        with identifier: @escaping (String) -> String, _ ground: BreakerGround
    ) async throws -> String {
        let maker = InputMaker(schema: ground.fixture.engine.mapping.schema) { name in
            names.contains(name)
                ? identifier(BreakerGround.table(of: name))
                : ground.own[BreakerGround.table(of: name)] ?? Self.unknown
        }
        let document = """
            mutation ($input: \(command.input.name)!) { \(command.name)(input: $input) { \
            errors { code message parameters { name value } } } }
            """
        return try await ground.ask(
            document, ["input": .object(maker.input(command.input))]
        ).text
    }

    private func identifiers(_ input: InputObjectType) -> [String] {
        input.fields.values.filter { $0.type.namedType.value == "ID" }.map(\.name)
    }

    @Test func `no command writes a row of another office, nor one that points there`()
        async throws
    {
        let ground = try await ground()
        let maker = InputMaker(schema: ground.fixture.engine.mapping.schema) { _ in "" }
        let before = try ground.digests()
        var attempts = 0
        for command in maker.commands {
            let names = identifiers(command.input)
            for attacked in names.map({ [$0] }) + [names] where !attacked.isEmpty {
                let text = try await answer(
                    command, attacking: Set(attacked),
                    with: { ground.targets[$0] ?? Self.unknown }, ground)
                #expect(text.hasPrefix(#"{"data":{"\#(command.name)""#), "\(text)")
                attempts += 1
            }
        }
        #expect(attempts > 100)
        let after = try ground.digests()
        for (table, digest) in after { #expect(digest == before[table], "\(table)") }
        #expect(before.count == after.count && before.count > 50)
        try expectNoRowPointsAcross(ground)
        print("\(attempts) commands with identifiers of another office")
    }

    private func expectNoRowPointsAcross(_ ground: BreakerGround) throws {
        let targets = ground.targets.filter { $0.key != "person" }.values
        let connection = try ground.fixture.administration()
        let tables = try connection.query(
            """
            SELECT table_name FROM information_schema.columns JOIN information_schema.tables
            USING (table_schema, table_name) WHERE table_schema = 'app'
            AND table_type = 'BASE TABLE' AND column_name = 'office_id'
            """
        ).compactMap { $0[0] }
        for table in tables {
            let rows = try connection.query(
                """
                SELECT count(*) FROM app.\(table) t, unnest($1::text[]) i
                WHERE t.office_id = 9581 AND strpos(t::text, i) > 0
                """, ["{\(targets.joined(separator: ","))}"])
            #expect(rows == [["0"]], "\(table)")
        }
    }

    @Test func `a command tells an identifier of another office from none by no byte`()
        async throws
    {
        let ground = try await ground()
        let maker = InputMaker(schema: ground.fixture.engine.mapping.schema) { _ in "" }
        for command in maker.commands {
            for name in identifiers(command.input)
            where BreakerGround.table(of: name) != "person" {
                guard let target = ground.targets[BreakerGround.table(of: name)] else { continue }
                let foreign = try await answer(
                    command, attacking: [name], with: { _ in target }, ground)
                let none = try await answer(
                    command, attacking: [name], with: { _ in Self.unknown }, ground)
                #expect(none.hasPrefix(#"{"data":{"\#(command.name)""#), "\(none)")
                #expect(
                    foreign.replacing(target, with: Self.unknown) == none,
                    "\(command.name).\(name)")
            }
        }
    }

    @Test func `no root field shows a row of another office by its identifier`() async throws {
        let ground = try await ground()
        guard case .object(let query)? = ground.fixture.engine.mapping.schema.types["Query"] else {
            Issue.record("no Query")
            return
        }
        var fields = 0
        for field in query.fields.values where field.arguments["id"] != nil {
            for target in ground.targets.values {
                let text = try await ground.ask(
                    "query ($id: ID!) { \(field.name)(id: $id) { __typename } }",
                    ["id": .string(target)]
                ).text
                #expect(text == "{\"data\":{\"\(field.name)\":null}}", "\(target)")
            }
            fields += 1
        }
        #expect(fields >= 8)
    }

    @Test func `no filter by an identifier of another office finds a row`() async throws {
        let ground = try await ground()
        let schema = ground.fixture.engine.mapping.schema
        guard case .object(let query)? = schema.types["Query"] else { return }
        let targets = Set(ground.targets.values)
        var filters = 0
        for field in query.fields.values {
            guard let filter = field.arguments["filter"],
                case .inputObject(let conditions)? = schema.inputType(of: filter.type)
            else { continue }
            for condition in conditions.fields.values
            where condition.type.namedType.value == "IDFilter" {
                let text = try await ground.ask(
                    """
                    query ($ids: [ID!]) { \(field.name)(filter: { \(condition.name): \
                    { in: $ids } }) { totalCount } }
                    """, ["ids": .array(targets.map(JSONValue.string))]
                ).text
                if text.contains("is not an ID of this schema") { continue }
                #expect(text == "{\"data\":{\"\(field.name)\":{\"totalCount\":0}}}")
                filters += 1
            }
        }
        #expect(filters > 10)
    }

    @Test func `a cursor of another office is refused`() async throws {
        let ground = try await ground()
        let page = try await ground.fixture.ask(
            "{ schools(first: 1) { pageInfo { endCursor } } }", as: ground.fixture.delegate)
        let data = try parseJSON(page.body.span, limits: JSONLimits())["data"]
        let cursor = data?["schools"]?["pageInfo"]?["endCursor"]?.text ?? ""
        let text = try await ground.ask(
            "{ schools(first: 1, after: \"\(cursor)\") { nodes { id } } }"
        ).text
        let message = #"""
            The cursor given to \"after\" does not belong to \"schools\" in this order; use a \#
            cursor of the same collection and the same \"orderBy\".
            """#
        #expect(!cursor.isEmpty)
        #expect(text.hasPrefix(#"{"errors":[{"message":"\#(message)""#), "\(text)")
    }

    @Test func `nothing known and something hidden take the same time`() async throws {
        let ground = try await ground()
        var durations: [[Double]] = [[], []]
        let school = ground.targets["school"] ?? ""
        for _ in 0..<400 {
            for (index, id) in [school, Self.unknown].enumerated() {
                let clock = ContinuousClock()
                let elapsed = try await clock.measure {
                    _ = try await ground.ask("{ school(id: \"\(id)\") { name } }")
                }
                durations[index].append(elapsed / .microseconds(1))
            }
        }
        let medians = durations.map { $0.sorted()[$0.count / 2] }
        let ratio = medians[0] / medians[1]
        #expect(ratio > 0.8 && ratio < 1.25, "\(medians)")
        print("hidden against unknown: \(medians) µs")
    }
}
