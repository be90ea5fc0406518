import AccessControl
import Foundation
import JSONBytes
import OperationPlanning
import SchemaMapping
import TestSupport
import TransportProtocols

/// Operations that are kept, and operations made at random.
extension SchemaQuestions {
    /// The operations of `schema/operations`, with values made up by the types of their variables.
    func keptOperations() throws -> [Question] {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: KeptOperation.directory.path)
        return try names.filter { $0.hasSuffix(".graphql") }.sorted().map { name in
            let document = try String(
                contentsOf: KeptOperation.directory.appendingPathComponent(name), encoding: .utf8)
            var variables = JSONObject()
            for match in document.matches(of: /\$(\w+): \[?(\w+)[!\]]*( =)?/)
            where match.3 == nil {
                let value = madeUp(String(match.2))
                let isList = document[match.range].contains("[")
                variables.append(
                    name: String(match.1), value: isList ? .array([value]) : value)
            }
            return Question(kind: .kept, document: document, variables: variables)
        }
    }

    private func madeUp(_ type: String) -> JSONValue {
        if let first = walk.values(ofEnum: type).first { return .string(first) }
        return switch type {
        case "ID": values.of("id", in: "community", count: 1).first ?? .null
        case "Date": .string("2020-01-01")
        case "SchoolYear": .string("2020-2021")
        case "Int": .number("5")
        case "Boolean": .boolean(true)
        default: .string("مدرسة")
        }
    }

    /// Operations of every kind at random, over the rows that the person sees.
    func randomOperations(
        _ fixture: SelectionFixture, _ person: String, count: Int, seed: UInt64
    ) throws -> [Question] {
        let rows = try OracleRows(
            walk.mapping, RequestPrincipal(person: person, office: SelectionFixture.office),
            as: "mouwakaba_api", fixture.administration())
        let access = walk.access
        let oracle = Oracle(
            walk.mapping, rows, visibility: walk.visibility,
            seal: CursorSeal(key: EngineFixture.cursorKey, office: SelectionFixture.office),
            smallestGroup: { access.smallestGroup(of: $0) },
            openTypes: { access.openTypes(of: $0) })
        return (0..<UInt64(count)).map { number in
            var generator = OperationGenerator(
                oracle, visibility: walk.visibility, seed: seed + number)
            let operation = generator.operation()
            return Question(
                kind: .random, document: operation.document, variables: operation.variables)
        }
    }
}
