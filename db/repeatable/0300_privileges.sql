-- Everything that mouwakaba_api may do, and nothing else: whatever an older version granted is
-- taken back first.

SET LOCAL ROLE mouwakaba_owner;

REVOKE ALL ON ALL TABLES IN SCHEMA app FROM PUBLIC, mouwakaba_api;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC, mouwakaba_api;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC, mouwakaba_api;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA api FROM PUBLIC, mouwakaba_api;
REVOKE ALL ON SCHEMA app, access, api FROM PUBLIC, mouwakaba_api;

GRANT USAGE ON SCHEMA app, access, api TO mouwakaba_api;

GRANT SELECT ON
    app.region,
    app.office,
    app.school_year,
    app.zone,
    app.community,
    app.school,
    app.person,
    app.office_person,
    app.role_grant,
    app.assignment,
    app.visit,
    app.node
TO mouwakaba_api;

GRANT EXECUTE ON FUNCTION
    access.begin_request(uuid, text),
    access.today(),
    access.roles(),
    access.has_role(text[]),
    access.reads_figures(),
    access.office_id(),
    access.person_id(),
    access.community_ids(),
    access.school_ids(),
    api.record_visit(uuid, date, text, text, text, text[], text, text),
    app.fold_text(text),
    app.search_pattern(text),
    app.search_like(text, text)
TO mouwakaba_api;

RESET ROLE;
