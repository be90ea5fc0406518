-- The rule on conflicts of interest, derived from facts whenever it is asked.
--
-- These functions run as mouwakaba_conflict, whom the policies conflict_reads show every office.
-- So none of them hands out more than grounds about one person; those that the API may call tell
-- the caller about themselves alone, and the delegate about members of the own office.

SET LOCAL ROLE mouwakaba_owner;

REVOKE ALL ON ALL TABLES IN SCHEMA app FROM mouwakaba_conflict;

GRANT USAGE ON SCHEMA app, access TO mouwakaba_conflict;
GRANT SELECT ON
    app.annulment,
    app.assignment,
    app.committee_seat,
    app.community,
    app.community_lineage,
    app.community_zone,
    app.declared_conflict,
    app.docket_entry,
    app.escorting_fact,
    app.escorting_history,
    app.evaluation,
    app.evaluation_mandate,
    app.incident,
    app.minutes,
    app.notice,
    app.office_person,
    app.office_setting,
    app.person,
    app.project,
    app.ranking,
    app.ranking_line,
    app.recusal,
    app.role_grant,
    app.rubric_criterion,
    app.school,
    app.school_membership,
    app.school_year,
    app.score,
    app.selection_session,
    app.small_group,
    app.small_group_facilitator,
    app.small_group_school,
    app.visit,
    app.vote,
    app.workshop,
    app.workshop_facilitator
TO mouwakaba_conflict;
GRANT INSERT ON
    app.community_zone, app.incident, app.minutes, app.notice, app.ranking, app.ranking_line
TO mouwakaba_conflict;
GRANT UPDATE ON
    app.evaluation_mandate, app.ranking, app.score, app.selection_session, app.vote
TO mouwakaba_conflict;
GRANT UPDATE (annulled_fact_id) ON app.assignment, app.escorting_history TO mouwakaba_conflict;
GRANT EXECUTE ON FUNCTION
    access.today(), access.office_id(), access.office_ids(), access.person_id(),
    access.has_role(text[])
TO mouwakaba_conflict;

RESET ROLE;

SET LOCAL ROLE mouwakaba_conflict;

-- Functions that scores and votes call for each row are in PL/pgSQL, which keeps their plans: to
-- plan them takes several times as long as to run them. Plans are generic, since a plan for an
-- office that statistics do not know yet reads all its visits.

CREATE OR REPLACE FUNCTION conflict.accounts(person uuid) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        WITH me AS MATERIALIZED (
            SELECT coalesce(p.merged_into_id, p.id) AS id FROM app.person p WHERE p.id = person
        )
        SELECT array_agg(p.id)
        FROM app.person p
        WHERE p.merged_into_id = (SELECT me.id FROM me)
           OR (p.id = (SELECT me.id FROM me) AND p.merged_into_id IS NULL)
    );
END
$$;

COMMENT ON FUNCTION conflict.accounts(uuid) IS
    'All accounts of the person, the given one included; NULL for nobody.';

-- A function of its own, so that the accounts reach the index of each table of facts.
CREATE OR REPLACE FUNCTION conflict.facts(
    accounts uuid[], office integer, day date
) RETURNS SETOF app.escorting_fact
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT f.* FROM app.escorting_fact f
    WHERE f.person_id = ANY (accounts) AND f.office_id = office AND f.occurred_on <= day;
END
$$;

COMMENT ON FUNCTION conflict.facts(uuid[], integer, date) IS
    'What these accounts did in the communities of an office until a day, included.';

CREATE OR REPLACE FUNCTION conflict.kin(office integer, community uuid) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 3
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH RECURSIVE ancestor(id) AS (
        SELECT community
        UNION
        SELECT l.ancestor_id
        FROM ancestor a
        JOIN app.community_lineage l ON l.office_id = office AND l.descendant_id = a.id
    ), descendant(id) AS (
        SELECT community
        UNION
        SELECT l.descendant_id
        FROM descendant d
        JOIN app.community_lineage l ON l.office_id = office AND l.ancestor_id = d.id
    )
    SELECT id FROM ancestor UNION SELECT id FROM descendant;
END
$$;

COMMENT ON FUNCTION conflict.kin(integer, uuid) IS
    'A community, those that it came out of, and those that came out of it (A6).';

