-- A fact that was annulled frees its place: the same assignment, or the same year from paper, may be
-- recorded again. What was annulled is known by a key into the annulments, so that nothing else
-- frees a place.

SET LOCAL ROLE mouwakaba_owner;

ALTER TABLE app.assignment
    ADD COLUMN annulled_fact_id uuid,
    ADD CONSTRAINT assignment_annulment_fkey
        FOREIGN KEY (office_id, annulled_fact_id) REFERENCES app.annulment (office_id, fact_id),
    ADD CONSTRAINT assignment_is_itself_annulled CHECK (annulled_fact_id = id);

ALTER TABLE app.escorting_history
    ADD COLUMN annulled_fact_id uuid,
    ADD CONSTRAINT escorting_history_annulment_fkey
        FOREIGN KEY (office_id, annulled_fact_id) REFERENCES app.annulment (office_id, fact_id),
    ADD CONSTRAINT escorting_history_is_itself_annulled CHECK (annulled_fact_id = id);

COMMENT ON COLUMN app.assignment.annulled_fact_id IS
    'The id of the assignment once it was annulled. Kept by a trigger.';
COMMENT ON COLUMN app.escorting_history.annulled_fact_id IS
    'The id of the fact once it was annulled. Kept by a trigger.';

-- The owner reads and writes all rows until the end of this file.
ALTER TABLE app.assignment DISABLE TRIGGER USER;
ALTER TABLE app.escorting_history DISABLE TRIGGER USER;
ALTER TABLE app.annulment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.assignment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.escorting_history NO FORCE ROW LEVEL SECURITY;

UPDATE app.assignment a
SET annulled_fact_id = n.fact_id
FROM app.annulment n
WHERE n.fact = 'ASSIGNMENT' AND (n.office_id, n.fact_id) = (a.office_id, a.id);

UPDATE app.escorting_history h
SET annulled_fact_id = n.fact_id
FROM app.annulment n
WHERE n.fact = 'HISTORY' AND (n.office_id, n.fact_id) = (h.office_id, h.id);

ALTER TABLE app.assignment ENABLE TRIGGER USER;
ALTER TABLE app.escorting_history ENABLE TRIGGER USER;
ALTER TABLE app.annulment FORCE ROW LEVEL SECURITY;
ALTER TABLE app.assignment FORCE ROW LEVEL SECURITY;
ALTER TABLE app.escorting_history FORCE ROW LEVEL SECURITY;

ALTER TABLE app.assignment
    DROP CONSTRAINT assignments_do_not_repeat,
    ADD CONSTRAINT assignments_do_not_repeat EXCLUDE USING gist (
        office_id WITH =,
        person_id WITH =,
        community_id WITH =,
        daterange(starts_on, ends_on, '[]') WITH &&
    ) WHERE (annulled_fact_id IS NULL);

ALTER TABLE app.escorting_history DROP CONSTRAINT escorting_history_key;
CREATE UNIQUE INDEX escorting_history_key
    ON app.escorting_history (office_id, person_id, community_id, school_year)
    WHERE annulled_fact_id IS NULL;

DROP TRIGGER escorting_history_is_immutable ON app.escorting_history;
CREATE TRIGGER escorting_history_is_immutable
    BEFORE DELETE OR UPDATE OF
        office_id, id, person_id, community_id, school_year, source, recorded_by_id, recorded_at
    ON app.escorting_history
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

RESET ROLE;
