-- Figures of annual records (S4.2), and what policies and commands ask of facts that a caller may
-- not read one by one.
--
-- These functions run as mouwakaba_records, whom the policies records_reads show the rows of the
-- office of the request alone. Those that the API may call tell the caller about themselves, or
-- figures of a record that the caller may read; the others serve commands.

SET LOCAL ROLE mouwakaba_owner;

REVOKE ALL ON ALL TABLES IN SCHEMA app FROM mouwakaba_records;

GRANT USAGE ON SCHEMA app, access TO mouwakaba_records;
GRANT SELECT ON
    app.annulment,
    app.assignment,
    app.escort_record,
    app.finding,
    app.office_person,
    app.person,
    app.project,
    app.project_progress,
    app.record_submission,
    app.role_grant,
    app.school_membership,
    app.school_year,
    app.small_group,
    app.small_group_facilitator,
    app.small_group_school,
    app.visit,
    app.workshop,
    app.workshop_facilitator
TO mouwakaba_records;
GRANT EXECUTE ON FUNCTION
    access.today(), access.office_id(), access.person_id(), access.has_role(text[]),
    access.community_ids(), access.school_ids()
TO mouwakaba_records;

DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT c.relname FROM pg_catalog.pg_class c
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP POLICY IF EXISTS records_reads ON app.%I', name);
        CONTINUE WHEN NOT has_table_privilege(
            'mouwakaba_records', format('app.%I', name), 'SELECT');
        EXECUTE format(
            'CREATE POLICY records_reads ON app.%I FOR SELECT TO mouwakaba_records USING (%s)',
            name,
            CASE name
                WHEN 'school_year' THEN '(SELECT access.office_id()) IS NOT NULL'
                WHEN 'person' THEN
                    'EXISTS (SELECT FROM app.office_person p WHERE p.person_id = person.id)'
                ELSE 'office_id = (SELECT access.office_id())'
            END);
    END LOOP;
END
$$;

RESET ROLE;

SET LOCAL ROLE mouwakaba_records;

-- What policies ask, once a statement.

CREATE OR REPLACE FUNCTION records.small_group_ids() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_agg(DISTINCT g.id)
    FROM (
        SELECT f.small_group_id AS id FROM app.small_group_facilitator f
        WHERE f.office_id = access.office_id() AND f.person_id = access.person_id()
          AND access.has_role('ESCORT')
        UNION ALL
        SELECT s.small_group_id FROM app.small_group_school s
        WHERE s.office_id = access.office_id() AND s.community_id = ANY (access.community_ids())
        UNION ALL
        SELECT s.small_group_id FROM app.small_group_school s
        WHERE s.office_id = access.office_id() AND s.school_id = ANY (access.school_ids())
    ) g
$$;

COMMENT ON FUNCTION records.small_group_ids() IS
    'Small groups that the caller facilitated as an escort, or that had a school that the caller '
    'heads or of a community that they coordinate; NULL if none.';

CREATE OR REPLACE FUNCTION records.workshop_ids() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_agg(w.id)
    FROM app.workshop w
    WHERE w.office_id = access.office_id()
      AND (
          w.community_id = ANY (access.community_ids())
          OR (
              access.has_role('ESCORT')
              AND EXISTS (
                  SELECT FROM app.workshop_facilitator f
                  WHERE (f.office_id, f.workshop_id) = (w.office_id, w.id)
                    AND f.person_id = access.person_id()
              )
          )
      )
$$;

COMMENT ON FUNCTION records.workshop_ids() IS
    'Workshops that the caller facilitated as an escort, or of communities that they coordinate; '
    'NULL if none.';

CREATE OR REPLACE FUNCTION records.escorts_on(person uuid, day date) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_agg(DISTINCT a.community_id)
    FROM app.assignment a
    WHERE a.office_id = access.office_id() AND a.person_id = person
      AND day BETWEEN a.starts_on AND a.ends_on
      AND NOT EXISTS (
          SELECT FROM app.annulment n WHERE (n.office_id, n.fact_id) = (a.office_id, a.id)
      )
