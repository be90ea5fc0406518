-- What comes before escorting and around it: warnings of assignments, agreements with coordinators,
-- the annual programmes of escorts and of communities, and what the office is asked for.

SET LOCAL ROLE mouwakaba_owner;

-- Assignments (S3.1, S3.2): nothing is blocked, what is unusual is recorded.

ALTER TABLE app.assignment
    ADD COLUMN outside_zone_reason text,
    ADD CONSTRAINT assignment_outside_zone_reason_is_stated_or_absent
        CHECK (btrim(outside_zone_reason) <> '' AND char_length(outside_zone_reason) <= 500);

COMMENT ON COLUMN app.assignment.outside_zone_reason IS
    'Why an inspector was assigned outside the zone where they work. Private to the delegate and '
    'the coordinator of the community.';

CREATE TABLE app.assignment_warning (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    assignment_id uuid NOT NULL,
    code text NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT assignment_warning_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT assignment_warning_key UNIQUE (office_id, assignment_id, code),
    CONSTRAINT assignment_warning_assignment_fkey
        FOREIGN KEY (office_id, assignment_id) REFERENCES app.assignment (office_id, id),
    CONSTRAINT assignment_warning_code_is_known
        CHECK (code IN ('OUTSIDE_OWN_ZONE', 'SECOND_COMMUNITY'))
);

COMMENT ON TABLE app.assignment_warning IS
    'What was unusual about an assignment when the office decided it. It blocks nothing.';
COMMENT ON COLUMN app.assignment_warning.code IS
    'OUTSIDE_OWN_ZONE: an inspector, outside the zone where they work. SECOND_COMMUNITY: the '
    'person had an assignment to another community in the same school year.';

-- Agreements with the coordinator (S4.1.a).

