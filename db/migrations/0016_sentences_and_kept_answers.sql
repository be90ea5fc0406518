-- What rules say in each language, and the answers that are given again to a request sent twice.

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.sentence (
    rule text NOT NULL,
    language text NOT NULL,
    sentence text NOT NULL,
    CONSTRAINT sentence_pkey PRIMARY KEY (rule, language),
    CONSTRAINT sentence_language_is_served CHECK (language IN ('ar', 'en', 'fr')),
    CONSTRAINT sentence_is_stated CHECK (btrim(sentence) <> '')
);

COMMENT ON TABLE app.sentence IS
    'What a caller reads where a command would break a rule. The server reads it once, at its '
    'start.';
COMMENT ON COLUMN app.sentence.rule IS
    'The name that api.refuse raises, or that of a constraint.';
COMMENT ON COLUMN app.sentence.sentence IS
    'A whole sentence. {name} stands for the fact of that name that the rule is raised with; a '
    'sentence of a constraint has none.';

CREATE TABLE app.kept_answer (
    office_id integer NOT NULL,
    person_id uuid NOT NULL,
    key text NOT NULL,
    digest bytea NOT NULL,
    outcome text,
    answer bytea,
    kept_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT kept_answer_pkey PRIMARY KEY (office_id, person_id, key),
    CONSTRAINT kept_answer_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT kept_answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT kept_answer_outcome_is_known
        CHECK (outcome IN ('EXECUTED', 'EXECUTED_WITH_ERRORS', 'REFUSED')),
    CONSTRAINT kept_answer_has_its_outcome CHECK ((answer IS NULL) = (outcome IS NULL))
);

CREATE INDEX kept_answer_by_age ON app.kept_answer (office_id, kept_at);
CREATE INDEX kept_answer_by_person ON app.kept_answer (person_id);

COMMENT ON TABLE app.kept_answer IS
    'The answer to commands that were done under an Idempotency-Key, for the same request sent '
    'again. Nobody reads it but the server, in the name of the same person.';
COMMENT ON COLUMN app.kept_answer.digest IS 'SHA-256 of the request, which tells it from others.';
COMMENT ON COLUMN app.kept_answer.answer IS
    'The bytes of the response; absent only while its transaction runs.';

CREATE FUNCTION app.require_answer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM app.kept_answer k
        WHERE k.office_id = NEW.office_id AND k.person_id = NEW.person_id AND k.key = NEW.key
          AND k.answer IS NULL
    ) THEN
        RAISE EXCEPTION 'a key was claimed and no answer kept'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME,
                SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION app.require_answer() IS
    'Trigger: refuses to commit commands under a key without the answer that goes with them.';

-- The row as it was inserted has no answer, so what it has when the transaction ends is read.
CREATE CONSTRAINT TRIGGER claimed_key_has_its_answer
    AFTER INSERT OR UPDATE ON app.kept_answer
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.answer IS NULL) EXECUTE FUNCTION app.require_answer();

ALTER TABLE app.sentence ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.sentence FORCE ROW LEVEL SECURITY;
ALTER TABLE app.kept_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.kept_answer FORCE ROW LEVEL SECURITY;

RESET ROLE;
