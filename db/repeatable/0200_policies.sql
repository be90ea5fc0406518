-- Who may read which rows. Who may write stands beside the commands: the API itself may not.
--
-- One permissive policy a table says what a caller reads. It holds for mouwakaba_api, and for
-- mouwakaba_owner too, so that a SECURITY DEFINER function sees no more than its caller. Each
-- context function stands in a scalar subquery, which runs once a statement.
--
-- mouwakaba_region, under which whoever holds a role in a region reads, has policies of its own,
-- region_reads. They know the offices of a region and no office; caller_reads knows an office and
-- no region. So the context of the one shows nothing to the database role of the other. Operators
-- of the platform read as mouwakaba_region too, by platform_reads, with neither office nor region.
--
-- The policy "administration" lets mouwakaba_owner do anything, but only in the session of an
-- administrator, that is a member of mouwakaba_owner. SECURITY DEFINER changes the current user,
-- never the session user.

SET LOCAL ROLE mouwakaba_owner;

DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT c.relname
        FROM pg_catalog.pg_class c
        WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p')
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP POLICY IF EXISTS administration ON app.%I', name);
        EXECUTE format(
            'CREATE POLICY administration ON app.%I TO mouwakaba_owner '
            'USING ((SELECT pg_has_role(session_user, ''mouwakaba_owner'', ''MEMBER''))) '
            'WITH CHECK ((SELECT pg_has_role(session_user, ''mouwakaba_owner'', ''MEMBER'')))',
            name
        );
    END LOOP;
END
$$;

-- What access.begin_request reads before there is a context.

DROP POLICY IF EXISTS context_office ON app.office;
CREATE POLICY context_office ON app.office FOR SELECT TO mouwakaba_owner
    USING (true);

DROP POLICY IF EXISTS context_role_grant ON app.role_grant;
CREATE POLICY context_role_grant ON app.role_grant FOR SELECT TO mouwakaba_owner
    USING (person_id = (SELECT access.person_id()));

DROP POLICY IF EXISTS context_regional_grant ON app.regional_grant;
CREATE POLICY context_regional_grant ON app.regional_grant FOR SELECT TO mouwakaba_owner
    USING (person_id = (SELECT access.person_id()));

DROP POLICY IF EXISTS context_platform_grant ON app.platform_grant;
CREATE POLICY context_platform_grant ON app.platform_grant FOR SELECT TO mouwakaba_owner
    USING (person_id = (SELECT access.person_id()));

-- What a caller reads.

DROP POLICY IF EXISTS caller_reads ON app.region;
CREATE POLICY caller_reads ON app.region FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        code = (SELECT o.region_code FROM app.office o WHERE o.id = (SELECT access.office_id()))
    );

DROP POLICY IF EXISTS caller_reads ON app.office;
CREATE POLICY caller_reads ON app.office FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (id = (SELECT access.office_id()));

DROP POLICY IF EXISTS caller_reads ON app.school_year;
CREATE POLICY caller_reads ON app.school_year FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING ((SELECT access.office_id()) IS NOT NULL);

DROP POLICY IF EXISTS caller_reads ON app.zone;
CREATE POLICY caller_reads ON app.zone FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS caller_reads ON app.community;
CREATE POLICY caller_reads ON app.community FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS caller_reads ON app.school;
CREATE POLICY caller_reads ON app.school FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (office_id = (SELECT access.office_id()));

DROP POLICY IF EXISTS caller_reads ON app.office_person;
CREATE POLICY caller_reads ON app.office_person FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role(
                'DELEGATE', 'OFFICER', 'COORDINATOR', 'ESCORT', 'SCHOOL_HEAD'
            ))
            OR person_id = (SELECT access.person_id())
        )
    );

