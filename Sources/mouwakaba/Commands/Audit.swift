import ArgumentParser
import PostgresClient

/// What is asked of the audit trail.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify the audit trail.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute the chains of every office, and report each break.",
            discussion: """
                Prints the last line of each trail and its hash, to be kept elsewhere, and exits 1
                if a line was altered, removed or added by other means. That the last lines were cut
                together with the head shows only against a hash that was kept:

                  mouwakaba audit verify --office 01511 --expect OFFICE:4711:9f86d0…
                """)

        @Option(help: "The office's code; without it, all offices.")
        var office: String?

        @Option(help: "A line and its hash, as printed before, which the trail must still have.")
        var expect: KeptLine?

        @OptionGroup var database: DatabaseOptions

        func validate() throws {
            guard expect == nil || office != nil else {
                throw ValidationError("--expect needs --office, whose line it is.")
            }
        }

        func run() async throws {
            let settings = try Settings()
            let report = try await database.use(settings) { database in
                try AuditReport(
                    reading: database.administration(), office: office, expecting: expect)
            }
            for line in report.heads + report.breaks { show(line) }
            guard report.breaks.isEmpty else { throw ExitCode.failure }
        }
    }
}

/// A line of a trail that was noted elsewhere, `TRAIL:SEQUENCE:HASH`.
struct KeptLine: ExpressibleByArgument, Equatable {
    let trail: String
    let sequence: Int64
    let hash: String

    private static let trails: [Substring] = ["EVALUATION", "OFFICE"]

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, Self.trails.contains(parts[0]),
            let sequence = Int64(parts[1]), sequence >= 1,
            parts[2].utf8.count == 64, parts[2].allSatisfy(\.isHexDigit)
        else { return nil }
        trail = String(parts[0])
        self.sequence = sequence
        hash = parts[2].lowercased()
    }
}

/// What the verification of the trail found.
struct AuditReport {
    /// One line a trail: the code of its office, its name, its last line and the hash.
    let heads: [String]
    /// One line a break; none if the trail is whole.
    let breaks: [String]

    init(
        reading connection: AdministrationConnection, office code: String? = nil,
        expecting kept: KeptLine? = nil
    ) throws {
        // One snapshot, lest a command between two statements looked like a break.
        try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        defer { try? connection.execute("ROLLBACK") }
        var office: String?
        if let code {
            office = try connection.query("SELECT id FROM app.office WHERE code = $1", [code])
                .first?.first.flatMap(\.self)
            guard office != nil else {
                throw ValidationError("There is no office with the code \(code).")
            }
        }
        heads = try connection.query(
            """
            SELECT o.code, concat_ws(':', h.trail, h.sequence, h.hash) FROM app.audit_head h
            JOIN app.office o ON o.id = h.office_id
            WHERE $1::integer IS NULL OR o.id = $1::integer ORDER BY o.code, h.trail
            """, [office]
        ).map { "\($0[0] ?? "")\t\($0[1] ?? "")" }
        var breaks = try connection.query(
            """
            SELECT o.code, concat_ws(':', v.trail, v.sequence), v.finding
            FROM app.verify_audit($1::integer) v
            JOIN app.office o ON o.id = v.office_id ORDER BY o.code, v.trail, v.sequence, 3
            """, [office]
        ).map { "\($0[0] ?? ""): \($0[1] ?? ""): \($0[2] ?? "")" }
        if let kept, let code, let office {
            let found = try connection.query(
                """
                SELECT FROM app.audit_entry
                WHERE office_id = $1::integer AND trail = $2 AND sequence = $3::bigint AND hash = $4
                """, [office, kept.trail, "\(kept.sequence)", kept.hash])
            if found.isEmpty {
                breaks.append("\(code): \(kept.trail):\(kept.sequence): not the line kept")
            }
        }
        self.breaks = breaks
    }
}
