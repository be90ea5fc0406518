-- The audit trail: which row was written when, by whom, and by which command.
--
-- Each office has two chains of lines, each numbered without gaps. A line holds the hash of the one
-- before it, so that no line can be altered, removed or put between others unseen. It holds no value
-- of the row, because whoever reads the trail need not be allowed to read the row.
--
-- What is written of evaluations has a chain of its own, since numbers and hashes of a common one
-- would tell whoever is in conflict how much was written.
--
-- A statement leaves its lines in audit_pending; when the transaction commits they are numbered and
-- chained. So the head of the office is locked last, and only for a moment.

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.audit_entry (
    office_id integer NOT NULL,
    trail text NOT NULL,
    sequence bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    person_id uuid,
    session_name text NOT NULL,
    operation text,
    request_id text,
    verb text NOT NULL,
    table_name text NOT NULL,
    row_id uuid,
    row_count bigint NOT NULL,
    column_names text[] NOT NULL,
    salt uuid,
    digest text,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (office_id, trail, sequence),
    CONSTRAINT audit_entry_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT audit_entry_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person (id),
    CONSTRAINT audit_entry_trail_is_known CHECK (trail IN ('OFFICE', 'EVALUATION')),
    CONSTRAINT audit_entry_sequence_starts_at_one CHECK (sequence >= 1),
    CONSTRAINT audit_entry_verb_is_known CHECK (verb IN ('INSERT', 'UPDATE', 'DELETE')),
    CONSTRAINT audit_entry_is_about_rows CHECK (row_count >= 1),
    CONSTRAINT audit_entry_digest_is_salted CHECK ((salt IS NULL) = (digest IS NULL)),
    CONSTRAINT audit_entry_digest_is_of_one_row CHECK (digest IS NULL OR row_count = 1)
);

CREATE INDEX audit_entry_by_time
    ON app.audit_entry (office_id, recorded_at, trail, sequence);
CREATE INDEX audit_entry_by_person
    ON app.audit_entry (person_id, office_id, recorded_at, trail, sequence);

COMMENT ON TABLE app.audit_entry IS
    'A line of the audit trail: that a row was written. Lines are only ever added.';
COMMENT ON COLUMN app.audit_entry.trail IS
    'EVALUATION for what is written of evaluations, OFFICE for all else; see app.audit_trail.';
COMMENT ON COLUMN app.audit_entry.sequence IS 'Number within the trail, from 1, without gaps.';
COMMENT ON COLUMN app.audit_entry.recorded_at IS 'When the line was chained, at the commit.';
COMMENT ON COLUMN app.audit_entry.person_id IS
    'The caller of the context; absent for administrators.';
COMMENT ON COLUMN app.audit_entry.session_name IS 'The database role that had logged in.';
COMMENT ON COLUMN app.audit_entry.operation IS
    'The command that wrote, as PostgreSQL''s own call stack names it; absent for plain SQL.';
COMMENT ON COLUMN app.audit_entry.request_id IS
    'The setting mouwakaba.request_id, which joins the line with the server''s log; may be absent.';
COMMENT ON COLUMN app.audit_entry.row_id IS
    'The row written; absent where an administrator''s statement wrote several.';
COMMENT ON COLUMN app.audit_entry.row_count IS
    'One, or how many rows an administrator''s statement wrote.';
COMMENT ON COLUMN app.audit_entry.column_names IS
    'Which columns an UPDATE changed; empty for other verbs. Never their values.';
COMMENT ON COLUMN app.audit_entry.salt IS
    'Goes into the digest, so that nobody finds a hidden value by trying values. Not for callers.';
COMMENT ON COLUMN app.audit_entry.digest IS
    'SHA-256 of the salt and the row as JSON: after the change, or before it was deleted.';
COMMENT ON COLUMN app.audit_entry.previous_hash IS
    'The hash of the line before; of the first line, zeros.';
COMMENT ON COLUMN app.audit_entry.hash IS
    'SHA-256 of all other columns as JSON, see app.audit_hash.';

CREATE TABLE app.audit_head (
    office_id integer NOT NULL,
    trail text NOT NULL,
    sequence bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_pkey PRIMARY KEY (office_id, trail),
    CONSTRAINT audit_head_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id)
);

COMMENT ON TABLE app.audit_head IS
    'The last line of each trail of an office. Whoever adds lines locks it.';

CREATE TABLE app.audit_pending (
    office_id integer NOT NULL,
    trail text NOT NULL,
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    person_id uuid,
    operation text,
    request_id text,
    verb text NOT NULL,
    table_name text NOT NULL,
    row_id uuid,
    row_count bigint NOT NULL,
    column_names text[] NOT NULL,
    salt uuid,
    digest text,
    CONSTRAINT audit_pending_pkey PRIMARY KEY (office_id, id)
);

COMMENT ON TABLE app.audit_pending IS
    'Lines of a transaction before they are chained; outside of a transaction there are none.';

ALTER TABLE app.audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE app.audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.audit_head FORCE ROW LEVEL SECURITY;
ALTER TABLE app.audit_pending ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.audit_pending FORCE ROW LEVEL SECURITY;

RESET ROLE;
