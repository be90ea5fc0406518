-- The zones that a community has lain in: who escorted it does not evaluate projects of any of them,
-- so that a new border of zones frees nobody (A5, A6).

SET LOCAL ROLE mouwakaba_owner;

CREATE TABLE app.community_zone (
    office_id integer NOT NULL,
    community_id uuid NOT NULL,
    zone_id uuid NOT NULL,
    valid_from date NOT NULL,
    CONSTRAINT community_zone_pkey PRIMARY KEY (office_id, community_id, zone_id),
    CONSTRAINT community_zone_community_fkey
        FOREIGN KEY (office_id, community_id) REFERENCES app.community (office_id, id),
    CONSTRAINT community_zone_zone_fkey
        FOREIGN KEY (office_id, zone_id) REFERENCES app.zone (office_id, id)
);

COMMENT ON TABLE app.community_zone IS
    'A zone that a community lies in, or lay in. Kept by a trigger; never ended.';
COMMENT ON COLUMN app.community_zone.valid_from IS
    'The day on which the community came into the zone; minus infinity for its first zone.';

-- The owner reads all rows until the end of this file.
ALTER TABLE app.community NO FORCE ROW LEVEL SECURITY;

INSERT INTO app.community_zone (office_id, community_id, zone_id, valid_from)
SELECT office_id, id, zone_id, '-infinity' FROM app.community;

ALTER TABLE app.community FORCE ROW LEVEL SECURITY;

ALTER TABLE app.community_zone ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.community_zone FORCE ROW LEVEL SECURITY;

CREATE TRIGGER community_zone_is_immutable
    BEFORE UPDATE OR DELETE ON app.community_zone
    FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

RESET ROLE;