-- K(project): what its school belonged to from submission until the day, and at any day of a fact
-- of the person until then; closed under lineage. Zones are all that a community has lain in.
CREATE OR REPLACE FUNCTION conflict.grounds(
    person uuid,
    office integer,
    projects uuid[],
    day date,
    purpose text
) RETURNS TABLE (
    project_id uuid,
    rule text,
    fact text,
    fact_id uuid,
    community_id uuid,
    school_id uuid,
    occurred_on date,
    beyond_charter boolean
)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH account AS MATERIALIZED (
        SELECT unnest(conflict.accounts(person)) AS id
    ), fact AS MATERIALIZED (
        SELECT f.* FROM conflict.facts(conflict.accounts(person), office, day) f
    ), role AS MATERIALIZED (
        SELECT r.id, r.school_id, r.community_id, r.valid_from, r.valid_to
        FROM app.role_grant r
        WHERE r.person_id = ANY (ARRAY(SELECT a.id FROM account a)) AND r.office_id = office
          AND r.valid_from <= day
          AND (r.school_id IS NOT NULL OR r.community_id IS NOT NULL)
    ), project AS MATERIALIZED (
        SELECT p.id, p.school_id, p.community_id, p.author_id, coalesce(p.submitted_on, day) AS since
        FROM app.project p
        WHERE p.office_id = office AND p.id = ANY (projects)
    ), belonging AS (
        SELECT p.id, p.community_id FROM project p
        UNION
        SELECT p.id, m.community_id
        FROM project p
        JOIN app.school_membership m ON m.office_id = office AND m.school_id = p.school_id
        WHERE (m.valid_from <= day AND coalesce(m.valid_to, day) >= p.since)
           OR EXISTS (
               SELECT FROM fact f
               WHERE m.valid_from <= least(f.lasted_until, day)
                 AND coalesce(m.valid_to, f.occurred_on) >= f.occurred_on
           )
    ), relative AS MATERIALIZED (
        SELECT c.id AS community_id, k.id
        FROM (SELECT DISTINCT b.community_id AS id FROM belonging b) c
        CROSS JOIN LATERAL conflict.kin(office, c.id) AS k(id)
    ), kin AS (
        SELECT DISTINCT b.id, r.id AS community_id
        FROM belonging b
        JOIN relative r ON r.community_id = b.community_id
    ), zone AS (
        SELECT DISTINCT b.id, z.zone_id
        FROM belonging b
        JOIN app.community_zone z ON z.office_id = office AND z.community_id = b.community_id
        WHERE purpose = 'EVALUATION' AND z.valid_from <= day
    )
    SELECT k.id, 'ESCORTED', f.fact, f.fact_id, f.community_id, f.school_id, f.occurred_on, false
    FROM fact f
    JOIN kin k ON k.community_id = f.community_id
    UNION ALL
    SELECT DISTINCT z.id, 'ESCORTED_IN_ZONE', f.fact, f.fact_id, f.community_id, f.school_id,
        f.occurred_on, false
    FROM fact f
    JOIN app.community_zone c ON c.office_id = office AND c.community_id = f.community_id
    JOIN zone z ON z.zone_id = c.zone_id
    WHERE c.valid_from <= day
    UNION ALL
    SELECT g.*, true
    FROM (
        SELECT p.id, 'AUTHOR_OF_PROJECT', 'PROJECT', p.id, NULL::uuid, p.school_id, p.since
        FROM project p
        WHERE p.author_id IN (SELECT a.id FROM account a)
        UNION ALL
        SELECT p.id, 'OWN_SCHOOL', 'ROLE', r.id, NULL, r.school_id, r.valid_from
        FROM role r
        JOIN project p ON p.school_id = r.school_id
        WHERE coalesce(r.valid_to, day) >= p.since
        UNION ALL
        SELECT p.id, 'COORDINATES_COMMUNITY', 'ROLE', r.id, r.community_id, NULL, r.valid_from
        FROM role r
        JOIN kin k ON k.community_id = r.community_id
        JOIN project p ON p.id = k.id
        WHERE coalesce(r.valid_to, day) >= p.since
        UNION ALL
        SELECT d.project_id, 'DECLARED', 'DECLARATION', d.id, NULL, NULL,
            (d.declared_at AT TIME ZONE 'Africa/Casablanca')::date
        FROM app.declared_conflict d
        WHERE d.office_id = office AND d.project_id = ANY (projects)
          AND d.person_id IN (SELECT a.id FROM account a)
          AND (d.declared_at AT TIME ZONE 'Africa/Casablanca')::date <= day
    ) g
    WHERE coalesce(
        (SELECT s.grounds_beyond_charter FROM app.office_setting s WHERE s.office_id = office),
        true);