CREATE TABLE app.coordinator_agreement (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    escort_id uuid NOT NULL,
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    forms text[] NOT NULL,
    channels text[] NOT NULL,
    exception text,
    reason text,
    agreed_on date NOT NULL,
    recorded_by_id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT coordinator_agreement_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT coordinator_agreement_key
        UNIQUE NULLS NOT DISTINCT (office_id, escort_id, community_id, school_year, exception),
    CONSTRAINT coordinator_agreement_escort_id_fkey
        FOREIGN KEY (escort_id) REFERENCES app.person (id),
    CONSTRAINT coordinator_agreement_office_person_fkey
        FOREIGN KEY (office_id, escort_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT coordinator_agreement_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT coordinator_agreement_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT coordinator_agreement_recorded_by_id_fkey
        FOREIGN KEY (recorded_by_id) REFERENCES app.person (id),
    CONSTRAINT agreement_forms_are_known
        CHECK (forms <@ '{VISIT,SMALL_GROUP,WORKSHOP}' AND array_position(forms, NULL) IS NULL),
    CONSTRAINT agreement_channels_are_known CHECK (
        channels <@ '{MEETING,PHONE,EMAIL,MESSAGING,PORTAL}'
        AND array_position(channels, NULL) IS NULL
    ),
    CONSTRAINT agreement_exception_is_known CHECK (exception IN ('POST_VACANT')),
    CONSTRAINT agreement_names_forms_and_channels_or_an_exception CHECK (
        (exception IS NULL AND cardinality(forms) > 0 AND cardinality(channels) > 0)
        OR (exception IS NOT NULL AND cardinality(forms) = 0 AND cardinality(channels) = 0)
    ),
    CONSTRAINT agreement_exception_has_a_reason
        CHECK ((exception IS NULL) = (reason IS NULL)),
    CONSTRAINT agreement_reason_is_stated_or_absent
        CHECK (btrim(reason) <> '' AND char_length(reason) <= 500)
);

CREATE INDEX coordinator_agreement_by_community
    ON app.coordinator_agreement (office_id, community_id, agreed_on, id);
CREATE INDEX coordinator_agreement_by_day ON app.coordinator_agreement (office_id, agreed_on, id);

COMMENT ON TABLE app.coordinator_agreement IS
    'What the coordinator of a community and an escort agreed for a school year, or why there was '
    'nobody to agree with. One of each at most.';
COMMENT ON COLUMN app.coordinator_agreement.forms IS 'Forms of escorting that were agreed.';
COMMENT ON COLUMN app.coordinator_agreement.channels IS 'Means of communication.';
COMMENT ON COLUMN app.coordinator_agreement.exception IS 'Why there is no agreement.';
COMMENT ON COLUMN app.coordinator_agreement.reason IS
    'The circumstances of the exception. Private to the delegate and the coordinator.';
COMMENT ON COLUMN app.coordinator_agreement.recorded_by_id IS
    'The coordinator, or who recorded the exception for the office.';

-- The annual programme of an escort (S4.1.b, S4.1.c).

CREATE TABLE app.escort_programme (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    escort_id uuid NOT NULL,
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    due_by_office_rule boolean NOT NULL,
    deposited_at timestamp with time zone,
    is_late boolean,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT escort_programme_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT escort_programme_key UNIQUE (office_id, escort_id, community_id, school_year),
    CONSTRAINT escort_programme_escort_id_fkey
        FOREIGN KEY (escort_id) REFERENCES app.person (id),
    CONSTRAINT escort_programme_office_person_fkey
        FOREIGN KEY (office_id, escort_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT escort_programme_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT escort_programme_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT programme_lateness_follows_from_its_instants
        CHECK (is_late IS NOT DISTINCT FROM (deposited_at >= due_at))
);

CREATE INDEX escort_programme_by_year ON app.escort_programme (office_id, school_year, id);
CREATE INDEX escort_programme_by_community
    ON app.escort_programme (office_id, community_id, school_year, id);

COMMENT ON TABLE app.escort_programme IS
    'The programme of an escort for a community and a school year. What it contains is in its '
    'versions.';
COMMENT ON COLUMN app.escort_programme.due_at IS 'In time before this instant.';
COMMENT ON COLUMN app.escort_programme.due_by_office_rule IS
    'Whether that is later than the end of September, since the assignment began late. To be shown '
    'apart from the rate of the charter.';
COMMENT ON COLUMN app.escort_programme.deposited_at IS
    'When it was first deposited; absent while it never was. A late one is accepted.';
COMMENT ON COLUMN app.escort_programme.is_late IS 'Whether that was too late; absent before.';
COMMENT ON COLUMN app.escort_programme.version IS
    'Grows with every change; a writer names the one seen.';

CREATE TABLE app.programme_version (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    programme_id uuid NOT NULL,
    number integer NOT NULL,
    school_year text NOT NULL,
    reason text,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    deposited_at timestamp with time zone,
    receipt_number integer,
    received_by_id uuid,
    received_at timestamp with time zone,
    receipt_comment text,
    CONSTRAINT programme_version_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT programme_version_number_key UNIQUE (office_id, programme_id, number),
    CONSTRAINT programme_version_receipt_key UNIQUE (office_id, school_year, receipt_number),
    CONSTRAINT programme_version_programme_fkey
        FOREIGN KEY (office_id, programme_id) REFERENCES app.escort_programme (office_id, id),
    CONSTRAINT programme_version_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT programme_version_received_by_id_fkey
        FOREIGN KEY (received_by_id) REFERENCES app.person (id),
    CONSTRAINT programme_version_number_is_positive CHECK (number > 0),
    CONSTRAINT amendment_has_a_reason CHECK ((number = 1) = (reason IS NULL)),
    CONSTRAINT amendment_reason_is_stated_or_absent
        CHECK (btrim(reason) <> '' AND char_length(reason) <= 500),
    CONSTRAINT deposit_has_a_receipt CHECK ((deposited_at IS NULL) = (receipt_number IS NULL)),
    CONSTRAINT receipt_number_is_positive CHECK (receipt_number > 0),
    CONSTRAINT only_a_deposit_is_received CHECK (received_at >= deposited_at),
    CONSTRAINT receipt_has_an_author CHECK ((received_at IS NULL) = (received_by_id IS NULL)),
    CONSTRAINT receipt_comment_is_stated_or_absent
        CHECK (btrim(receipt_comment) <> '' AND char_length(receipt_comment) <= 1000),
    CONSTRAINT receipt_comment_comes_with_a_receipt
        CHECK (receipt_comment IS NULL OR received_at IS NOT NULL)
);

CREATE UNIQUE INDEX programme_has_one_draft
    ON app.programme_version (office_id, programme_id) WHERE deposited_at IS NULL;

COMMENT ON TABLE app.programme_version IS
    'A version of a programme. A deposited one never changes; an amendment is a further one.';
COMMENT ON COLUMN app.programme_version.school_year IS
    'That of the programme, within which receipts are numbered.';
COMMENT ON COLUMN app.programme_version.reason IS 'Why it was amended; absent for the first.';
COMMENT ON COLUMN app.programme_version.receipt_number IS
    'From 1, without gaps, for each office and school year; absent for a draft.';
COMMENT ON COLUMN app.programme_version.received_at IS 'When the office acknowledged the deposit.';
COMMENT ON COLUMN app.programme_version.receipt_comment IS
    'What the office says of it. It approves nothing: a deposit needs no approval.';

CREATE TABLE app.receipt_counter (
    office_id integer NOT NULL,
    school_year text NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT receipt_counter_pkey PRIMARY KEY (office_id, school_year),
    CONSTRAINT receipt_counter_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT receipt_counter_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label)
);

COMMENT ON TABLE app.receipt_counter IS
    'The last receipt of an office in a school year. Its row is locked until the deposit is done '
    'or undone, so numbers have no gaps.';

CREATE TABLE app.programme_milestone (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    version_id uuid NOT NULL,
    label text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    CONSTRAINT programme_milestone_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT programme_milestone_version_fkey
        FOREIGN KEY (office_id, version_id) REFERENCES app.programme_version (office_id, id),
    CONSTRAINT programme_milestone_label_is_stated
        CHECK (btrim(label) <> '' AND char_length(label) <= 200),
    CONSTRAINT programme_milestone_ends_after_it_starts CHECK (ends_on >= starts_on)
);

CREATE INDEX programme_milestone_by_version
    ON app.programme_milestone (office_id, version_id, starts_on, id);

COMMENT ON TABLE app.programme_milestone IS 'A station (محطة) of a programme: a day or a window.';
COMMENT ON COLUMN app.programme_milestone.ends_on IS 'Last day; the first one for a single day.';

CREATE TABLE app.planned_activity (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    version_id uuid NOT NULL,
    kind text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    school_id uuid,
    CONSTRAINT planned_activity_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT planned_activity_version_fkey
        FOREIGN KEY (office_id, version_id) REFERENCES app.programme_version (office_id, id),
    CONSTRAINT planned_activity_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT planned_activity_kind_is_known
        CHECK (kind IN ('VISIT', 'SMALL_GROUP', 'WORKSHOP')),
    CONSTRAINT planned_activity_ends_after_it_starts CHECK (ends_on >= starts_on),
    CONSTRAINT planned_visit_names_its_school CHECK (kind <> 'VISIT' OR school_id IS NOT NULL)
);

CREATE INDEX planned_activity_by_version
    ON app.planned_activity (office_id, version_id, starts_on, id);
CREATE INDEX planned_activity_by_school
    ON app.planned_activity (office_id, school_id, starts_on, id);

COMMENT ON TABLE app.planned_activity IS
    'An activity that a programme plans for a window of days. It is no fact of escorting.';
COMMENT ON COLUMN app.planned_activity.school_id IS 'The school visited, or where it takes place.';

CREATE TABLE app.programme_school (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    version_id uuid NOT NULL,
    school_id uuid NOT NULL,
    CONSTRAINT programme_school_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT programme_school_key UNIQUE (office_id, version_id, school_id),
    CONSTRAINT programme_school_version_fkey
        FOREIGN KEY (office_id, version_id) REFERENCES app.programme_version (office_id, id),
    CONSTRAINT programme_school_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id)
);