-- The inner table is under its own policy: it decides both the office and the roles.
DROP POLICY IF EXISTS caller_reads ON app.person;
CREATE POLICY caller_reads ON app.person FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        EXISTS (
            SELECT FROM app.office_person p
            WHERE p.person_id = person.id
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.role_grant;
CREATE POLICY caller_reads ON app.role_grant FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR person_id = (SELECT access.person_id())
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.assignment;
CREATE POLICY caller_reads ON app.assignment FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                person_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR community_id = ANY ((SELECT access.community_ids())::uuid[])
            OR (
                (SELECT access.reads_figures())
                AND id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
            )
        )
    );

DROP POLICY IF EXISTS caller_reads ON app.visit;
CREATE POLICY caller_reads ON app.visit FOR SELECT TO mouwakaba_api, mouwakaba_owner
    USING (
        office_id = (SELECT access.office_id())
        AND (
            (SELECT access.has_role('DELEGATE', 'OFFICER'))
            OR (
                escort_id = (SELECT access.person_id())
                AND (SELECT access.has_role('ESCORT'))
            )
            OR school_id = ANY ((SELECT access.school_ids())::uuid[])
            OR (
                (SELECT access.reads_figures())
                AND id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
            )
        )
    );

-- What a caller reads across the offices of a region: places, and rows that stand behind figures.
-- There is none for persons.

-- The inner table is under its own policy.
DROP POLICY IF EXISTS region_reads ON app.region;
CREATE POLICY region_reads ON app.region FOR SELECT TO mouwakaba_region
    USING (EXISTS (SELECT FROM app.office o WHERE o.region_code = region.code));

DROP POLICY IF EXISTS region_reads ON app.office;
CREATE POLICY region_reads ON app.office FOR SELECT TO mouwakaba_region
    USING (id = ANY ((SELECT access.office_ids())::integer[]));

DROP POLICY IF EXISTS region_reads ON app.school_year;
CREATE POLICY region_reads ON app.school_year FOR SELECT TO mouwakaba_region
    USING ((SELECT access.office_ids()) IS NOT NULL);

DROP POLICY IF EXISTS region_reads ON app.zone;
CREATE POLICY region_reads ON app.zone FOR SELECT TO mouwakaba_region
    USING (office_id = ANY ((SELECT access.office_ids())::integer[]));

DROP POLICY IF EXISTS region_reads ON app.community;
CREATE POLICY region_reads ON app.community FOR SELECT TO mouwakaba_region
    USING (office_id = ANY ((SELECT access.office_ids())::integer[]));

DROP POLICY IF EXISTS region_reads ON app.school;
CREATE POLICY region_reads ON app.school FOR SELECT TO mouwakaba_region
    USING (office_id = ANY ((SELECT access.office_ids())::integer[]));

DROP POLICY IF EXISTS region_reads ON app.assignment;
CREATE POLICY region_reads ON app.assignment FOR SELECT TO mouwakaba_region
    USING (
        office_id = ANY ((SELECT access.office_ids())::integer[])
        AND (SELECT access.reads_figures())
        AND id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
    );

DROP POLICY IF EXISTS region_reads ON app.visit;
CREATE POLICY region_reads ON app.visit FOR SELECT TO mouwakaba_region
    USING (
        office_id = ANY ((SELECT access.office_ids())::integer[])
        AND (SELECT access.reads_figures())
        AND id <> ALL ((SELECT conflict.annulled_fact_ids())::uuid[])
    );

-- What operators of the platform read: which offices and school years there are; and regions, by
-- region_reads, since they see the offices.

DROP POLICY IF EXISTS platform_reads ON app.office;
CREATE POLICY platform_reads ON app.office FOR SELECT TO mouwakaba_region
    USING ((SELECT access.has_role('PLATFORM')));

DROP POLICY IF EXISTS platform_reads ON app.school_year;
CREATE POLICY platform_reads ON app.school_year FOR SELECT TO mouwakaba_region
    USING ((SELECT access.has_role('PLATFORM')));

RESET ROLE;
