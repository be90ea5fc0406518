import Migrations
import PostgresClient
import Testing

@Suite("MigrationRunner")
struct MigrationRunnerTests {
    private static let files = [
        "migrations/0001_school.sql": """
        create schema app;
        create table app.school (id int primary key, name text not null);
        """,
        "migrations/0002_seat.sql": "insert into app.school values (1, 'مدرسة الأطلس');",
        "repeatable/names.sql": """
        create or replace view app.names as select name from app.school;
        """,
    ]

    @Test func `a second up applies nothing`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        let first = try folder.runner(database).up()
        #expect(
            first == [
                folder.path + "/migrations/0001_school.sql",
                folder.path + "/migrations/0002_seat.sql", folder.path + "/repeatable/names.sql",
            ])
        var steps: [MigrationStep] = []
        #expect(try folder.runner(database, report: { steps.append($0) }).up() == [])
        #expect(steps == [.upToDate])
        let rows = try database.connect().query("select name from app.names")
        #expect(rows == [["مدرسة الأطلس"]])
        #expect(try folder.runner(database).verify() == [])
    }

    @Test func `status and verify leave an unmigrated database as it is`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        let status = try folder.runner(database).status()
        #expect(
            status == [
                MigrationStatus(number: 1, name: "school", state: .pending),
                MigrationStatus(number: 2, name: "seat", state: .pending),
                MigrationStatus(number: nil, name: "names", state: .pending),
            ])
        #expect(try folder.runner(database).verify() == [])
        #expect(try database.connect().query("select to_regnamespace('mouwakaba')") == [[nil]])
    }

    @Test func `an edited migration is found and stops up`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        try folder.runner(database).up()
        try folder.write("migrations/0002_seat.sql", "select 1")
        try folder.write("migrations/0003_more.sql", "create table app.more ()")
        let path = folder.path + "/migrations/0002_seat.sql"
        #expect(try folder.runner(database).verify() == [.edited(path: path)])
        let error = #expect(throws: MigrationError.self) { try folder.runner(database).up() }
        #expect(error == .unverified([.edited(path: path)]))
        #expect(
            error?.description == """
                Nothing was applied.
                \(path) was edited after it was applied. Restore it, and put the change into \
                a new migration.
                """)
        #expect(try folder.runner(database).status().map(\.state).contains(.changed))
        #expect(try database.connect().query("select to_regclass('app.more')") == [[nil]])
    }

    @Test func `a ledger newer than the files and a renamed file are found`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        try folder.runner(database).up()
        try folder.remove("migrations/0002_seat.sql")
        #expect(
            try folder.runner(database).verify() == [.newerThanFiles(number: 2, name: "seat")])
        try folder.write("migrations/0002_other.sql", "select 1")
        #expect(try folder.runner(database).verify() == [.missing(number: 2, name: "seat")])
    }

    @Test func `a file below the newest applied one is out of order`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        try folder.runner(database).up()
        try database.connect().execute("delete from mouwakaba.migration where number = 1")
        #expect(
            try folder.runner(database).verify()
                == [
                    .outOfOrder(path: folder.path + "/migrations/0001_school.sql", applied: 2)
                ])
    }

    @Test func `drift is found by object and refused until accepted`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        try folder.runner(database).up()
        try database.connect().execute(
            """
            alter table app.school add column phone text;
            alter table app.school enable row level security;
            create policy everyone on app.school using (true);
            grant select on app.names to public;
            """)
        let drift = VerificationProblem.drift(
            [
                CatalogDifference(change: .changed, kind: "view", identity: "app.names"),
                CatalogDifference(change: .changed, kind: "table", identity: "app.school"),
                CatalogDifference(
                    change: .added, kind: "policy", identity: "app.school.everyone"),
                CatalogDifference(
                    change: .added, kind: "column", identity: "app.school.phone"),
            ], shownMax: 50)
        #expect(try folder.runner(database).verify() == [drift])
        #expect(throws: MigrationError.unverified([drift])) {
            try folder.runner(database).up()
        }
        #expect(
            drift.description == """
                The database was changed by other means than the files:
                  changed view app.names
                  changed table app.school
                  added policy app.school.everyone
                  added column app.school.phone
                Undo these changes by hand, or put them into a migration and accept the drift \
                once.
                """)
        try folder.runner(database).up(drift: .accept)
        #expect(try folder.runner(database).verify() == [])
    }

    @Test func `drift in functions, constraints, indexes and grants is found and undone`()
        async throws
    {
        let database = try await Fixture.database()
        let folder = try Folder([
            "migrations/0001_all.sql": """
            create schema app; create schema access; create schema api;
            create type app.degree as enum ('ضعيف', 'حسن');
            create domain app.percentage as int check (value between 0 and 100);
            create table app.visit (
                id int generated always as identity primary key, score app.percentage,
                at date default now(), constraint scored check (score > 0));
            create index visit_score on app.visit (score);
            create function api.add(a int, b int) returns int language sql return a + b;
            create aggregate api.total(int) (sfunc = int4pl, stype = int, initcond = '0');
            create function access.note() returns trigger language plpgsql
                as $$ begin return new; end $$;
            create trigger noted before insert on app.visit execute function access.note();
            """
        ])
        try folder.runner(database).up()
        let changes = [
            (
                "alter type app.degree add value 'ممتاز'",
                CatalogDifference(change: .changed, kind: "enum", identity: "app.degree")
            ),
            (
                "alter table app.visit drop constraint scored",
                CatalogDifference(
                    change: .removed, kind: "constraint", identity: "app.visit.scored")
            ),
            (
                "drop index app.visit_score",
                CatalogDifference(change: .removed, kind: "index", identity: "app.visit_score")
            ),
            (
                "create or replace function api.add(a int, b int) returns int language sql "
                    + "return a - b",
                CatalogDifference(
                    change: .changed, kind: "function", identity: "api.add(integer,integer)")
            ),
            (
                "alter table app.visit disable trigger noted",
                CatalogDifference(
                    change: .changed, kind: "trigger", identity: "app.visit.noted")
            ),
            (
                "grant usage on schema access to public",
                CatalogDifference(change: .changed, kind: "namespace", identity: "access")
            ),
            (
                "grant select (score) on app.visit to public",
                CatalogDifference(
                    change: .changed, kind: "column", identity: "app.visit.score")
            ),
        ]
        for (statement, difference) in changes {
            try database.connect().execute(statement)
            #expect(
                try folder.runner(database).verify() == [.drift([difference], shownMax: 50)],
                "\(statement)")
            try folder.runner(database).up(drift: .accept)
        }
    }

    @Test func `a message about drift names driftObjectsShownMax objects and counts the rest`() {
        let differences = (1...3).map {
            CatalogDifference(change: .added, kind: "table", identity: "app.t\($0)")
        }
        let all = VerificationProblem.drift(differences, shownMax: 3).description
        #expect(all.contains("app.t3") && !all.contains("more"))
        let some = VerificationProblem.drift(differences, shownMax: 2).description
        #expect(!some.contains("app.t3") && some.contains("  and 1 more\n"))
    }

    @Test func `a failing migration is rolled back whole and names its line`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        try folder.write(
            "migrations/0003_wrong.sql",
            """
            -- جدول جديد
            set search_path = app;
            create table app.half (id int);
            insert into app.nowhere values ('١');
            """)
        let error = #expect(throws: MigrationError.self) { try folder.runner(database).up() }
        guard case .statementFailed(let path, 4, let cause) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == folder.path + "/migrations/0003_wrong.sql")
        #expect(cause.message == "relation \"app.nowhere\" does not exist")
        #expect(error?.description.hasPrefix(path + ":4: ") == true)
        let connection = try database.connect()
        #expect(try connection.query("select to_regclass('app.half')") == [[nil]])
        #expect(
            try connection.query("select number from mouwakaba.migration order by number")
                == [["1"], ["2"]])
        #expect(try connection.query("select to_regclass('app.names')") == [[nil]])
        try folder.write("migrations/0003_wrong.sql", "create table app.half (id int)")
        #expect(try folder.runner(database).up().count == 2)
    }

    @Test func `a migration that commits is refused`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(["migrations/0001_a.sql": "create schema app; commit;"])
        #expect(
            throws: MigrationError.transactionEnded(
                path: folder.path + "/migrations/0001_a.sql")
        ) { try folder.runner(database).up() }
    }

    @Test func `what a file sets for the session does not reach the next`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder([
            "migrations/0001_a.sql": """
            create schema app; set search_path = app; set role to pg_monitor
            """,
            "migrations/0002_b.sql": """
            create table public.t as
            select current_user as owner, current_setting('search_path') as path
            """,
        ])
        try folder.runner(database).up()
        let rows = try database.connect().query(
            "select owner = current_user, path from public.t")
        #expect(rows == [["t", "\"$user\", public"]])
    }

    @Test func `repeatables run again when one changes or a migration ran`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        try folder.runner(database).up()
        try folder.write(
            "repeatable/names.sql",
            "create or replace view app.names as select name, id from app.school")
        let repeatable = folder.path + "/repeatable/names.sql"
        #expect(try folder.runner(database).status().last?.state == .changed)
        #expect(try folder.runner(database).up() == [repeatable])
        try folder.write("migrations/0003_x.sql", "select 1")
        #expect(
            try folder.runner(database).up()
                == [folder.path + "/migrations/0003_x.sql", repeatable])
        try folder.remove("repeatable/names.sql")
        #expect(try folder.runner(database).verify() == [.repeatableMissing(name: "names")])
        try folder.runner(database).up()
        #expect(try folder.runner(database).verify() == [])
    }

    @Test func `two runs at once apply each migration once`() async throws {
        let database = try await Fixture.database()
        var files = Self.files
        files["migrations/0003_slow.sql"] = "select pg_sleep(0.3); create table app.once ()"
        let folder = try Folder(files)
        let record = StepRecord()
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { @concurrent in
                    let runner = try folder.runner(
                        database, report: { record.append($0) })
                    return try runner.up().count
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.sorted() == [0, 0, 0, 4])
        let applied = record.steps.filter { if case .applying = $0 { true } else { false } }
        #expect(applied.count == 4)
    }

    @Test func `a run that waits says so`() async throws {
        let database = try await Fixture.database()
        let folder = try Folder(Self.files)
        let holder = try database.connect()
        _ = try holder.query(
            "select pg_advisory_lock($1)", ["\(MigrationRunner.lockKey)"])
        let (steps, continuation) = AsyncStream.makeStream(of: MigrationStep.self)
        let run = Task { @concurrent in
            try folder.runner(database, report: { continuation.yield($0) }).up().count
        }
        #expect(await steps.first { _ in true } == .waitingForLock)
        _ = try holder.query(
            "select pg_advisory_unlock($1)", ["\(MigrationRunner.lockKey)"])
        #expect(try await run.value == 3)
    }
}
