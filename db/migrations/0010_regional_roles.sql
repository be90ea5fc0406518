-- Roles held in a region, across its offices, and the database role under which they read.
--
-- Policies of mouwakaba_api compare office_id with one office, which is what their indexes are
-- made for, and must not learn of any exception. So whoever reads several offices does it as
-- another role, with policies of its own.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mouwakaba_region') THEN
        CREATE ROLE mouwakaba_region
            NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- Sessions of the API may take the role on.
DO $$
BEGIN
    IF NOT pg_has_role('mouwakaba_api', 'mouwakaba_region', 'MEMBER') THEN
        GRANT mouwakaba_region TO mouwakaba_api;
    END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END
$$;

-- They must not have its privileges before they do, nor it those of others.
DO $$
BEGIN
    IF pg_has_role('mouwakaba_api', 'mouwakaba_region', 'USAGE') THEN
        RAISE EXCEPTION 'role mouwakaba_api inherits the privileges of mouwakaba_region'
            USING HINT = 'ALTER ROLE mouwakaba_api NOINHERIT; '
                'REVOKE mouwakaba_region FROM mouwakaba_api;';
    END IF;
    IF EXISTS (
        SELECT FROM pg_catalog.pg_roles
        WHERE rolname = 'mouwakaba_region'
          AND (rolsuper OR rolbypassrls OR pg_has_role(rolname, 'mouwakaba_owner', 'MEMBER'))
    ) THEN
        RAISE EXCEPTION 'role mouwakaba_region can bypass row-level security'
            USING HINT = 'ALTER ROLE mouwakaba_region NOSUPERUSER NOBYPASSRLS; '
                'REVOKE mouwakaba_owner FROM mouwakaba_region;';
    END IF;
END
$$;

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.regional_grant (
    region_code text NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    role text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT regional_grant_pkey PRIMARY KEY (region_code, id),
    CONSTRAINT regional_grant_region_code_fkey
        FOREIGN KEY (region_code) REFERENCES app.region (code),
    CONSTRAINT regional_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT regional_grant_role_is_known CHECK (role IN ('REGIONAL_ANALYST')),
    CONSTRAINT regional_grant_ends_after_it_starts CHECK (valid_to >= valid_from),
    CONSTRAINT regional_grants_do_not_repeat EXCLUDE USING gist (
        region_code WITH =,
        person_id WITH =,
        role WITH =,
        daterange(valid_from, valid_to, '[]') WITH &&
    )
);

-- Covers access.begin_request, as role_grant_by_person does.
CREATE INDEX regional_grant_by_person
    ON app.regional_grant (region_code, person_id, valid_from, id) INCLUDE (role, valid_to);

COMMENT ON TABLE app.regional_grant IS
    'A role that a person holds in a region during a period. Ended by setting valid_to, never '
    'deleted. It makes nobody a person of an office.';
COMMENT ON COLUMN app.regional_grant.role IS 'None of the roles of app.role_grant.';
COMMENT ON COLUMN app.regional_grant.valid_from IS 'First day of the role.';
COMMENT ON COLUMN app.regional_grant.valid_to IS
    'Last day of the role, included; absent while open.';

ALTER TABLE app.regional_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.regional_grant FORCE ROW LEVEL SECURITY;

RESET ROLE;