END
$$;

COMMENT ON FUNCTION conflict.grounds(uuid, integer, uuid[], date, text) IS
    'Why a person may not take part in the selection of these projects of an office, or, with the '
    'purpose EVALUATION, in evaluating them, as of a day; no row where they may. Grounds beyond '
    'the charter bar unless the office decided otherwise.';

CREATE OR REPLACE FUNCTION conflict.exists(
    person uuid, office integer, project uuid, purpose text
) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM conflict.grounds(person, office, ARRAY[project], access.today(), purpose)
    )
$$;

COMMENT ON FUNCTION conflict.exists(uuid, integer, uuid, text) IS
    'Whether a person is in conflict with a project today, for SELECTION or EVALUATION.';

-- What policies ask, once a statement.

CREATE OR REPLACE FUNCTION conflict.entry_ids() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT array_agg(e.id)
        FROM app.docket_entry e
        WHERE e.office_id = (SELECT access.office_id())
          AND (
              e.project_id IN (
                  SELECT g.project_id
                  FROM conflict.grounds(
                      access.person_id(), access.office_id(),
                      ARRAY(
                          SELECT d.project_id FROM app.docket_entry d
                          WHERE d.office_id = access.office_id()
                      ),
                      access.today(), 'SELECTION'
                  ) g
              )
              OR EXISTS (
                  SELECT FROM app.recusal r
                  WHERE (r.office_id, r.entry_id) = (e.office_id, e.id)
                    AND r.person_id = ANY (conflict.accounts(access.person_id()))
              )
          )
    );
END
$$;

COMMENT ON FUNCTION conflict.entry_ids() IS
    'Docket entries of the office with which the caller is in conflict today, or from which they '
    'stepped back; NULL if none.';

CREATE OR REPLACE FUNCTION conflict.session_ids() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT array_agg(DISTINCT e.session_id)
        FROM app.docket_entry e
        WHERE e.office_id = access.office_id() AND e.id = ANY (conflict.entry_ids())
    );
END
$$;

COMMENT ON FUNCTION conflict.session_ids() IS
    'Sessions of the office with an entry of conflict.entry_ids(); NULL if none.';

CREATE OR REPLACE FUNCTION conflict.evaluated_project_ids() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT array_agg(DISTINCT g.project_id)
        FROM conflict.grounds(
            access.person_id(), access.office_id(),
            ARRAY(
                SELECT m.project_id FROM app.evaluation_mandate m
                WHERE m.office_id = access.office_id()
            ),
            access.today(), 'EVALUATION'
        ) g
    );
END
$$;

COMMENT ON FUNCTION conflict.evaluated_project_ids() IS
    'Projects of the office under a mandate with which the caller is in conflict today as an '
    'evaluator; NULL if none.';

CREATE OR REPLACE FUNCTION conflict.seats(wanted text[]) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT array_agg(s.session_id)
        FROM app.committee_seat s
        WHERE s.office_id = access.office_id() AND s.status = ANY (wanted)
          AND s.person_id = ANY (conflict.accounts(access.person_id()))
    );
END
$$;

COMMENT ON FUNCTION conflict.seats(text[]) IS
    'Sessions of the office in which the caller has a seat of one of these statuses; NULL if none.';

CREATE OR REPLACE FUNCTION conflict.scored_entry_ids() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT array_agg(s.entry_id)
        FROM app.score s
        WHERE s.office_id = access.office_id() AND s.status = 'COUNTED'
          AND s.person_id = ANY (conflict.accounts(access.person_id()))
    );
END
$$;

COMMENT ON FUNCTION conflict.scored_entry_ids() IS
    'Entries of the office that the caller has a counted score for; NULL if none.';

-- Facts that were annulled count for nothing, in figures neither.

CREATE OR REPLACE FUNCTION conflict.annulled_fact_ids() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(n.fact_id), '{}')
    FROM app.annulment n
    WHERE n.office_id = access.office_id() OR n.office_id = ANY (access.office_ids())
$$;

COMMENT ON FUNCTION conflict.annulled_fact_ids() IS
    'The facts of the office or region that were annulled; an empty array if none.';

