-- Search in Arabic and French names, whatever their spelling.
--
-- Row-level security lets an index serve a condition only if its operator is leakproof: others run
-- after the policy, row by row. LIKE is not marked so. Here it gets an operator of its own that is:
-- it tells nothing of its operands but whether they match, and no pattern of app.search_pattern can
-- make it fail. Only a superuser can mark a function so. Without one the same operator works, but
-- no index serves it.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA extensions;

DO $$
BEGIN
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        CREATE FUNCTION app.search_like(text, text) RETURNS boolean
            LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
            AS 'textlike';
    ELSE
        CREATE FUNCTION app.search_like(text, text) RETURNS boolean
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN $1 LIKE $2;
    END IF;
END
$$;

COMMENT ON FUNCTION app.search_like(text, text) IS 'LIKE, leakproof where a superuser migrated.';
ALTER FUNCTION app.search_like(text, text) OWNER TO mouwakaba_owner;

CREATE OPERATOR app.~~ (
    LEFTARG = text, RIGHTARG = text, FUNCTION = app.search_like,
    RESTRICT = likesel, JOIN = likejoinsel
);
ALTER OPERATOR app.~~ (text, text) OWNER TO mouwakaba_owner;

-- The trigrams of pg_trgm, for that operator.
DO $$
BEGIN
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        CREATE OPERATOR CLASS app.search_ops FOR TYPE text USING gin AS
            OPERATOR 3 app.~~ (text, text),
            FUNCTION 1 btint4cmp (int4, int4),
            FUNCTION 2 extensions.gin_extract_value_trgm (text, internal),
            FUNCTION 3 extensions.gin_extract_query_trgm (
                text, internal, int2, internal, internal, internal, internal),
            FUNCTION 4 extensions.gin_trgm_consistent (
                internal, int2, text, int4, internal, internal, internal, internal),
            FUNCTION 6 extensions.gin_trgm_triconsistent (
                internal, int2, text, int4, internal, internal, internal),
            STORAGE int4;
    END IF;
END
$$;

SET LOCAL ROLE mouwakaba_owner;

-- Decomposed, so that a hamza, a madda or an accent is a mark of its own and goes with the marks of
-- vowels and the tatweel: أ إ آ are ا, ؤ is و, ئ is ي, é is e. Then ٱ is ا, ى is ي, ة is ه, digits
-- are those of ASCII, words stand apart by one space and have lost the article ال.
CREATE FUNCTION app.fold_text(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN btrim(
        regexp_replace(
            regexp_replace(
                translate(
                    regexp_replace(
                        lower(normalize(value, NFKD) COLLATE "C"),
                        U&'[\0300-\036F\0640\064B-\065F\0670]', '', 'g'
                    ),
                    'ٱىةیک٠١٢٣٤٥٦٧٨٩', 'ايهيك0123456789'
                ),
                '[][\s%_\\.,;:!?()''"«»،؛؟/–—-]+', ' ', 'g'
            ),
            '(^| )ال(?=[^ ]{2})', '\1', 'g'
        )
    );

COMMENT ON FUNCTION app.fold_text(text) IS
    'Text as searches compare it: one spelling for all forms of a letter, without marks, case, '
    'punctuation and the article.';

CREATE FUNCTION app.search_pattern(words text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN '%' || replace(app.fold_text(words), ' ', '%') || '%';

COMMENT ON FUNCTION app.search_pattern(text) IS
    'Pattern of LIKE for a folded text that has these words one after another.';

ALTER TABLE app.community ADD COLUMN search_text text NOT NULL
    GENERATED ALWAYS AS (app.fold_text(name_ar || ' ' || name_fr)) STORED;
ALTER TABLE app.school ADD COLUMN search_text text NOT NULL
    GENERATED ALWAYS AS (
        app.fold_text(
            name_ar || ' ' || name_fr || ' ' || gresa_code || ' '
            || municipality_ar || ' ' || municipality_fr
        )
    ) STORED;
ALTER TABLE app.person ADD COLUMN search_text text NOT NULL
    GENERATED ALWAYS AS (
        app.fold_text(
            first_name_ar || ' ' || last_name_ar || ' ' || first_name_fr || ' ' || last_name_fr
        )
    ) STORED;

COMMENT ON COLUMN app.community.search_text IS 'What searches look into: folded names.';
COMMENT ON COLUMN app.school.search_text IS
    'What searches look into: folded names, code and municipality.';
COMMENT ON COLUMN app.person.search_text IS 'What searches look into: folded names.';

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_opclass WHERE opcname = 'search_ops') THEN
        CREATE INDEX community_by_search ON app.community
            USING gin (office_id, search_text app.search_ops);
        CREATE INDEX school_by_search ON app.school
            USING gin (office_id, search_text app.search_ops);
        CREATE INDEX person_by_search ON app.person USING gin (search_text app.search_ops);
    END IF;
END
$$;

RESET ROLE;