CREATE INDEX programme_school_by_school ON app.programme_school (office_id, school_id, id);

COMMENT ON TABLE app.programme_school IS 'A school that a programme targets.';

CREATE TABLE app.programme_theme (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    version_id uuid NOT NULL,
    topic text NOT NULL,
    theme text NOT NULL,
    CONSTRAINT programme_theme_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT programme_theme_version_fkey
        FOREIGN KEY (office_id, version_id) REFERENCES app.programme_version (office_id, id),
    CONSTRAINT programme_theme_topic_is_stated
        CHECK (btrim(topic) <> '' AND char_length(topic) <= 200),
    CONSTRAINT programme_theme_is_a_code CHECK (theme ~ '^[A-Z][A-Z_]{0,39}$')
);

CREATE INDEX programme_theme_by_version ON app.programme_theme (office_id, version_id, topic, id);

COMMENT ON TABLE app.programme_theme IS 'A thematic activity that a programme proposes.';
COMMENT ON COLUMN app.programme_theme.theme IS 'Code of the theme, as workshops have it.';

CREATE FUNCTION app.keep_deposited_version() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    receipt text[] := '{received_by_id,received_at,receipt_comment}';
BEGIN
    IF OLD.deposited_at IS NOT NULL AND (
        TG_OP = 'DELETE' OR OLD.received_at IS NOT NULL
        OR to_jsonb(OLD) - receipt <> to_jsonb(NEW) - receipt
    ) THEN
        RAISE EXCEPTION 'a deposited version of a programme does not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deposited_version_stands',
                SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

