import JSONBytes
import PostgresClient
import TestSupport
import Testing

/// What `app.sentence` says, compared with the rules that the functions of the database raise and
/// with its constraints.
///
/// A rule without its sentences is told in English to whoever asks in Arabic. Write them into the
/// file of its domain, `db/repeatable/04…_sentences_….sql`.
@Suite("Sentences")
struct SentenceTests {
    /// A call of `api.refuse` or `conflict.refuse`.
    private struct Raise {
        let function: String
        let rule: String
        let sentence: String
        let facts: Set<String>
    }

    private func rows(_ sql: String) async throws -> [[String]] {
        try await TestDatabase.demonstration().administration().query(sql)
            .map { $0.map { $0 ?? "" } }
    }

    private func names(_ sql: String) async throws -> Set<String> {
        Set(try await rows(sql).map { $0[0] })
    }

    private static let functions = """
        pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            AND n.nspname IN ('access', 'api', 'app', 'conflict', 'records')
        """

    private func raises() async throws -> [Raise] {
        try await rows(
            #"""
            SELECT p.oid::regprocedure, m[1], m[2], m[3]
            FROM \#(Self.functions)
            CROSS JOIN regexp_matches(
                p.prosrc,
                $$\.refuse\(\s*'(\w+)',\s*('(?:[^']|'')*'(?:\s*'(?:[^']|'')*')*)([^;]*);$$,
                'g') m
            """#
        ).map { row in
            let facts = row[3].matches(of: /'(\w+)',/).map { String($0.1) }
            let sentence = String(row[2].dropFirst().dropLast()).replacing(/'\s*\n\s*'/, with: "")
                .replacing("''", with: "'")
            return Raise(
                function: row[0], rule: row[1], sentence: sentence, facts: Set(facts))
        }
    }

    /// The sentence of each rule by language.
    private func sentences() async throws -> [String: [String: String]] {
        var sentences: [String: [String: String]] = [:]
        for row in try await rows("SELECT rule, language, sentence FROM app.sentence") {
            sentences[row[0], default: [:]][row[1]] = row[2]
        }
        return sentences
    }

    private static func placeholders(_ sentence: String) -> Set<String> {
        Set(sentence.matches(of: /\{(\w+)\}/).map { String($0.1) })
    }

    /// Names that an error has as its constraint: of constraints, unique indexes and triggers.
    private func constraints() async throws -> Set<String> {
        try await names(
            """
            SELECT conname FROM pg_constraint WHERE connamespace = 'app'::regnamespace
            UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indisunique AND c.relnamespace = 'app'::regnamespace
            UNION SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE p.prosrc LIKE '%CONSTRAINT = TG_NAME%'
            """)
    }

    @Test func `every call that refuses names its rule and its sentence in place`() async throws {
        let calls = try await rows(
            """
            SELECT sum(cardinality(string_to_array(p.prosrc, '.refuse(')) - 1)
            FROM \(Self.functions) WHERE p.prosrc <> ''
            """)
        #expect(try await raises().count == Int(calls[0][0]))
    }

    @Test func `every rule that is raised has a sentence in each of three languages`() async throws
    {
        let sentences = try await sentences()
        for rule in Set(try await raises().map(\.rule)) {
            #expect(sentences[rule] != nil, "\(rule)")
        }
        for (rule, texts) in sentences {
            #expect(texts.keys.sorted() == ["ar", "en", "fr"], "\(rule)")
        }
    }

    @Test func `the English sentence is the one that the rule is raised with`() async throws {
        let sentences = try await sentences()
        for raise in try await raises() {
            #expect(sentences[raise.rule]?["en"] == raise.sentence, "\(raise.function)")
        }
    }

    @Test func `a rule speaks of the same facts in each language, and every raise has them`()
        async throws
    {
        let raises = Dictionary(grouping: try await raises(), by: \.rule)
        for (rule, texts) in try await sentences() {
            let wanted = Self.placeholders(texts["en"] ?? "")
            #expect(texts.values.allSatisfy { Self.placeholders($0) == wanted }, "\(rule)")
            #expect(wanted.isEmpty || raises[rule] != nil, "\(rule) is a constraint without facts")
            for raise in raises[rule] ?? [] {
                #expect(wanted.isSubset(of: raise.facts), "\(rule) in \(raise.function)")
            }
        }
    }

    @Test func `no sentence is left of a rule or a constraint that is gone`() async throws {
        let known = try await constraints().union(raises().map(\.rule))
        #expect(Set(try await sentences().keys).subtracting(known) == [])
    }

    @Test func `a CHECK of a table that commands write has its sentences, or no caller breaks it`()
        async throws
    {
        let checks = try await names(
            #"""
            SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.contype = 'c' AND c.connamespace = 'app'::regnamespace AND t.relname IN (
                SELECT m[1] FROM pg_proc p
                CROSS JOIN regexp_matches(p.prosrc, '(?:INSERT INTO|UPDATE) app\.(\w+)', 'g') m
                WHERE p.pronamespace = 'api'::regnamespace
            )
            """#)
        let unbreakable = Self.unbreakable.values.reduce(into: Set()) { $0.formUnion($1) }
        #expect(unbreakable == checks.subtracting(try await sentences().keys))
    }

    /// CHECKs that no values of a caller break, by what keeps them.
    private static let unbreakable: [String: Set<String>] = [
        "the command itself writes the status, and whose and when it is": [
            "accepted_activity_is_in_the_programme", "committee_seat_is_answered_at_an_instant",
            "committee_seat_status_is_known", "evaluation_mandate_status_is_known",
            "escort_record_kind_is_known", "escort_record_status_is_known",
            "project_ends_when_it_is_over", "project_is_submitted_on_a_day",
            "project_progress_source_is_known", "project_status_is_known",
            "proposed_activity_answer_is_complete", "proposed_activity_status_is_known",
            "record_decision_is_known", "score_ends_at_an_instant", "score_status_is_known",
            "selection_session_closes_at_an_instant", "selection_session_status_is_known",
            "vote_status_is_known",
        ],
        "a trigger copies the identifier": [
            "assignment_is_itself_annulled", "escorting_history_is_itself_annulled",
        ],
        "an answer grants or refuses, by its enum type, and the command completes it": [
            "support_request_answer_is_complete", "transport_request_answer_is_complete",
        ],
        "the command counts and computes it": [
            "assignment_warning_code_is_known", "escort_record_receipt_number_is_positive",
            "programme_lateness_follows_from_its_instants", "programme_version_number_is_positive",
            "receipt_counter_kind_is_known", "receipt_number_is_positive",
            "record_submission_number_is_positive",
            "transport_request_knows_whether_it_came_after_the_trip",
        ],
        "the command writes a deposit, its receipt and an amendment whole": [
            "amendment_has_a_reason", "deposit_has_a_receipt", "only_a_deposit_is_received",
            "receipt_comment_comes_with_a_receipt", "receipt_has_an_author",
        ],
        "the rule act_is_held comes before": [
            "finding_is_observed", "project_progress_is_observed", "small_group_is_held",
            "workshop_is_held",
        ],
        "the rule fact_is_known comes before": ["annulment_fact_is_known"],
        "the rule merged_accounts_stand_alone comes before": ["person_is_not_merged_into_itself"],
        "the rule score_follows_the_rubric comes before": ["score_total_is_not_negative"],
        "the rule school_moves_elsewhere_later comes before": [
            "school_membership_end_is_recorded", "school_membership_ends_after_it_starts",
        ],
        "a split or a merge founds another community": [
            "community_is_not_its_own_ancestor", "community_lineage_kind_is_known",
        ],
        "commands write no such column": [
            "person_corps_is_known", "person_name_ar_is_stated", "person_name_fr_is_stated",
            "person_staff_number_is_digits", "school_cycle_is_known",
            "school_gresa_code_is_well_formed", "school_kind_is_known",
            "school_municipality_is_stated", "school_name_ar_is_stated",
            "school_name_fr_is_stated", "school_setting_is_known", "school_teaches_its_main_cycle",
        ],
    ]

    @Test func `a fact is filled in where it is given, and an absent one is null`() async throws {
        let filled = try await rows(
            #"SELECT app.filled('{a}, {b}, {a}: {c}', '{"a": "2026-11-18", "b": null, "d": 1}')"#)
        #expect(filled == [["2026-11-18, null, 2026-11-18: {c}"]])
    }
}
