import ArgumentParser
import PostgresClient

/// What is asked of the audit trail.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify the audit trail.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute the chain of every office, and report each break.",
            discussion: """
                Prints the last line of each office and its hash, to be kept elsewhere, and exits 1
                if a line was altered, removed or added by other means. That the last lines were cut
                together with the head shows only against a hash that was kept:

                  mouwakaba audit verify --office 01511 --expect 4711:9f86d0…
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

/// A line of the trail that was noted elsewhere, `SEQUENCE:HASH`.
struct KeptLine: ExpressibleByArgument, Equatable {
    let sequence: Int64
    let hash: String

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int64(parts[0]), sequence >= 1,
            parts[1].utf8.count == 64, parts[1].allSatisfy(\.isHexDigit)
        else { return nil }
        self.sequence = sequence
        hash = parts[1].lowercased()
    }
}

/// What the verification of the trail found.
struct AuditReport {
    /// One line an office: its code, its last line and the hash.
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
            SELECT o.code, h.sequence, h.hash FROM app.audit_head h
            JOIN app.office o ON o.id = h.office_id
            WHERE $1::integer IS NULL OR o.id = $1::integer ORDER BY o.code
            """, [office]
        ).map { "\($0[0] ?? "")\t\($0[1] ?? ""):\($0[2] ?? "")" }
        var breaks = try connection.query(
            """
            SELECT o.code, v.sequence, v.finding FROM app.verify_audit($1::integer) v
            JOIN app.office o ON o.id = v.office_id ORDER BY 1, 2, 3
            """, [office]
        ).map { "\($0[0] ?? ""): \($0[1] ?? ""): \($0[2] ?? "")" }
        if let kept, let code, let office {
            let found = try connection.query(
                """
                SELECT FROM app.audit_entry
                WHERE office_id = $1::integer AND sequence = $2::bigint AND hash = $3
                """, [office, "\(kept.sequence)", kept.hash])
            if found.isEmpty { breaks.append("\(code): \(kept.sequence): not the line kept") }
        }
        self.breaks = breaks
    }
}