COMMENT ON FUNCTION app.keep_deposited_version() IS
    'Trigger: refuses to change or delete a deposited version, but for its one receipt.';

CREATE TRIGGER deposited_version_stands
    BEFORE UPDATE OR DELETE ON app.programme_version
    FOR EACH ROW EXECUTE FUNCTION app.keep_deposited_version();

CREATE FUNCTION app.require_draft_version() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    line record;
BEGIN
    FOR line IN
        SELECT * FROM (VALUES
            (CASE WHEN TG_OP <> 'INSERT' THEN OLD.office_id END,
             CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END),
            (CASE WHEN TG_OP <> 'DELETE' THEN NEW.office_id END,
             CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END)
        ) AS v (office_id, version_id)
        WHERE v.version_id IS NOT NULL
    LOOP
        -- The lock keeps a deposit waiting until this line is in, or out.
        PERFORM FROM app.programme_version v
        WHERE v.office_id = line.office_id AND v.id = line.version_id AND v.deposited_at IS NULL
        FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a deposited version of a programme does not change'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'deposited_version_stands',
                    SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

COMMENT ON FUNCTION app.require_draft_version() IS
    'Trigger: refuses to add, change or delete a line of anything but a draft.';

CREATE TRIGGER programme_milestone_is_of_a_draft
    BEFORE INSERT OR UPDATE OR DELETE ON app.programme_milestone
    FOR EACH ROW EXECUTE FUNCTION app.require_draft_version();
CREATE TRIGGER planned_activity_is_of_a_draft
    BEFORE INSERT OR UPDATE OR DELETE ON app.planned_activity
    FOR EACH ROW EXECUTE FUNCTION app.require_draft_version();
CREATE TRIGGER programme_school_is_of_a_draft
    BEFORE INSERT OR UPDATE OR DELETE ON app.programme_school
    FOR EACH ROW EXECUTE FUNCTION app.require_draft_version();
CREATE TRIGGER programme_theme_is_of_a_draft
    BEFORE INSERT OR UPDATE OR DELETE ON app.programme_theme
    FOR EACH ROW EXECUTE FUNCTION app.require_draft_version();

-- The annual programme of a community (S2.b), which its coordinator keeps.

CREATE TABLE app.community_programme (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    CONSTRAINT community_programme_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT community_programme_key UNIQUE (office_id, community_id, school_year),
    CONSTRAINT community_programme_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT community_programme_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label)
);

COMMENT ON TABLE app.community_programme IS
    'The annual programme of a community: the proposals that its coordinator accepted.';

