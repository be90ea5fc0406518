-- Operators of the platform hold a role that shows no office's data; a record knows itself whether
-- it came late, so that a region may count those that did; receipts are numbered in one place.

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.platform_grant (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT platform_grant_pkey PRIMARY KEY (id),
    CONSTRAINT platform_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT platform_grant_ends_after_it_starts CHECK (valid_to >= valid_from),
    CONSTRAINT platform_grants_do_not_repeat EXCLUDE USING gist (
        person_id WITH =,
        daterange(valid_from, valid_to, '[]') WITH &&
    )
);

COMMENT ON TABLE app.platform_grant IS
    'Who operates the platform during a period: the role PLATFORM, in no office and no region. '
    'Ended by setting valid_to, never deleted.';
COMMENT ON COLUMN app.platform_grant.valid_from IS 'First day of the role.';
COMMENT ON COLUMN app.platform_grant.valid_to IS
    'Last day of the role, included; absent while open.';

ALTER TABLE app.platform_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.platform_grant FORCE ROW LEVEL SECURITY;

ALTER TABLE app.escort_record ADD COLUMN is_late boolean;

-- What nobody may change of an accepted record was in its first submission all along. The owner
-- reads and writes all rows until the end of this file.
ALTER TABLE app.escort_record DISABLE TRIGGER USER;
ALTER TABLE app.escort_record NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.record_submission NO FORCE ROW LEVEL SECURITY;
ALTER TABLE app.receipt_counter NO FORCE ROW LEVEL SECURITY;

UPDATE app.escort_record r
SET is_late = s.is_late
FROM app.record_submission s
WHERE (s.office_id, s.record_id, s.number) = (r.office_id, r.id, 1);

ALTER TABLE app.escort_record ENABLE TRIGGER USER;

ALTER TABLE app.escort_record ALTER COLUMN is_late SET NOT NULL;

COMMENT ON COLUMN app.escort_record.is_late IS
    'Whether the first submission came after the record was due.';

DROP FUNCTION IF EXISTS app.was_late(app.escort_record);

ALTER TABLE app.receipt_counter
    ADD COLUMN kind text NOT NULL DEFAULT 'PROGRAMME',
    ADD CONSTRAINT receipt_counter_kind_is_known CHECK (kind IN ('PROGRAMME', 'RECORD')),
    DROP CONSTRAINT receipt_counter_pkey,
    ADD CONSTRAINT receipt_counter_pkey PRIMARY KEY (office_id, school_year, kind);

ALTER TABLE app.receipt_counter ALTER COLUMN kind DROP DEFAULT;

INSERT INTO app.receipt_counter (office_id, school_year, kind, last_number)
SELECT r.office_id, r.school_year, 'RECORD', max(r.receipt_number)
FROM app.escort_record r
GROUP BY r.office_id, r.school_year;

COMMENT ON TABLE app.receipt_counter IS
    'The last receipt of a kind in an office and school year. Its row is locked until the deposit '
    'is done or undone, so numbers have no gaps.';
COMMENT ON COLUMN app.receipt_counter.kind IS 'What is deposited: a programme or a record.';

ALTER TABLE app.escort_record FORCE ROW LEVEL SECURITY;
ALTER TABLE app.record_submission FORCE ROW LEVEL SECURITY;
ALTER TABLE app.receipt_counter FORCE ROW LEVEL SECURITY;

DROP FUNCTION IF EXISTS api.next_receipt(text);

RESET ROLE;

SET LOCAL ROLE mouwakaba_records;

DROP FUNCTION IF EXISTS records.next_receipt(text);

RESET ROLE;