$$;

COMMENT ON FUNCTION records.escorts_on(uuid, date) IS
    'Communities that the person is assigned to on that day, by assignments that stand; NULL if '
    'none.';

CREATE OR REPLACE FUNCTION records.escorted_community_ids() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT records.escorts_on(access.person_id(), access.today()) WHERE access.has_role('ESCORT')
$$;

COMMENT ON FUNCTION records.escorted_community_ids() IS
    'Communities that the caller escorts today; NULL if none.';

-- What commands ask.

CREATE OR REPLACE FUNCTION records.held_role(person uuid, wanted text, day date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM app.role_grant g
        WHERE g.office_id = access.office_id() AND g.person_id = person AND g.role = wanted
          AND g.valid_from <= day AND (g.valid_to IS NULL OR g.valid_to >= day)
    )
$$;

COMMENT ON FUNCTION records.held_role(uuid, text, date) IS
    'Whether the person held the role in the office of the request on that day.';

CREATE OR REPLACE FUNCTION records.was_assigned(
    person uuid, community uuid, year text
) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM app.assignment a
        WHERE a.office_id = access.office_id() AND a.person_id = person
          AND a.community_id = community AND a.school_year = year
          AND a.starts_on <= access.today()
          AND NOT EXISTS (
              SELECT FROM app.annulment n WHERE (n.office_id, n.fact_id) = (a.office_id, a.id)
          )
    )
$$;

COMMENT ON FUNCTION records.was_assigned(uuid, uuid, text) IS
    'Whether an assignment of that school year that stands has begun.';

-- Figures. Without a person they are those of the community, each fact once: figures of escorts are
-- never added, since several may have facilitated one act. Their functions are in PL/pgSQL, which
-- keeps the plans: these take longer to make than to run.

CREATE OR REPLACE FUNCTION records.accounts(person uuid) RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH me AS MATERIALIZED (
        SELECT coalesce(p.merged_into_id, p.id) AS id FROM app.person p WHERE p.id = person
    )
    SELECT array_agg(p.id)
    FROM app.person p
    WHERE p.merged_into_id = (SELECT me.id FROM me)
       OR (p.id = (SELECT me.id FROM me) AND p.merged_into_id IS NULL)
$$;

COMMENT ON FUNCTION records.accounts(uuid) IS 'All accounts of a person; NULL for nobody.';