CREATE TABLE app.proposed_activity (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    community_id uuid NOT NULL,
    school_year text NOT NULL,
    proposer_id uuid NOT NULL,
    activity text NOT NULL,
    theme text NOT NULL,
    wished_on date NOT NULL,
    proposed_at timestamp with time zone NOT NULL DEFAULT now(),
    status text NOT NULL DEFAULT 'PROPOSED',
    programme_id uuid,
    answered_by_id uuid,
    answered_at timestamp with time zone,
    answer text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT proposed_activity_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT proposed_activity_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT proposed_activity_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT proposed_activity_proposer_id_fkey
        FOREIGN KEY (proposer_id) REFERENCES app.person (id),
    CONSTRAINT proposed_activity_office_person_fkey
        FOREIGN KEY (office_id, proposer_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT proposed_activity_programme_fkey
        FOREIGN KEY (office_id, programme_id) REFERENCES app.community_programme (office_id, id),
    CONSTRAINT proposed_activity_answered_by_id_fkey
        FOREIGN KEY (answered_by_id) REFERENCES app.person (id),
    CONSTRAINT proposed_activity_is_stated
        CHECK (btrim(activity) <> '' AND char_length(activity) <= 500),
    CONSTRAINT proposed_activity_theme_is_a_code CHECK (theme ~ '^[A-Z][A-Z_]{0,39}$'),
    CONSTRAINT proposed_activity_status_is_known
        CHECK (status IN ('PROPOSED', 'ACCEPTED', 'DECLINED')),
    CONSTRAINT accepted_activity_is_in_the_programme
        CHECK ((status = 'ACCEPTED') = (programme_id IS NOT NULL)),
    CONSTRAINT proposed_activity_answer_is_complete CHECK (
        (status <> 'PROPOSED') = (answered_by_id IS NOT NULL)
        AND (status <> 'PROPOSED') = (answered_at IS NOT NULL)
    ),
    CONSTRAINT proposal_is_answered_by_another CHECK (answered_by_id <> proposer_id),
    CONSTRAINT declined_activity_has_an_answer CHECK (status <> 'DECLINED' OR answer IS NOT NULL),
    CONSTRAINT proposed_activity_answer_is_stated_or_absent
        CHECK (btrim(answer) <> '' AND char_length(answer) <= 500)
);

CREATE INDEX proposed_activity_by_day ON app.proposed_activity (office_id, wished_on, id);
CREATE INDEX proposed_activity_by_community
    ON app.proposed_activity (office_id, community_id, wished_on, id);
CREATE INDEX proposed_activity_by_proposer
    ON app.proposed_activity (office_id, proposer_id, wished_on, id);
CREATE INDEX proposed_activity_by_programme
    ON app.proposed_activity (office_id, programme_id, wished_on, id);

COMMENT ON TABLE app.proposed_activity IS
    'An activity that an escort proposes for the programme of a community. Only its coordinator '
    'can put it there.';
COMMENT ON COLUMN app.proposed_activity.programme_id IS
    'The programme that it was accepted into; absent otherwise.';
COMMENT ON COLUMN app.proposed_activity.answer IS 'What the coordinator says; a reason to decline.';
COMMENT ON COLUMN app.proposed_activity.version IS
    'Grows with every change; a writer names the one seen.';

-- What the office owes to escorts (S5.1): support and transport.

CREATE TABLE app.support_request (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    requester_id uuid NOT NULL,
    school_year text NOT NULL,
    kind text NOT NULL,
    need text NOT NULL,
    needed_on date NOT NULL,
    requested_at timestamp with time zone NOT NULL DEFAULT now(),
    status text NOT NULL DEFAULT 'REQUESTED',
    answered_by_id uuid,
    answered_at timestamp with time zone,
    refusal_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT support_request_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT support_request_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT support_request_requester_id_fkey
        FOREIGN KEY (requester_id) REFERENCES app.person (id),
    CONSTRAINT support_request_office_person_fkey
        FOREIGN KEY (office_id, requester_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT support_request_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT support_request_answered_by_id_fkey
        FOREIGN KEY (answered_by_id) REFERENCES app.person (id),
    CONSTRAINT support_request_kind_is_known
        CHECK (kind IN ('MATERIAL', 'DOCUMENTS', 'VENUE', 'TRAINING', 'OTHER')),
    CONSTRAINT support_request_need_is_stated
        CHECK (btrim(need) <> '' AND char_length(need) <= 1000),
    CONSTRAINT support_request_status_is_known
        CHECK (status IN ('REQUESTED', 'GRANTED', 'REFUSED')),
    CONSTRAINT support_request_answer_is_complete CHECK (
        (status <> 'REQUESTED') = (answered_by_id IS NOT NULL)
        AND (status <> 'REQUESTED') = (answered_at IS NOT NULL)
    ),
    CONSTRAINT support_refusal_has_a_reason
        CHECK ((status = 'REFUSED') = (refusal_reason IS NOT NULL)),
    CONSTRAINT support_refusal_reason_is_stated_or_absent
        CHECK (btrim(refusal_reason) <> '' AND char_length(refusal_reason) <= 500)
);

CREATE INDEX support_request_by_day ON app.support_request (office_id, needed_on, id);
CREATE INDEX support_request_by_requester
    ON app.support_request (office_id, requester_id, needed_on, id);

COMMENT ON TABLE app.support_request IS 'What an escort or evaluator asks of the office.';
COMMENT ON COLUMN app.support_request.needed_on IS 'The day by which it is needed.';
COMMENT ON COLUMN app.support_request.version IS
    'Grows with every change; a writer names the one seen.';

CREATE TABLE app.transport_request (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    requester_id uuid NOT NULL,
    school_year text NOT NULL,
    trip_on date NOT NULL,
    departure text NOT NULL,
    destination text,
    school_id uuid,
    means text NOT NULL,
    kilometres numeric(6, 1) NOT NULL,
    activity_id uuid,
    shared_with_id uuid,
    requested_at timestamp with time zone NOT NULL DEFAULT now(),
    is_after_the_fact boolean NOT NULL,
    status text NOT NULL DEFAULT 'REQUESTED',
    answered_by_id uuid,
    answered_at timestamp with time zone,
    refusal_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT transport_request_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT transport_request_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id),
    CONSTRAINT transport_request_requester_id_fkey
        FOREIGN KEY (requester_id) REFERENCES app.person (id),
    CONSTRAINT transport_request_office_person_fkey
        FOREIGN KEY (office_id, requester_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT transport_request_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT transport_request_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT transport_request_activity_fkey
        FOREIGN KEY (office_id, activity_id) REFERENCES app.planned_activity (office_id, id),
    CONSTRAINT transport_request_shared_with_fkey
        FOREIGN KEY (office_id, shared_with_id) REFERENCES app.transport_request (office_id, id),
    CONSTRAINT transport_request_answered_by_id_fkey
        FOREIGN KEY (answered_by_id) REFERENCES app.person (id),
    CONSTRAINT transport_request_departure_is_stated
        CHECK (btrim(departure) <> '' AND char_length(departure) <= 200),
    CONSTRAINT transport_request_destination_is_stated_or_absent
        CHECK (btrim(destination) <> '' AND char_length(destination) <= 200),
    CONSTRAINT transport_request_leads_somewhere
        CHECK (destination IS NOT NULL OR school_id IS NOT NULL),
    CONSTRAINT transport_request_means_are_known
        CHECK (means IN ('OFFICE_VEHICLE', 'OWN_CAR', 'SHARED')),
    CONSTRAINT transport_request_kilometres_are_of_a_trip CHECK (kilometres BETWEEN 0 AND 5000),
    CONSTRAINT only_a_shared_trip_names_another
        CHECK (shared_with_id IS NULL OR (means = 'SHARED' AND shared_with_id <> id)),
    CONSTRAINT transport_request_status_is_known
        CHECK (status IN ('REQUESTED', 'GRANTED', 'REFUSED')),
    CONSTRAINT transport_request_answer_is_complete CHECK (
        (status <> 'REQUESTED') = (answered_by_id IS NOT NULL)
        AND (status <> 'REQUESTED') = (answered_at IS NOT NULL)
    ),
    CONSTRAINT transport_refusal_has_a_reason
        CHECK ((status = 'REFUSED') = (refusal_reason IS NOT NULL)),
    CONSTRAINT transport_refusal_reason_is_stated_or_absent
        CHECK (btrim(refusal_reason) <> '' AND char_length(refusal_reason) <= 500),
    CONSTRAINT transport_request_knows_whether_it_came_after_the_trip CHECK (
        is_after_the_fact = ((requested_at AT TIME ZONE 'Africa/Casablanca')::date > trip_on)
    )
);

CREATE INDEX transport_request_by_day ON app.transport_request (office_id, trip_on, id);
CREATE INDEX transport_request_by_requester
    ON app.transport_request (office_id, requester_id, trip_on, id);
CREATE INDEX transport_request_by_school
    ON app.transport_request (office_id, school_id, trip_on, id);
CREATE INDEX transport_request_by_activity
    ON app.transport_request (office_id, activity_id, trip_on, id);

COMMENT ON TABLE app.transport_request IS
    'A trip for which an escort or evaluator asks the office for transport.';
COMMENT ON COLUMN app.transport_request.destination IS 'Where to, if it is no school.';
COMMENT ON COLUMN app.transport_request.kilometres IS 'There and back.';
COMMENT ON COLUMN app.transport_request.shared_with_id IS 'The request of whoever drives.';
COMMENT ON COLUMN app.transport_request.is_after_the_fact IS
    'Whether it was made after the day of the trip.';
COMMENT ON COLUMN app.transport_request.version IS
    'Grows with every change; a writer names the one seen.';

CREATE TABLE app.visit_not_made (
    office_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    escort_id uuid NOT NULL,
    school_id uuid NOT NULL,
    activity_id uuid,
    school_year text NOT NULL,
    planned_on date NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT visit_not_made_pkey PRIMARY KEY (office_id, id),
    CONSTRAINT visit_not_made_key UNIQUE (office_id, escort_id, school_id, planned_on),
    CONSTRAINT visit_not_made_escort_id_fkey FOREIGN KEY (escort_id) REFERENCES app.person (id),
    CONSTRAINT visit_not_made_office_person_fkey
        FOREIGN KEY (office_id, escort_id) REFERENCES app.office_person (office_id, person_id),
    CONSTRAINT visit_not_made_school_fkey
        FOREIGN KEY (office_id, school_id) REFERENCES app.school (office_id, id),
    CONSTRAINT visit_not_made_activity_fkey
        FOREIGN KEY (office_id, activity_id) REFERENCES app.planned_activity (office_id, id),
    CONSTRAINT visit_not_made_school_year_fkey
        FOREIGN KEY (school_year) REFERENCES app.school_year (label),
    CONSTRAINT visit_not_made_reason_is_known
        CHECK (reason IN ('NO_TRANSPORT', 'HEAD_ABSENT', 'OTHER'))
);

CREATE INDEX visit_not_made_by_day ON app.visit_not_made (office_id, planned_on, id);
CREATE INDEX visit_not_made_by_school ON app.visit_not_made (office_id, school_id, planned_on, id);
CREATE INDEX visit_not_made_by_activity
    ON app.visit_not_made (office_id, activity_id, planned_on, id);

COMMENT ON TABLE app.visit_not_made IS 'That a visit was planned for a day and not made.';

CREATE TRIGGER support_request_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, needed_on ON app.support_request
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('needed_on', 'needed_on');
CREATE TRIGGER transport_request_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, trip_on ON app.transport_request
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('trip_on', 'trip_on');
CREATE TRIGGER visit_not_made_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, planned_on ON app.visit_not_made
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('planned_on', 'planned_on');
CREATE TRIGGER proposed_activity_lies_in_its_school_year
    BEFORE INSERT OR UPDATE OF school_year, wished_on ON app.proposed_activity
    FOR EACH ROW EXECUTE FUNCTION app.require_dates_in_school_year('wished_on', 'wished_on');

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'assignment_warning', 'coordinator_agreement', 'escort_programme', 'programme_version',
        'receipt_counter', 'programme_milestone', 'planned_activity', 'programme_school',
        'programme_theme', 'community_programme', 'proposed_activity', 'support_request',
        'transport_request', 'visit_not_made'
    ] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    END LOOP;
END
$$;

RESET ROLE;
