-- Commands that correct facts and change where schools and communities belong; by the delegate.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE FUNCTION api.take_over_history(
    person_id uuid, community_id uuid, school_year text, source text,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.require_role('DELEGATE', 'OFFICER');
    PERFORM api.require_community(take_over_history.community_id);
    PERFORM api.require_person(take_over_history.person_id);
    INSERT INTO app.escorting_history AS h (
        office_id, person_id, community_id, school_year, source, recorded_by_id
    ) VALUES (
        access.office_id(), take_over_history.person_id, take_over_history.community_id,
        take_over_history.school_year, take_over_history.source, access.person_id()
    )
    RETURNING h.office_id, h.id INTO take_over_history.office_id, take_over_history.id;
END
$$;

COMMENT ON FUNCTION api.take_over_history(uuid, uuid, text, text) IS
    'Records from paper that a person escorted a community in a school year (F5). Rules: '
    'caller_has_the_role, community_is_known, person_is_known, escorting_history_key.';

CREATE OR REPLACE FUNCTION api.require_community(community uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.community c
        WHERE c.office_id = access.office_id() AND c.id = community AND c.dissolved_on IS NULL
    ) THEN
        PERFORM api.refuse(
            'community_is_known', 'There is no such community in your office today.',
            jsonb_build_object('communityId', community));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_community(uuid) IS
    'Refuses a community that is none of the office today. Rule: community_is_known.';

CREATE OR REPLACE FUNCTION api.require_person(person uuid) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM app.office_person p
        WHERE p.office_id = access.office_id() AND p.person_id = person
    ) THEN
        PERFORM api.refuse(
            'person_is_known', 'There is no such person in your office.',
            jsonb_build_object('personId', person));
    END IF;
END
$$;

COMMENT ON FUNCTION api.require_person(uuid) IS
    'Refuses a person who is none of the office. Rule: person_is_known.';

