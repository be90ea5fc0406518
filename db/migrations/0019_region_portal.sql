-- The back end of a region's portal holds a role of its own, so that its operations are told from
-- those of analysts.

SET LOCAL ROLE mouwakaba_owner;

ALTER TABLE app.regional_grant
    DROP CONSTRAINT regional_grant_role_is_known,
    ADD CONSTRAINT regional_grant_role_is_known
        CHECK (role IN ('REGIONAL_ANALYST', 'REGION_PORTAL'));

RESET ROLE;
