-- Acts of escorting, whatever table holds them, and texts of findings, which few may read.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE VIEW app.act (
    office_id, id, type_name, held_on, mode, school_year, recorded_at
) WITH (security_invoker = true) AS
    SELECT office_id, id, 'Visit'::text, visited_on, mode, school_year, recorded_at FROM app.visit
    UNION ALL
    SELECT office_id, id, 'SmallGroup', held_on, mode, school_year, recorded_at
    FROM app.small_group
    UNION ALL
    SELECT office_id, id, 'Workshop', held_on, mode, school_year, recorded_at FROM app.workshop;

COMMENT ON VIEW app.act IS 'Visits, small groups and workshops, and the type that shows each.';
COMMENT ON COLUMN app.act.type_name IS 'The name of the GraphQL object type.';

CREATE OR REPLACE FUNCTION app.readable_text(finding app.finding) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE
        WHEN access.has_role('DELEGATE') OR finding.author_id = access.person_id()
            OR finding.community_id = ANY (access.community_ids())
        THEN finding.text
    END;

COMMENT ON FUNCTION app.readable_text(app.finding) IS
    'The text of a finding for its author, the coordinator of the community and the delegate; NULL '
    'for others.';

CREATE OR REPLACE FUNCTION app.readable_findings(submission app.record_submission) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE
        WHEN access.has_role('DELEGATE') OR EXISTS (
            SELECT FROM app.escort_record r
            WHERE (r.office_id, r.id) = (submission.office_id, submission.record_id)
              AND (
                  r.person_id = access.person_id()
                  OR r.community_id = ANY (access.community_ids())
              )
        )
        THEN submission.findings
    END;

COMMENT ON FUNCTION app.readable_findings(app.record_submission) IS
    'The texts of the findings of a record for the escort, the coordinator of the community and '
    'the delegate; NULL for others.';

RESET ROLE;
