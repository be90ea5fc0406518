import JSONBytes
import PostgresClient
import TestSupport

/// The demonstration in a database of its own, with the ids and commands that tests of acts and
/// records need.
struct ActGround: Sendable {
    let fixture: SelectionFixture

    init(database name: String) throws {
        fixture = try SelectionFixture(database: name)
    }

    var delegate: String { fixture.delegate }

    /// The first value that a statement of an administrator gives.
    func value(_ sql: String, _ parameters: [String] = []) throws -> String {
        try fixture.administration().query(sql, parameters).first?[0] ?? "none"
    }

    /// Somebody of Tanger-Assilah, as `escort-1-a` and `head-1-02`.
    func person(_ label: String) throws -> String {
        try value("SELECT md5('mouwakaba/demo/person/01511/' || $1)::uuid", [label])
    }

    func community(_ number: Int, office: Int = 1511) throws -> String {
        try value(
            "SELECT id FROM app.community WHERE office_id = \(office) AND number = \(number)")
    }

    /// Schools of a community of Tanger-Assilah, in the order of their ids.
    func schools(of community: Int, _ count: Int) throws -> [String] {
        try fixture.administration().query(
            """
            SELECT s.id FROM app.school s JOIN app.community c ON c.id = s.community_id
            WHERE c.office_id = 1511 AND c.number = \(community) ORDER BY s.id LIMIT \(count)
            """
        ).compactMap(\.first?.self)
    }

    /// Does a command; gives what it refuses as `CODE: message`, or nothing.
    func refusals(
        of name: String, _ input: JSONObject, as person: String
    ) async throws -> [String] {
        let payload = try await fixture.command(name, input, as: person)
        return payload["errors"]?.items.map {
            "\($0["code"]?.text ?? ""): \($0["message"]?.text ?? "")"
        } ?? []
    }

    /// An input with some fields of another value.
    static func input(_ fields: JSONObject, _ changes: JSONObject = JSONObject()) -> JSONObject {
        var input = changes
        for field in fields.members { input.append(name: field.name, value: field.value) }
        return input
    }

    static func list(_ ids: [String]) -> JSONValue { .array(ids.map(JSONValue.string)) }

    /// A small group of two schools of community 1, held by its escort who stays.
    func smallGroup(_ changes: JSONObject = JSONObject()) throws -> JSONObject {
        let schools = try schools(of: 1, 2)
        return Self.input(
            [
                "schoolIds": Self.list(schools), "attendedSchoolIds": Self.list([schools[0]]),
                "facilitatorIds": .array([]), "heldOn": .string("2026-11-18"),
                "mode": .string("FIELD"), "stages": .array([.string("PLANNING")]),
            ], changes)
    }

    func workshop(_ changes: JSONObject = JSONObject()) throws -> JSONObject {
        Self.input(
            [
                "communityId": .string(try community(1)), "facilitatorIds": .array([]),
                "heldOn": .string("2026-11-18"), "mode": .string("FIELD"),
                "topic": .string("القراءة"), "theme": .string("READING"),
                "attendance": .number("9"),
            ], changes)
    }

    func finding(_ changes: JSONObject = JSONObject()) throws -> JSONObject {
        Self.input(
            [
                "communityId": .string(try community(1)), "kind": .string("STRENGTH"),
                "theme": .string("COOPERATION"), "text": .string("تعاون"),
                "observedOn": .string("2026-11-18"),
            ], changes)
    }
}
