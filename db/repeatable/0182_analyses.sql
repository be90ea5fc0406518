-- Values of rows that analyses group by, as those of 0150_computed.sql. A ranking tells them once it
-- is published, and until then nobody.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION app.is_latest(progress app.project_progress) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NOT EXISTS (
        SELECT FROM app.project_progress o
        WHERE (o.office_id, o.project_id, o.stage, o.source)
            = (progress.office_id, progress.project_id, progress.stage, progress.source)
          AND (o.observed_on, o.recorded_at, o.id)
            > (progress.observed_on, progress.recorded_at, progress.id)
    );

COMMENT ON FUNCTION app.is_latest(app.project_progress) IS
    'Whether no later degree of the same project, stage and source is known to the caller.';

CREATE OR REPLACE FUNCTION app.published_school_year(line app.ranking_line) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT n.school_year
        FROM app.ranking r
        JOIN app.selection_session n ON (n.office_id, n.id) = (r.office_id, r.session_id)
        WHERE (r.office_id, r.id) = (line.office_id, line.ranking_id)
          AND r.status = 'ADOPTED' AND n.status = 'CLOSED'
    );

COMMENT ON FUNCTION app.published_school_year(app.ranking_line) IS
    'The school year of the session that published the line; NULL before.';

CREATE OR REPLACE FUNCTION app.acceptance(line app.ranking_line) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT (p.status IN ('IN_EXECUTION', 'COMPLETED', 'ABANDONED'))::integer
        FROM app.docket_entry e
        JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
        WHERE (e.office_id, e.id) = (line.office_id, line.entry_id)
          AND app.published_school_year(line) IS NOT NULL
    );

COMMENT ON FUNCTION app.acceptance(app.ranking_line) IS
    '1 if the project of a published line went into execution, 0 if not; NULL before. Its mean is '
    'the rate of acceptance.';

RESET ROLE;

SET LOCAL ROLE mouwakaba_conflict;

-- Recusals are read by few; whether a community had one is no more than the minutes tell.
CREATE OR REPLACE FUNCTION conflict.is_of_recused_community(line app.ranking_line) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM app.recusal c
        JOIN app.docket_entry o ON (o.office_id, o.id) = (c.office_id, c.entry_id)
        JOIN app.project q ON (q.office_id, q.id) = (o.office_id, o.project_id)
        WHERE o.office_id = line.office_id AND o.session_id = n.id
          AND q.community_id = p.community_id
    )
    FROM app.docket_entry e
    JOIN app.project p ON (p.office_id, p.id) = (e.office_id, e.project_id)
    JOIN app.selection_session n ON (n.office_id, n.id) = (e.office_id, e.session_id)
    JOIN app.ranking r ON (r.office_id, r.session_id) = (n.office_id, n.id)
    WHERE (e.office_id, e.id) = (line.office_id, line.entry_id)
      AND r.id = line.ranking_id AND r.status = 'ADOPTED' AND n.status = 'CLOSED'
      AND line.office_id = access.office_id()
$$;

COMMENT ON FUNCTION conflict.is_of_recused_community(app.ranking_line) IS
    'Whether a member stepped back from a project of the same community in the session that '
    'published the line; NULL before.';

RESET ROLE;

GRANT EXECUTE ON FUNCTION conflict.is_of_recused_community(app.ranking_line)
TO mouwakaba_owner, mouwakaba_api;
