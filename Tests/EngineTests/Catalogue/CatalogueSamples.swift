/// Rows of tables that the demonstration leaves empty or with one row, for tests of constraints
/// alone: foreign keys and triggers are off when they are made.
enum CatalogueSamples {
    static let statements = facts + selection + others

    private static let facts = """
        INSERT INTO app.annulment (office_id, fact_id, fact, reason, annulled_by_id)
        SELECT office_id, id, 'VISIT', 'Entered twice.', escort_id
        FROM app.visit ORDER BY id LIMIT 9;
        INSERT INTO app.community_lineage
        (office_id, ancestor_id, descendant_id, kind, happened_on)
        SELECT a.office_id, a.id, b.id, 'MERGE', '2025-09-01'
        FROM app.community a JOIN app.community b USING (office_id) WHERE b.number = a.number + 1;
        INSERT INTO app.escorting_history
        (office_id, person_id, community_id, school_year, source, recorded_by_id)
        SELECT office_id, person_id, community_id, school_year, 'A decision.', person_id
        FROM app.assignment;
        INSERT INTO app.programme_version (office_id, programme_id, number, school_year, reason)
        SELECT office_id, programme_id, 10 + row_number() OVER (), school_year, 'A visit more.'
        FROM app.programme_version WHERE deposited_at IS NOT NULL;

        """

    private static let selection = """
        INSERT INTO app.rubric (office_id, name, version) VALUES (1511, 'Another', 7);
        INSERT INTO app.ranking (office_id, session_id, number, status)
        SELECT office_id, session_id, 2, 'STALE' FROM app.ranking;
        INSERT INTO app.ranking (office_id, session_id, number) VALUES (1511, gen_random_uuid(), 3);
        INSERT INTO app.minutes (office_id, session_id, content, digest)
        SELECT office_id, gen_random_uuid(), content, digest FROM app.minutes;
        INSERT INTO app.committee_seat (office_id, session_id, person_id, seat, invited_by_id)
        SELECT office_id, gen_random_uuid(), gen_random_uuid(), 'CHAIR', invited_by_id
        FROM app.committee_seat ORDER BY id LIMIT 2;
        INSERT INTO app.evaluation (office_id, mandate_id, degree, results, recommendations)
        SELECT office_id, gen_random_uuid(), degree, results, recommendations FROM app.evaluation;
        INSERT INTO app.declared_conflict (office_id, person_id, project_id, reason)
        SELECT office_id, gen_random_uuid(), gen_random_uuid(), reason FROM app.declared_conflict;
        INSERT INTO app.notice (office_id, person_id, kind, project_id, rule, occurred_on)
        SELECT office_id, gen_random_uuid(), kind, project_id, rule, occurred_on FROM app.notice;
        INSERT INTO app.incident
        (office_id, kind, project_id, person_id, session_id, rule, fact_id, occurred_on)
        SELECT office_id, 'SCORE_COUNTED_IN_CONFLICT', project_id, gen_random_uuid(), session_id,
        'ESCORTED', gen_random_uuid(), '2025-10-01' FROM app.docket_entry;
        INSERT INTO app.incident
        (office_id, kind, project_id, person_id, mandate_id, rule, fact_id, occurred_on)
        SELECT office_id, 'EVALUATED_IN_CONFLICT', project_id, evaluator_id, id, 'ESCORTED',
        gen_random_uuid(), '2025-10-01' FROM app.evaluation_mandate;

        """

    private static let others = """
        INSERT INTO app.audit_pending
        (office_id, trail, verb, table_name, row_count, column_names)
        SELECT id, 'OFFICE', 'INSERT', 'visit', 1, '{}' FROM app.office;
        INSERT INTO app.kept_answer (office_id, person_id, key, digest)
        SELECT office_id, person_id, 'key', '' FROM app.office_person;
        INSERT INTO app.office_setting (office_id) SELECT id FROM app.office;
        INSERT INTO app.platform_grant (person_id, valid_from)
        SELECT gen_random_uuid(), '2025-01-01';

        """
}
