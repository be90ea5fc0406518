-- The facts F1 to F5 that say that a person escorted a community (charter, S2.c and S2.d), whatever
-- table holds them. Annulled ones are none. The view reads as its caller.
--
-- A visit is one to the community that the school belonged to on that day, as is known today, and
-- as was known at any time since the visit was entered: a move that is dated back launders nothing,
-- nor does a second one. A small group likewise, for each of its schools.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE VIEW app.escorting_fact (
    office_id, fact, fact_id, person_id, community_id, school_id, occurred_on, lasted_until
) WITH (security_invoker = true) AS
    SELECT f.*
    FROM (
        SELECT a.office_id, 'ASSIGNMENT'::text, a.id AS fact_id, a.person_id, a.community_id,
            NULL::uuid, a.starts_on, a.ends_on
        FROM app.assignment a
        UNION ALL
        SELECT v.office_id, 'VISIT', v.id, v.escort_id,
            coalesce(m.community_id, s.community_id), v.school_id, v.visited_on, v.visited_on
        FROM app.visit v
        JOIN app.school s ON (s.office_id, s.id) = (v.office_id, v.school_id)
        LEFT JOIN app.school_membership m
            ON (m.office_id, m.school_id) = (v.office_id, v.school_id)
            AND m.valid_from <= v.visited_on
            AND (
                m.valid_to IS NULL OR m.valid_to >= v.visited_on
                OR m.ended_at > v.recorded_at
            )
        UNION ALL
        SELECT g.office_id, 'SMALL_GROUP', g.id, p.person_id, c.id, s.school_id,
            g.held_on, g.held_on
        FROM app.small_group_facilitator p
        JOIN app.small_group g ON (g.office_id, g.id) = (p.office_id, p.small_group_id)
        JOIN app.small_group_school s ON (s.office_id, s.small_group_id) = (g.office_id, g.id)
        CROSS JOIN LATERAL (
            SELECT s.community_id
            UNION ALL
            SELECT m.community_id
            FROM app.school_membership m
            WHERE (m.office_id, m.school_id) = (s.office_id, s.school_id)
              AND m.community_id <> s.community_id
              AND m.valid_from <= g.held_on
              AND (
                  m.valid_to IS NULL OR m.valid_to >= g.held_on
                  OR m.ended_at > g.recorded_at
              )
        ) c (id)
        UNION ALL
        SELECT w.office_id, 'WORKSHOP', w.id, p.person_id, w.community_id, NULL,
            w.held_on, w.held_on
        FROM app.workshop_facilitator p
        JOIN app.workshop w ON (w.office_id, w.id) = (p.office_id, p.workshop_id)
        UNION ALL
        SELECT h.office_id, 'HISTORY', h.id, h.person_id, h.community_id, NULL,
            y.starts_on, y.ends_on
        FROM app.escorting_history h
        JOIN app.school_year y ON y.label = h.school_year
    ) f
    WHERE NOT EXISTS (
        SELECT FROM app.annulment n WHERE (n.office_id, n.fact_id) = (f.office_id, f.fact_id)
    );

COMMENT ON VIEW app.escorting_fact IS
    'Who escorted which community, by a fact of any kind that is not annulled.';
COMMENT ON COLUMN app.escorting_fact.occurred_on IS
    'Its day, or the first day of an assignment or of a school year known from paper.';
COMMENT ON COLUMN app.escorting_fact.lasted_until IS 'Its last day.';

RESET ROLE;
