import Foundation
import Migrations
import PostgresClient
import Testing

/// The folder `db/` of this repository, applied at once and in two parts.
@Suite("Earlier versions")
struct EarlierVersionTests {
    private static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("db").path

    /// Applies the first migrations alone.
    private func applyFirst(_ count: Int, _ connection: AdministrationConnection) throws {
        var directory = try MigrationDirectory(path: Self.path)
        directory.migrations = Array(directory.migrations.prefix(count))
        directory.repeatables = []
        try MigrationRunner(directory: directory, connection: connection).up()
    }

    private func applyAll(_ connection: AdministrationConnection) throws {
        let directory = try MigrationDirectory(path: Self.path)
        try MigrationRunner(directory: directory, connection: connection).up()
    }

    /// A digest of each object of a database that has the first migrations, and then all.
    private func objects(after first: Int) async throws -> [[String?]] {
        let database = try await Fixture.database()
        let connection = try database.connect()
        try applyFirst(first, connection)
        try applyAll(connection)
        return try withExtendedLifetime(database) {
            try connection.query(
                "SELECT kind, identity, digest FROM mouwakaba.catalog_object ORDER BY 1, 2")
        }
    }

    @Test func `a database of any earlier version becomes what an empty one becomes`()
        async throws
    {
        let versions = try MigrationDirectory(path: Self.path).migrations.count
        let expected = try await objects(after: 0)
        #expect(expected.count > 1_000)
        for version in 1..<versions {
            let found = try await objects(after: version)
            #expect(found == expected, "version \(version)")
        }
    }

    @Test func `records of before 0020 are late as their first submission, and are numbered on`()
        async throws
    {
        let database = try await Fixture.database()
        let connection = try database.connect()
        try applyFirst(19, connection)
        try connection.execute(
            """
            SET session_replication_role = replica;
            INSERT INTO app.office VALUES
                (1511, '01511', 'tanger', 'PREFECTURE', '01', 'x', 'x', 'x', 'x', 'x');
            INSERT INTO app.school_year VALUES
                ('2024-2025', '2024-09-01', '2025-08-31', '2024-10-01', '2025-07-01');
            INSERT INTO app.escort_record
                (office_id, id, person_id, community_id, school_year, status, receipt_number)
            SELECT 1511, md5(n::text)::uuid, gen_random_uuid(), gen_random_uuid(), '2024-2025',
                'ACCEPTED', n
            FROM generate_series(1, 2) n;
            INSERT INTO app.record_submission
                (office_id, record_id, number, figures, findings, fact_ids, is_late)
            SELECT 1511, md5(n::text)::uuid, number,
                '{"heads": 1, "visits": 1, "smallGroups": 1, "workshops": 1, "strengths": 1,
                "weaknesses": 1}', '[]', '{}', n = number
            FROM generate_series(1, 2) n, generate_series(1, 2) number;
            SET session_replication_role = origin
            """)
        try applyAll(connection)
        let records = try connection.query(
            "SELECT receipt_number, is_late FROM app.escort_record ORDER BY 1")
        #expect(records == [["1", "t"], ["2", "f"]])
        let counters = try connection.query(
            "SELECT office_id, school_year, kind, last_number FROM app.receipt_counter")
        #expect(counters == [["1511", "2024-2025", "RECORD", "2"]])
        withExtendedLifetime(database) {}
    }

    /// An assignment and a year from paper, the same but for their identifiers.
    private func recordFacts(_ name: String, _ connection: AdministrationConnection) throws {
        try connection.execute(
            """
            SET session_replication_role = replica;
            INSERT INTO app.assignment (office_id, id, person_id, community_id, school_year,
                decision_number, decided_on, starts_on, ends_on)
            VALUES (1511, md5('assignment \(name)')::uuid, md5('p')::uuid, md5('c')::uuid,
                '2024-2025', '1', '2024-09-01', '2024-09-01', '2025-06-30');
            INSERT INTO app.escorting_history
                (office_id, id, person_id, community_id, school_year, source)
            VALUES (1511, md5('history \(name)')::uuid, md5('p')::uuid, md5('c')::uuid,
                '2024-2025', 'x');
            SET session_replication_role = origin
            """)
    }

    @Test func `what was annulled before 0021 has freed its place`() async throws {
        let database = try await Fixture.database()
        let connection = try database.connect()
        try applyFirst(20, connection)
        try recordFacts("annulled", connection)
        try connection.execute(
            """
            SET session_replication_role = replica;
            INSERT INTO app.annulment (office_id, fact_id, fact, reason, annulled_by_id)
            VALUES (1511, md5('assignment annulled')::uuid, 'ASSIGNMENT', 'x', md5('d')::uuid),
                (1511, md5('history annulled')::uuid, 'HISTORY', 'x', md5('d')::uuid);
            SET session_replication_role = origin
            """)
        try applyAll(connection)
        try recordFacts("again", connection)
        let standing = """
            SELECT count(*), count(annulled_fact_id) FROM app.assignment
            UNION ALL SELECT count(*), count(annulled_fact_id) FROM app.escorting_history
            """
        #expect(try connection.query(standing) == [["2", "1"], ["2", "1"]])
        do {
            try recordFacts("twice", connection)
            Issue.record("an assignment that stands was recorded twice")
        } catch let error as DatabaseError {
            #expect(error.constraint == "assignments_do_not_repeat")
        }
        withExtendedLifetime(database) {}
    }
}
