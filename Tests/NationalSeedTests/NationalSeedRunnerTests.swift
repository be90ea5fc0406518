import Foundation
import Migrations
import PostgresClient
import Synchronization
import TestSupport
import Testing

@testable import NationalSeed

@Suite("Loading of the country", .serialized)
struct NationalSeedRunnerTests {
    /// A country loaded without interruption, which others are compared with.
    private static let whole = Task { () throws -> (counts: [String: Int], SeededDatabase) in
        let database = try SeededDatabase("whole")
        return (try database.seed(jobs: 1), database)
    }

    @Test func `the data does not depend on how many jobs load it`() async throws {
        let (counts, whole) = try await Self.whole.value
        let database = try SeededDatabase("jobs")
        #expect(try database.seed(jobs: 3) == counts)
        #expect(try database.digests() == whole.digests())
    }

    @Test func `a run whose connections are killed is completed to the same data`() async throws {
        let (counts, whole) = try await Self.whole.value
        let database = try SeededDatabase("killed")
        #expect(throws: NationalSeedError.self) {
            try database.seed { step in
                guard case .loaded(_, 30, _, _, _) = step else { return }
                database.killConnections()
            }
        }
        let offices = try database.query("select count(distinct office_id) from app.visit")
        let loaded = Int(offices[0][0] ?? "") ?? 0
        #expect((30..<82).contains(loaded))
        let steps = StepRecord()
        #expect(try database.seed(report: steps.append) == counts)
        #expect(steps.all.contains(.resuming(offices: loaded, total: 82)))
        #expect(try database.digests() == whole.digests())
    }

    @Test func `a second run changes nothing`() async throws {
        let (counts, whole) = try await Self.whole.value
        let digests = try whole.digests()
        let steps = StepRecord()
        #expect(try whole.seed(report: steps.append) == counts)
        #expect(steps.all.contains(.resuming(offices: 82, total: 82)))
        #expect(try whole.digests() == digests)
    }

    @Test func `the demonstration is not loaded over`() async throws {
        let database = try SeededDatabase("demonstration")
        let connection = try AdministrationConnection(connecting: database.conninfo)
        for name in ["reference", "demo"] {
            try SeedRunner(path: SampleCountry.path, connection: connection).run(name)
        }
        let error = #expect(throws: NationalSeedError.foreignData(offices: ["01511", "09581"])) {
            try database.seed()
        }
        #expect(
            error?.description == """
                The database holds data of other origin in office 01511, 09581: the \
                demonstration, real data, or this seed with another number or scale. Nothing was \
                loaded. Use an empty database.
                """)
        let zones = try database.query("select count(distinct office_id) from app.zone")
        #expect(zones == [["2"]])
    }

    @Test func `another number or scale is not loaded over`() async throws {
        let (_, whole) = try await Self.whole.value
        for (number, scale) in [(7, 0.002), (NationalSeedOptions.seedNumberDefault, 0.003)] {
            let error = #expect(throws: NationalSeedError.self) {
                try whole.seed(number: number, scale: scale)
            }
            guard case .foreignData(let offices) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(offices.count == 82)
        }
    }

    @Test func `staff without territory are of other origin`() async throws {
        let database = try SeededDatabase("staff")
        let connection = try AdministrationConnection(connecting: database.conninfo)
        try SeedRunner(path: SampleCountry.path, connection: connection).run("reference")
        try connection.execute(
            """
            insert into app.person (id, staff_number, first_name_ar, last_name_ar, first_name_fr,
                last_name_fr, corps, home_office_id)
            values (gen_random_uuid(), '4711', 'ا', 'ب', 'A', 'B', 'TEACHING', 1511);
            insert into app.role_grant (office_id, person_id, role, valid_from)
            select 1511, id, 'OFFICER', '2026-01-01' from app.person
            """)
        #expect(throws: NationalSeedError.foreignData(offices: ["01511"])) {
            try database.seed()
        }
    }

    @Test func `every office and every region has a person ready for each role`() async throws {
        let (_, whole) = try await Self.whole.value
        let statement = try String(
            contentsOfFile: SampleCountry.path + "/seed/national_principals.sql",
            encoding: .utf8)
        let rows = try whole.query(statement)
        #expect(rows.count == 82 * 9 + 12)
        #expect(
            rows.filter { $0[2] == "REGIONAL_ANALYST" }.map { $0[0]?.count }
                == Array(repeating: 2, count: 12))
        #expect(rows.allSatisfy { row in row.allSatisfy { $0?.isEmpty == false } })
    }

    @Test func `what no constraint states holds as well`() async throws {
        let (counts, whole) = try await Self.whole.value
        #expect(counts["visit", default: 0] > 10_000)
        #expect(counts["office_person"] == counts["person"])
        let broken = try whole.query(
            """
            select v.id from app.visit v
            join app.school s on (s.office_id, s.id) = (v.office_id, v.school_id)
            left join app.assignment a
                on (a.office_id, a.id) = (v.office_id, v.assignment_id)
            where v.visited_on < s.opened_on or v.recorded_at <= v.visited_on
                or a.id is not null and (
                    a.person_id <> v.escort_id or a.community_id <>
                        app.community_of_school(v.office_id, v.school_id, v.visited_on)
                    or v.visited_on not between a.starts_on and a.ends_on)
            """)
        #expect(broken.isEmpty)
    }

    @Test func `programmes are deposited in time, late or never, with receipts without gaps`()
        async throws
    {
        let (_, whole) = try await Self.whole.value
        let row = try whole.query(
            """
            select count(*) filter (where p.is_late) > 20,
                count(*) filter (where p.deposited_at is null) > 20,
                count(*) filter (where not p.is_late) > count(*) / 2,
                count(*) filter (where v.deposited_at is distinct from p.deposited_at),
                count(*) filter (where v.receipt_number > c.last_number),
                (
                    select sum(c.last_number) from app.receipt_counter c
                    where c.kind = 'PROGRAMME'
                ) = count(*) filter (where v.receipt_number is not null)
            from app.escort_programme p
            join app.programme_version v on (v.office_id, v.programme_id) = (p.office_id, p.id)
            left join app.receipt_counter c
                on (c.office_id, c.school_year, c.kind)
                    = (p.office_id, p.school_year, 'PROGRAMME')
            """)
        #expect(row == [["t", "t", "t", "0", "0", "t"]])
    }

    @Test func `records know whether the first submission came late, with receipts without gaps`()
        async throws
    {
        let (_, whole) = try await Self.whole.value
        let row = try whole.query(
            """
            select count(*) filter (where r.is_late) > 20,
                count(*) filter (where r.is_late <> (s.submitted_at >= y.record_due_at)),
                (
                    select sum(c.last_number) from app.receipt_counter c where c.kind = 'RECORD'
                ) = count(*)
            from app.escort_record r
            join app.record_submission s
                on (s.office_id, s.record_id, s.number) = (r.office_id, r.id, 1)
            join app.school_year y on y.label = r.school_year
            """)
        #expect(row == [["t", "0", "t"]])
    }

    @Test func `proposals are answered by the coordinator of the day, and requests not always`()
        async throws
    {
        let (_, whole) = try await Self.whole.value
        let row = try whole.query(
            """
            select
                (select count(*) from app.proposed_activity a
                    where a.answered_by_id is not null and not exists (
                        select from app.role_grant g
                        where g.person_id = a.answered_by_id and g.community_id = a.community_id
                            and daterange(g.valid_from, g.valid_to, '[]') @> a.answered_at::date)),
                (select count(distinct status) from app.proposed_activity),
                (select count(distinct status) from app.support_request),
                (select count(distinct status) from app.transport_request),
                (select count(distinct reason) from app.visit_not_made)
            """)
        #expect(row == [["0", "3", "3", "3", "2"]])
    }

    @Test func `advice is absent for a quarter, and some visits are outside any assignment`()
        async throws
    {
        let (_, whole) = try await Self.whole.value
        let row = try whole.query(
            """
            select 100 * count(*) filter (where advice is null) / count(*),
                100 * count(*) filter (where assignment_id is null) / count(*),
                100 * count(*) filter (where mode = 'REMOTE') / count(*),
                count(distinct purpose), count(distinct requested_by), max(cardinality(stages))
            from app.visit
            """)[0].map { Int($0 ?? "") ?? -1 }
        #expect((22...32).contains(row[0]))
        #expect((1...15).contains(row[1]))
        #expect((10...30).contains(row[2]))
        #expect(row[3...] == [3, 4, 3])
    }
}

/// The steps that several threads reported.
private final class StepRecord: Sendable {
    private let recorded = Mutex<[NationalSeedStep]>([])

    var all: [NationalSeedStep] { recorded.withLock { $0 } }
    func append(_ step: NationalSeedStep) { recorded.withLock { $0.append(step) } }
}

extension SeededDatabase {
    /// Ends every other connection to the database, as the end of its process does.
    fileprivate func killConnections() {
        _ = try? query(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """)
    }
}