CREATE OR REPLACE FUNCTION records.facts(
    person uuid, community uuid, year text
) RETURNS TABLE (fact text, id uuid, occurred_on date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH whose AS MATERIALIZED (
        SELECT access.office_id() AS office_id, records.accounts(person) AS accounts
    )
    SELECT f.fact, f.id, f.occurred_on
    FROM whose o
    CROSS JOIN LATERAL (
        SELECT 'VISIT' AS fact, v.id, v.visited_on AS occurred_on
        FROM app.visit v
        JOIN app.school_membership m ON (m.office_id, m.school_id) = (v.office_id, v.school_id)
            AND m.valid_from <= v.visited_on
            AND (m.valid_to IS NULL OR m.valid_to >= v.visited_on)
        WHERE v.office_id = o.office_id AND v.school_year = year AND m.community_id = community
          AND (person IS NULL OR v.escort_id = ANY (o.accounts))
        UNION ALL
        SELECT 'SMALL_GROUP', g.id, g.held_on
        FROM app.small_group g
        WHERE g.office_id = o.office_id AND g.school_year = year
          AND EXISTS (
              SELECT FROM app.small_group_school s
              WHERE (s.office_id, s.small_group_id) = (g.office_id, g.id)
                AND s.community_id = community
          )
          AND (
              person IS NULL
              OR EXISTS (
                  SELECT FROM app.small_group_facilitator p
                  WHERE (p.office_id, p.small_group_id) = (g.office_id, g.id)
                    AND p.person_id = ANY (o.accounts)
              )
          )
        UNION ALL
        SELECT 'WORKSHOP', w.id, w.held_on
        FROM app.workshop w
        WHERE w.office_id = o.office_id AND w.school_year = year AND w.community_id = community
          AND (
              person IS NULL
              OR EXISTS (
                  SELECT FROM app.workshop_facilitator p
                  WHERE (p.office_id, p.workshop_id) = (w.office_id, w.id)
                    AND p.person_id = ANY (o.accounts)
              )
          )
        UNION ALL
        SELECT 'FINDING', i.id, i.observed_on
        FROM app.finding i
        WHERE i.office_id = o.office_id AND i.school_year = year AND i.community_id = community
          AND (person IS NULL OR i.author_id = ANY (o.accounts))
        UNION ALL
        SELECT 'PROGRESS', g.id, g.observed_on
        FROM app.project_progress g
        JOIN app.project p ON (p.office_id, p.id) = (g.office_id, g.project_id)
        JOIN app.school_year y ON y.label = year
            AND g.observed_on BETWEEN y.starts_on AND y.ends_on
        WHERE g.office_id = o.office_id AND p.community_id = community
    ) f
    WHERE NOT EXISTS (
        SELECT FROM app.annulment n WHERE (n.office_id, n.fact_id) = (o.office_id, f.id)
    );
END
$$;

COMMENT ON FUNCTION records.facts(uuid, uuid, text) IS
    'What counts for the record of a person, or of everybody if NULL, in a community and school '
    'year: facts that are not annulled. A visit counts for the community of the school on its day, '
    'a small group for each community that had a school in it.';

CREATE OR REPLACE FUNCTION records.figures(person uuid, community uuid, year text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
    RETURN (
    WITH due AS (
        SELECT y.ends_on, least(
            access.today(), (y.record_due_at AT TIME ZONE 'Africa/Casablanca')::date - 1) AS day
        FROM app.school_year y WHERE y.label = year
    ), fact AS MATERIALIZED (
        SELECT f.fact, f.id FROM records.facts(person, community, year) f
    ), place AS (
        SELECT count(DISTINCT m.school_id) AS schools,
            count(DISTINCT m.school_id) FILTER (WHERE g.id IS NULL) AS vacancies,
            count(DISTINCT coalesce(p.merged_into_id, p.id)) AS heads
        FROM due d
        JOIN app.school_membership m ON m.office_id = access.office_id()
            AND m.community_id = community
            AND m.valid_from <= d.day AND (m.valid_to IS NULL OR m.valid_to >= d.day)
        LEFT JOIN app.role_grant g ON (g.office_id, g.school_id) = (m.office_id, m.school_id)
            AND g.role = 'SCHOOL_HEAD'
            AND g.valid_from <= d.day AND (g.valid_to IS NULL OR g.valid_to >= d.day)
        LEFT JOIN app.person p ON p.id = g.person_id
    ), visit AS (
        SELECT count(*) AS visits,
            count(*) FILTER (WHERE v.cycle = 'PRIMARY') AS primary_cycle,
            count(*) FILTER (WHERE v.cycle = 'LOWER_SECONDARY') AS lower_secondary,
            count(*) FILTER (WHERE v.cycle = 'UPPER_SECONDARY') AS upper_secondary
        FROM fact f
        JOIN app.visit v ON (v.office_id, v.id) = (access.office_id(), f.id)
        WHERE f.fact = 'VISIT'
    ), small_group AS (
        SELECT count(DISTINCT s.small_group_id) AS small_groups,
            count(*) FILTER (WHERE s.head_attended) AS attendance
        FROM fact f
        JOIN app.small_group_school s
            ON (s.office_id, s.small_group_id) = (access.office_id(), f.id)
        WHERE f.fact = 'SMALL_GROUP' AND s.community_id = community
    ), topic AS (
        SELECT w.topic, w.theme, count(*) AS workshops,
            jsonb_agg(w.held_on ORDER BY w.held_on, w.id) AS dates
        FROM fact f
        JOIN app.workshop w ON (w.office_id, w.id) = (access.office_id(), f.id)
        WHERE f.fact = 'WORKSHOP'
        GROUP BY w.topic, w.theme
    ), finding AS (
        SELECT count(*) FILTER (WHERE i.kind = 'STRENGTH') AS strengths,
            count(*) FILTER (WHERE i.kind = 'WEAKNESS') AS weaknesses
        FROM fact f
        JOIN app.finding i ON (i.office_id, i.id) = (access.office_id(), f.id)
        WHERE f.fact = 'FINDING'
    ), latest AS (
        SELECT DISTINCT ON (g.project_id, g.stage, g.source) g.stage, g.source, g.degree
        FROM due d
        JOIN app.project p ON p.office_id = access.office_id() AND p.community_id = community
            AND p.status <> 'DRAFT' AND year BETWEEN p.first_school_year AND p.last_school_year
        JOIN app.project_progress g ON (g.office_id, g.project_id) = (p.office_id, p.id)
            AND g.observed_on <= d.ends_on
        ORDER BY g.project_id, g.stage, g.source, g.observed_on DESC, g.recorded_at DESC, g.id
    ), progress AS (
        SELECT jsonb_object_agg(s.source, s.stages) AS sources
        FROM (
            SELECT o.source, jsonb_object_agg(t.stage, (
                SELECT jsonb_agg((
                    SELECT count(*) FROM latest l
                    WHERE (l.source, l.stage, l.degree) = (o.source, t.stage, n)
                ) ORDER BY n)
                FROM generate_series(0, 4) n
            )) AS stages
            FROM unnest(ARRAY['OBSERVED', 'DECLARED']) AS o(source)
            CROSS JOIN unnest(ARRAY[
                'DIAGNOSIS', 'PLANNING', 'IMPLEMENTATION', 'MONITORING', 'EVALUATION'
            ]) AS t(stage)
            GROUP BY o.source
        ) s
    )
    SELECT jsonb_build_object(
        'referenceDay', d.day,
        'heads', p.heads, 'schools', p.schools, 'vacancies', p.vacancies,
        'visits', v.visits,
        'visitsByCycle', jsonb_build_object(
            'PRIMARY', v.primary_cycle, 'LOWER_SECONDARY', v.lower_secondary,
            'UPPER_SECONDARY', v.upper_secondary),
        'smallGroups', s.small_groups, 'smallGroupAttendance', s.attendance,
        'workshops', (SELECT coalesce(sum(t.workshops), 0) FROM topic t),
        'topics', (
            SELECT coalesce(jsonb_agg(
                jsonb_build_object('topic', t.topic, 'theme', t.theme, 'dates', t.dates)
                ORDER BY t.dates -> 0, t.topic, t.theme), '[]')
            FROM topic t),
        'strengths', i.strengths, 'weaknesses', i.weaknesses,
        'progress', g.sources
    )
    FROM due d, place p, visit v, small_group s, finding i, progress g
    );
END
$$;

COMMENT ON FUNCTION records.figures(uuid, uuid, text) IS
    'The table of S4.2, computed now, for a person or for the whole community if NULL. Heads, '
    'schools and vacancies are those of today, or of the last day on which the record is in time. '
    'progress has for each source and stage how many projects have reached 0, 1, 2, 3 and 4.';

CREATE OR REPLACE FUNCTION records.findings(person uuid, community uuid, year text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(jsonb_agg(
        jsonb_build_object(
            'id', i.id, 'kind', i.kind, 'theme', i.theme, 'text', i.text,
            'schoolId', i.school_id, 'observedOn', i.observed_on)
        ORDER BY i.kind, i.observed_on, i.id), '[]')
    FROM records.facts(person, community, year) f
    JOIN app.finding i ON (i.office_id, i.id) = (access.office_id(), f.id)
    WHERE f.fact = 'FINDING'
$$;

COMMENT ON FUNCTION records.findings(uuid, uuid, text) IS
    'Strengths and weaknesses of a record with their texts.';

-- What the API shows of a record that the caller may read.

CREATE OR REPLACE FUNCTION records.is_open_to_caller(
    office integer, person uuid, community uuid
) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT office = access.office_id() AND (
        access.has_role('DELEGATE', 'OFFICER')
        OR (person = access.person_id() AND access.has_role('ESCORT'))
        OR community = ANY (access.community_ids())
    )
$$;

COMMENT ON FUNCTION records.is_open_to_caller(integer, uuid, uuid) IS
    'Whether the caller may read what this person did for this community.';

CREATE OR REPLACE FUNCTION records.record_figures(assignment app.assignment) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT records.figures(assignment.person_id, assignment.community_id, assignment.school_year)
    WHERE records.is_open_to_caller(
        assignment.office_id, assignment.person_id, assignment.community_id)
$$;

COMMENT ON FUNCTION records.record_figures(app.assignment) IS
    'The figures that a record of the assignment would have now.';

CREATE OR REPLACE FUNCTION records.community_figures(record app.escort_record) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT records.figures(NULL, record.community_id, record.school_year)
    WHERE records.is_open_to_caller(record.office_id, record.person_id, record.community_id)
$$;

COMMENT ON FUNCTION records.community_figures(app.escort_record) IS
    'The figures of the whole community in that school year, whoever escorted it.';

CREATE OR REPLACE FUNCTION records.addendum(record app.escort_record) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    WITH submitted AS (
        SELECT s.figures, s.fact_ids FROM app.record_submission s
        WHERE (s.office_id, s.record_id) = (record.office_id, record.id)
        ORDER BY s.number DESC LIMIT 1
    ), fact AS MATERIALIZED (
        SELECT f.* FROM records.facts(record.person_id, record.community_id, record.school_year) f
    ), found AS (
        SELECT
            (
                SELECT jsonb_object_agg(k.key, k.value) FROM jsonb_each(records.figures(
                    record.person_id, record.community_id, record.school_year)) k
                WHERE k.key <> 'referenceDay' AND k.value IS DISTINCT FROM s.figures -> k.key
            ) AS figures,
            (
                SELECT jsonb_agg(
                    jsonb_build_object(
                        'fact', f.fact, 'id', f.id, 'occurredOn', f.occurred_on)
                    ORDER BY f.occurred_on, f.id)
                FROM fact f WHERE f.id <> ALL (s.fact_ids)
            ) AS added,
            (
                SELECT jsonb_agg(i.id ORDER BY i.id) FROM unnest(s.fact_ids) AS i(id)
                WHERE NOT EXISTS (SELECT FROM fact f WHERE f.id = i.id)
            ) AS withdrawn
        FROM submitted s
        WHERE records.is_open_to_caller(record.office_id, record.person_id, record.community_id)
    )
    SELECT jsonb_build_object(
        'figures', coalesce(d.figures, '{}'), 'added', coalesce(d.added, '[]'),
        'withdrawn', coalesce(d.withdrawn, '[]'))
    FROM found d
    WHERE d.figures IS NOT NULL OR d.added IS NOT NULL OR d.withdrawn IS NOT NULL
$$;

COMMENT ON FUNCTION records.addendum(app.escort_record) IS
    'What changed since the last submission: the figures that are others now, facts that have come, '
    'and facts that count no more. NULL where nothing changed.';

RESET ROLE;

GRANT USAGE ON SCHEMA records TO mouwakaba_owner, mouwakaba_api;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA records TO mouwakaba_owner;
GRANT EXECUTE ON FUNCTION
    records.small_group_ids(),
    records.workshop_ids(),
    records.escorted_community_ids(),
    records.record_figures(app.assignment),
    records.community_figures(app.escort_record),
    records.addendum(app.escort_record)
TO mouwakaba_api;