CREATE OR REPLACE FUNCTION conflict.is_annulled(office integer, recorded uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM app.annulment n WHERE (n.office_id, n.fact_id) = (office, recorded)
    )
$$;

COMMENT ON FUNCTION conflict.is_annulled(integer, uuid) IS
    'Whether a fact of an office was annulled.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY
        ARRAY['assignment', 'visit', 'small_group', 'workshop', 'escorting_history']
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE FUNCTION conflict.is_annulled(fact app.%I) RETURNS boolean '
            'LANGUAGE sql STABLE RETURN conflict.is_annulled(fact.office_id, fact.id)', name);
        EXECUTE format(
            'COMMENT ON FUNCTION conflict.is_annulled(app.%I) IS '
            '''Whether the delegate said that it is false, so that it counts for nothing.''', name);
        EXECUTE format(
            'GRANT EXECUTE ON FUNCTION conflict.is_annulled(app.%I) TO mouwakaba_api', name);
    END LOOP;
END
$$;

-- Explanations, as fields of rows.

CREATE OR REPLACE FUNCTION conflict.explained(
    person uuid, office integer, projects uuid[], purpose text
) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(jsonb_agg(
        jsonb_build_object(
            'projectId', g.project_id, 'rule', g.rule, 'fact', g.fact, 'factId', g.fact_id,
            'communityId', g.community_id, 'communityName', c.name_ar,
            'schoolId', g.school_id, 'schoolName', s.name_ar,
            'occurredOn', g.occurred_on, 'lastOccurredOn', g.last_occurred_on,
            'facts', g.facts, 'beyondCharter', g.beyond_charter)
        ORDER BY g.project_id, g.occurred_on, g.rule, g.fact_id), '[]')
    FROM (
        SELECT DISTINCT ON (project_id, rule, fact, community_id)
            *,
            max(occurred_on) OVER alike AS last_occurred_on,
            count(*) OVER alike AS facts
        FROM conflict.grounds(person, office, projects, access.today(), purpose)
        WINDOW alike AS (PARTITION BY project_id, rule, fact, community_id)
        ORDER BY project_id, rule, fact, community_id, occurred_on, fact_id, school_id
    ) g
    LEFT JOIN app.community c ON c.office_id = office AND c.id = g.community_id
    LEFT JOIN app.school s ON s.office_id = office AND s.id = g.school_id
$$;

COMMENT ON FUNCTION conflict.explained(uuid, integer, uuid[], text) IS
    'The grounds as a JSON array: of those of one rule, kind of fact and community the first, with '
    'its fact, school and day, how many there are, and the day of the last.';

CREATE OR REPLACE FUNCTION conflict.own_conflicts(entry app.docket_entry) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT conflict.explained(
        access.person_id(), access.office_id(), ARRAY[entry.project_id], 'SELECTION')
$$;

COMMENT ON FUNCTION conflict.own_conflicts(app.docket_entry) IS
    'Why the caller may not take part in the selection of the entry; an empty array if they may.';

CREATE OR REPLACE FUNCTION conflict.conflicts(seat app.committee_seat) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN seat.office_id = access.office_id()
            AND (access.has_role('DELEGATE', 'OFFICER') OR seat.person_id = access.person_id())
        THEN conflict.explained(
            seat.person_id, seat.office_id,
            ARRAY(
                SELECT e.project_id FROM app.docket_entry e
                WHERE (e.office_id, e.session_id) = (seat.office_id, seat.session_id)
            ),
            'SELECTION')
        ELSE '[]'
    END
$$;

COMMENT ON FUNCTION conflict.conflicts(app.committee_seat) IS
    'The conflicts of the member with entries of the docket, for the member and the office; an '
    'empty array for others.';

RESET ROLE;

GRANT USAGE ON SCHEMA conflict TO mouwakaba_owner, mouwakaba_api, mouwakaba_region;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA conflict TO mouwakaba_owner;
GRANT EXECUTE ON FUNCTION
    conflict.entry_ids(),
    conflict.session_ids(),
    conflict.evaluated_project_ids(),
    conflict.seats(text[]),
    conflict.scored_entry_ids(),
    conflict.is_annulled(integer, uuid),
    conflict.own_conflicts(app.docket_entry),
    conflict.conflicts(app.committee_seat)
TO mouwakaba_api;
GRANT EXECUTE ON FUNCTION conflict.annulled_fact_ids() TO mouwakaba_api, mouwakaba_region;
