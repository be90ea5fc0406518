import Foundation
import PostgresClient
import TestSupport

/// A random history of two offices, in a transaction that is rolled back, beside a model of it.
final class ConflictHistory {
    static let environment = ProcessInfo.processInfo.environment
    /// How many histories each property is tried on; `CONFLICT_HISTORIES` asks for more.
    static let count = environment["CONFLICT_HISTORIES"].flatMap { Int($0) } ?? 40
    static let seed =
        environment["CONFLICT_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0..<1_000_000_000)
    /// Whether each statement and what became of it is printed; `CONFLICT_TRACE` asks for it.
    private static let isTraced = environment["CONFLICT_TRACE"] != nil

    /// What became of a statement.
    enum Outcome: Hashable {
        case done
        /// By the rule or constraint of this name, which left everything as it was.
        case refused(String)
    }

    struct Community {
        let office: Int
        let id: String
        var isDissolved = false
    }

    let connection: AdministrationConnection
    let world: ConflictWorld
    let today: String
    /// The seed that it began with.
    let start: UInt64
    var random: SeededGenerator
    /// Of its own, since what is drawn again is another row.
    private var identities: SeededGenerator
    var model = ConflictModel()
    /// By the number that the model knows them by.
    var communities: [Int: Community] = [:]
    /// The day of the closing and what was published, by office.
    var closings: [Int: Closing] = [:]
    /// Where the database let somebody do what the text does not, or refused what it does.
    var surprises: [String] = []

    struct Closing {
        let day: String
        let published: String
    }

    init(_ connection: AdministrationConnection, world: ConflictWorld, seed: UInt64) throws {
        self.connection = connection
        self.world = world
        start = seed
        random = SeededGenerator(seed: seed)
        identities = SeededGenerator(seed: ~seed)
        try connection.execute("BEGIN")
        today = try connection.query("SELECT access.today()")[0][0] ?? ""
        try readCommunities()
        try readProjects()
    }

    func end() throws { try connection.execute("ROLLBACK") }

    private func readCommunities() throws {
        for row in try connection.query("SELECT office_id, number, id, zone_id FROM app.community")
        {
            let office = Int(row[0] ?? "") ?? 0
            let number = (Int(row[1] ?? "") ?? 0) + (office == 1511 ? 0 : 5)
            communities[number] = Community(office: office, id: row[2] ?? "")
            model.zones[number] = row[3].map { [$0: ""] }
        }
    }

    private func readProjects() throws {
        let numbers = Dictionary(uniqueKeysWithValues: communities.map { ($0.value.id, $0.key) })
        let rows = try connection.query(
            """
            SELECT right(p.id::text, 2), p.submitted_on, p.community_id, m.community_id,
                m.valid_from, m.valid_to + 1
            FROM app.project p
            JOIN app.school_membership m USING (office_id, school_id)
            WHERE p.id::text LIKE 'b0000000-%' ORDER BY p.id, m.valid_from
            """)
        for row in rows {
            let number = Int(row[0] ?? "") ?? 0
            let membership = ConflictModel.Membership(
                community: numbers[row[3] ?? ""] ?? 0, from: row[4] ?? "", end: row[5])
            let project = ConflictModel.Project(
                office: ConflictWorld.office(of: number), community: numbers[row[2] ?? ""] ?? 0,
                submittedOn: row[1] ?? "", memberships: [])
            model.projects[number, default: project].memberships.append(membership)
        }
        for (project, author) in ConflictWorld.authors {
            let tie = ConflictModel.Tie(
                person: author, object: .project(project), from: "2026-10-01")
            model.ties.insert(tie)
        }
    }

    // MARK: Random choices

    func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    func anyone() -> Int { Int.random(in: ConflictWorld.persons, using: &random) }
    func anyOffice() -> Int { one(of: ConflictWorld.offices) }
    func anyProject(of office: Int) -> Int { one(of: ConflictWorld.projects(of: office)) }

    func anyCommunity(of office: Int) -> Int {
        one(of: communities.filter { $0.value.office == office }.keys.sorted())
    }

    func identifier() -> String {
        let high = UInt64.random(in: 0...0xffff_ffff, using: &identities)
        let low = UInt64.random(in: 0...0xffff_ffff_ffff, using: &identities)
        return "e\(Self.hex(high, 8).dropFirst())-0000-4000-8000-\(Self.hex(low, 12))"
    }

    private static func hex(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    // MARK: Statements

    /// Runs a body in which everything that it did is undone, here and in the model.
    func undone<Result>(_ body: () throws -> Result) throws -> Result {
        let kept = (model, communities, closings)
        try connection.execute("SAVEPOINT undone")
        let result = try body()
        try connection.execute("ROLLBACK TO undone; RELEASE undone")
        (model, communities, closings) = kept
        return result
    }

    /// Does statements in one exchange; undoes them where one was refused.
    ///
    /// As an administrator, or as a person in an office, in a session of the API's role.
    @discardableResult
    func tried(_ sql: String, as person: String? = nil, in office: Int = 1511) throws -> Outcome {
        let caller = person.map { Self.beginning(as: $0, in: office) } ?? ""
        do throws(DatabaseError) {
            try connection.execute(
                "SAVEPOINT event; \(caller)\(sql); RESET SESSION AUTHORIZATION; RELEASE event")
            trace("done", sql)
            return .done
        } catch {
            try connection.execute(
                "ROLLBACK TO event; RELEASE event; RESET SESSION AUTHORIZATION")
            guard error.sqlState?.conditionClass == "23" || error.sqlState == SQLState("MK001")
            else { throw error }
            trace(error.constraint ?? error.message, sql)
            return .refused(error.constraint ?? "")
        }
    }

    static func beginning(as person: String, in office: Int) -> String {
        """
        SET LOCAL SESSION AUTHORIZATION mouwakaba_api;
        SELECT * FROM access.begin_request('\(person)', '\(ConflictWorld.code(office))');
        """
    }

    private func trace(_ outcome: String, _ sql: String) {
        if Self.isTraced { print("\(outcome): \(sql)") }
    }
}