CREATE OR REPLACE FUNCTION api.annul_fact(
    fact text, fact_id uuid, reason text, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
BEGIN
    PERFORM api.require_role('DELEGATE');
    PERFORM conflict.lock_territory(office, true);
    PERFORM conflict.require_annullable(office, annul_fact.fact, annul_fact.fact_id);
    INSERT INTO app.annulment AS n (office_id, fact_id, fact, reason, annulled_by_id)
    VALUES (
        office, annul_fact.fact_id, annul_fact.fact, annul_fact.reason, access.person_id())
    RETURNING n.office_id, n.id INTO annul_fact.office_id, annul_fact.id;
END
$$;

COMMENT ON FUNCTION api.annul_fact(text, uuid, text) IS
    'Says that a recorded fact is false, with a reason. It stays as it was recorded and counts for '
    'nothing. Rules: caller_has_the_role, fact_is_known, annulled_fact_is_of_others, '
    'fact_is_not_under_selection, assignment_has_no_act, annulment_once_a_fact.';

CREATE OR REPLACE FUNCTION api.move_school(
    school_id uuid, community_id uuid, moved_on date, OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
BEGIN
    PERFORM api.require_role('DELEGATE');
    PERFORM api.require_community(move_school.community_id);
    PERFORM conflict.lock_territory(office, true);
    IF NOT EXISTS (
        SELECT FROM app.school s WHERE s.office_id = office AND s.id = move_school.school_id
    ) THEN
        PERFORM api.refuse(
            'school_is_known', 'There is no such school in your office.',
            jsonb_build_object('schoolId', move_school.school_id));
    END IF;
    PERFORM api.relocate(ARRAY[move_school.school_id], move_school.community_id, moved_on);
    move_school.office_id := office;
    move_school.id := move_school.school_id;
END
$$;

COMMENT ON FUNCTION api.move_school(uuid, uuid, date) IS
    'Moves a school to another community from a day on. What it was before is kept. Rules: '
    'caller_has_the_role, community_is_known, school_is_known, school_moves_elsewhere_later.';

CREATE OR REPLACE FUNCTION api.relocate(schools uuid[], community uuid, moved_on date) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    office integer := access.office_id();
BEGIN
    IF moved_on > access.today() OR EXISTS (
        SELECT FROM app.school_membership m
        WHERE m.office_id = office AND m.school_id = ANY (schools) AND m.valid_to IS NULL
          AND (m.valid_from >= moved_on OR m.community_id = community)
    ) THEN
        PERFORM api.refuse(
            'school_moves_elsewhere_later',
            'A school moves to another community than its own, today at the latest and after its '
            'last move; {movedOn} does not do.',
            jsonb_build_object('movedOn', moved_on, 'communityId', community));
    END IF;
    UPDATE app.school_membership m SET valid_to = moved_on - 1, ended_at = clock_timestamp()
    WHERE m.office_id = office AND m.school_id = ANY (schools) AND m.valid_to IS NULL;
    INSERT INTO app.school_membership (office_id, school_id, community_id, valid_from)
    SELECT office, s, community, moved_on FROM unnest(schools) AS s;
    UPDATE app.school s SET community_id = community
    WHERE s.office_id = office AND s.id = ANY (schools);
END
$$;

COMMENT ON FUNCTION api.relocate(uuid[], uuid, date) IS
    'Moves schools to another community. Rule: school_moves_elsewhere_later.';

CREATE OR REPLACE FUNCTION api.found_community(
    model uuid, number integer, name text, name_fr text, founded_on date
) RETURNS uuid
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    founded uuid;
BEGIN
    INSERT INTO app.community (
        office_id, zone_id, number, name_ar, name_fr, established_on)
    SELECT c.office_id, c.zone_id, found_community.number, name, found_community.name_fr,
        founded_on
    FROM app.community c WHERE c.office_id = access.office_id() AND c.id = model
    RETURNING id INTO founded;
    RETURN founded;
END
$$;

COMMENT ON FUNCTION api.found_community(uuid, integer, text, text, date) IS
    'Founds a community in the zone of another one.';

CREATE OR REPLACE FUNCTION api.split_community(
    community_id uuid, school_ids text[], number integer, name text, name_fr text, split_on date,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    schools uuid[];
BEGIN
    PERFORM api.require_role('DELEGATE');
    PERFORM api.require_community(split_community.community_id);
    PERFORM conflict.lock_territory(office, true);
    SELECT array_agg(s.id) INTO schools
    FROM app.school s
    WHERE s.office_id = office AND s.community_id = split_community.community_id
      AND s.id::text = ANY (split_community.school_ids);
    IF schools IS NULL OR cardinality(schools) <> cardinality(split_community.school_ids) THEN
        PERFORM api.refuse(
            'split_takes_schools_of_the_community',
            'The new community takes one school or more of the old one, each named once.',
            jsonb_build_object('communityId', split_community.community_id));
    END IF;
    split_community.office_id := office;
    split_community.id := api.found_community(
        split_community.community_id, split_community.number, split_community.name,
        split_community.name_fr, split_on);
    INSERT INTO app.community_lineage (office_id, ancestor_id, descendant_id, kind, happened_on)
    VALUES (office, split_community.community_id, split_community.id, 'SPLIT', split_on);
    PERFORM api.relocate(schools, split_community.id, split_on);
END
$$;

COMMENT ON FUNCTION api.split_community(uuid, text[], integer, text, text, date) IS
    'Founds a community with some schools of another one. Who escorted the old one has escorted '
    'the new one (A6). Rules: caller_has_the_role, community_is_known, '
    'split_takes_schools_of_the_community, school_moves_elsewhere_later, community_number_key.';

CREATE OR REPLACE FUNCTION api.merge_communities(
    community_ids text[], number integer, name text, name_fr text, merged_on date,
    OUT office_id integer, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    office integer := access.office_id();
    merged uuid[];
    schools uuid[];
BEGIN
    PERFORM api.require_role('DELEGATE');
    PERFORM conflict.lock_territory(office, true);
    SELECT array_agg(c.id ORDER BY c.number) INTO merged
    FROM app.community c
    WHERE c.office_id = office AND c.dissolved_on IS NULL
      AND c.id::text = ANY (merge_communities.community_ids);
    IF coalesce(cardinality(merged), 0) < 2
        OR cardinality(merged) <> cardinality(merge_communities.community_ids)
    THEN
        PERFORM api.refuse(
            'merge_takes_communities_of_the_office',
            'Two communities of your office or more are merged, each named once.');
    END IF;
    merge_communities.office_id := office;
    merge_communities.id := api.found_community(
        merged[1], merge_communities.number, merge_communities.name, merge_communities.name_fr,
        merged_on);
    SELECT array_agg(s.id) INTO schools FROM app.school s
    WHERE s.office_id = office AND s.community_id = ANY (merged);
    INSERT INTO app.community_lineage (office_id, ancestor_id, descendant_id, kind, happened_on)
    SELECT office, m, merge_communities.id, 'MERGE', merged_on FROM unnest(merged) AS m;
    PERFORM api.relocate(coalesce(schools, '{}'), merge_communities.id, merged_on);
    UPDATE app.community c SET dissolved_on = merged_on
    WHERE c.office_id = office AND c.id = ANY (merged);
END
$$;

COMMENT ON FUNCTION api.merge_communities(text[], integer, text, text, date) IS
    'Makes one community of several. Who escorted one of them has escorted all (A6). Rules: '
    'caller_has_the_role, merge_takes_communities_of_the_office, school_moves_elsewhere_later, '
    'community_number_key.';

CREATE OR REPLACE FUNCTION api.merge_persons(
    person_id uuid, duplicate_id uuid, OUT id uuid
)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    PERFORM api.require_role('DELEGATE');
    PERFORM api.require_person(merge_persons.person_id);
    PERFORM api.require_person(merge_persons.duplicate_id);
    PERFORM conflict.lock_territory(access.office_id(), true);
    IF merge_persons.person_id = merge_persons.duplicate_id OR EXISTS (
        SELECT FROM app.person p
        WHERE p.id = merge_persons.person_id AND p.merged_into_id IS NOT NULL
    ) OR EXISTS (
        SELECT FROM app.person p
        WHERE p.merged_into_id = merge_persons.duplicate_id
           OR (p.id = merge_persons.duplicate_id AND p.merged_into_id IS NOT NULL)
    ) THEN
        PERFORM api.refuse(
            'merged_accounts_stand_alone',
            'An account is merged into another one that stands, and neither was merged before.');
    END IF;
    UPDATE app.person p SET merged_into_id = merge_persons.person_id
    WHERE p.id = merge_persons.duplicate_id;
    -- The policy delegate_merges hides the accounts of others.
    IF NOT FOUND THEN
        PERFORM api.refuse(
            'duplicate_is_employed_by_the_office',
            'The office that employs the person of an account says that it is another one''s.',
            jsonb_build_object('personId', merge_persons.duplicate_id));
    END IF;
    merge_persons.id := merge_persons.person_id;
END
$$;

COMMENT ON FUNCTION api.merge_persons(uuid, uuid) IS
    'Says that two accounts are one person: the facts of both are theirs (A19). Rules: '
    'caller_has_the_role, person_is_known, merged_accounts_stand_alone, '
    'duplicate_is_employed_by_the_office.';

-- What the owner may enter for a delegate.

DROP POLICY IF EXISTS caller_records ON app.annulment;
CREATE POLICY caller_records ON app.annulment FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND annulled_by_id = (SELECT access.person_id())
        AND (SELECT access.has_role('DELEGATE'))
    );

DROP POLICY IF EXISTS caller_records ON app.escorting_history;
CREATE POLICY caller_records ON app.escorting_history FOR INSERT TO mouwakaba_owner
    WITH CHECK (
        office_id = (SELECT access.office_id())
        AND (SELECT access.has_role('DELEGATE', 'OFFICER'))
    );

DROP POLICY IF EXISTS delegate_founds ON app.community;
CREATE POLICY delegate_founds ON app.community FOR INSERT TO mouwakaba_owner
    WITH CHECK (office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE')));

DROP POLICY IF EXISTS delegate_dissolves ON app.community;
CREATE POLICY delegate_dissolves ON app.community FOR UPDATE TO mouwakaba_owner
    USING (office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE')))
    WITH CHECK (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS delegate_traces ON app.community_lineage;
CREATE POLICY delegate_traces ON app.community_lineage FOR INSERT TO mouwakaba_owner
    WITH CHECK (office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE')));

DROP POLICY IF EXISTS delegate_moves ON app.school;
CREATE POLICY delegate_moves ON app.school FOR UPDATE TO mouwakaba_owner
    USING (office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE')))
    WITH CHECK (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS delegate_moves ON app.school_membership;
CREATE POLICY delegate_moves ON app.school_membership TO mouwakaba_owner
    USING (office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE')))
    WITH CHECK (office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE')));

-- Only the office that employs a person says that an account of theirs is another person's.
DROP POLICY IF EXISTS delegate_merges ON app.person;
CREATE POLICY delegate_merges ON app.person FOR UPDATE TO mouwakaba_owner
    USING (
        home_office_id = (SELECT access.office_id()) AND (SELECT access.has_role('DELEGATE'))
    )
    WITH CHECK (home_office_id = (SELECT access.office_id()));

RESET ROLE;
