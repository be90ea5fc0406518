-- Roles, namespaces and the one extension. Run by an administrator: a superuser, or the owner of
-- the database with CREATEROLE. Later migrations work as mouwakaba_owner.

-- Roles belong to the cluster, so another database of it may hold them already or be creating
-- them at this moment. The loser of that race waits for the winner and then finds the role made.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mouwakaba_owner') THEN
        CREATE ROLE mouwakaba_owner
            NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mouwakaba_api') THEN
        CREATE ROLE mouwakaba_api
            LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- SET ROLE needs membership; a superuser does not.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        GRANT mouwakaba_owner TO CURRENT_USER;
    END IF;
EXCEPTION WHEN unique_violation THEN NULL;
END
$$;

-- A role of that name which can pass row-level security must not serve requests.
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_catalog.pg_roles
        WHERE rolname = 'mouwakaba_api'
          AND (rolsuper OR rolbypassrls OR pg_has_role(rolname, 'mouwakaba_owner', 'MEMBER'))
    ) THEN
        RAISE EXCEPTION 'role mouwakaba_api can bypass row-level security'
            USING HINT = 'ALTER ROLE mouwakaba_api NOSUPERUSER NOBYPASSRLS; '
                'REVOKE mouwakaba_owner FROM mouwakaba_api;';
    END IF;
END
$$;

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO mouwakaba_api', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO mouwakaba_owner', current_database());
END
$$;

CREATE SCHEMA IF NOT EXISTS extensions;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA extensions;

CREATE SCHEMA app AUTHORIZATION mouwakaba_owner;
CREATE SCHEMA access AUTHORIZATION mouwakaba_owner;

COMMENT ON SCHEMA extensions IS
    'Extensions: btree_gist, for exclusion constraints that mix equality with date ranges.';

SET LOCAL ROLE mouwakaba_owner;

COMMENT ON SCHEMA app IS
    'Tables of the domain. Row-level security is forced on every one of them.';
COMMENT ON SCHEMA access IS
    'Functions that set and read the context of a request, for use by row-level security policies.';

-- PostgreSQL lets PUBLIC execute every new function; here each grant is written out.
ALTER DEFAULT PRIVILEGES FOR ROLE mouwakaba_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Alphabetical orders of the two languages, with numbers in a name compared by their value.
CREATE COLLATION app.arabic (provider = icu, locale = 'ar-MA-u-kn-true');
CREATE COLLATION app.french (provider = icu, locale = 'fr-MA-u-kn-true');

COMMENT ON COLLATION app.arabic IS 'Arabic alphabetical order; numbers in names by value.';
COMMENT ON COLLATION app.french IS 'French alphabetical order; numbers in names by value.';

RESET ROLE;
