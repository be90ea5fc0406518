-- Everything that mouwakaba_api and mouwakaba_region may do, and nothing else: whatever an older
-- version granted is taken back first.

SET LOCAL ROLE mouwakaba_owner;

REVOKE ALL ON ALL TABLES IN SCHEMA app FROM PUBLIC, mouwakaba_api, mouwakaba_region;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC, mouwakaba_api, mouwakaba_region;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC, mouwakaba_api, mouwakaba_region;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA api FROM PUBLIC, mouwakaba_api, mouwakaba_region;
REVOKE ALL ON SCHEMA app, access, api FROM PUBLIC, mouwakaba_api, mouwakaba_region;

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
    access.office_ids(),
    access.person_id(),
    access.community_ids(),
    access.school_ids(),
    api.record_visit(uuid, date, text, text, text, text[], text, text),
    app.is_current(app.assignment),
    app.cycles(app.school),
    app.fold_text(text),
    app.search_pattern(text),
    app.search_like(text, text)
TO mouwakaba_api;

-- Selection, evaluation, and the corrections of facts.

GRANT SELECT ON
    app.office_setting,
    app.rubric,
    app.rubric_criterion,
    app.selection_session,
    app.docket_entry,
    app.committee_seat,
    app.recusal,
    app.declared_conflict,
    app.score,
    app.ranking,
    app.ranking_line,
    app.vote,
    app.minutes,
    app.evaluation_mandate,
    app.evaluation,
    app.incident,
    app.notice,
    app.annulment,
    app.escorting_history,
    app.community_lineage,
    app.project
TO mouwakaba_api;

GRANT EXECUTE ON FUNCTION
    api.open_session(text, text, uuid, text[], integer, integer),
    api.invite_member(uuid, uuid, text),
    api.accept_invitation(uuid),
    api.decline_invitation(uuid),
    api.recuse(uuid, text),
    api.declare_conflict(uuid, text),
    api.score(uuid, jsonb, text),
    api.withdraw_score(uuid),
    api.open_deliberation(uuid, integer),
    api.cast_vote(uuid, text),
    api.adopt_ranking(uuid, integer),
    api.close_session(uuid, integer),
    api.issue_mandate(uuid, uuid, date),
    api.submit_evaluation(uuid, integer, text, text),
    api.take_over_history(uuid, uuid, text, text),
    api.annul_fact(text, uuid, text),
    api.move_school(uuid, uuid, date),
    api.split_community(uuid, text[], integer, text, text, date),
    api.merge_communities(text[], integer, text, text, date),
    api.merge_persons(uuid, uuid)
TO mouwakaba_api;

-- Across a region: no command, no person, and of assignments and visits no column that leads to a
-- person or may name one.

GRANT USAGE ON SCHEMA app, access TO mouwakaba_region;

GRANT SELECT ON
    app.region,
    app.office,
    app.school_year,
    app.zone,
    app.community,
    app.school
TO mouwakaba_region;

GRANT SELECT (
    office_id, id, community_id, school_year, decision_number, decided_on, starts_on, ends_on,
    in_own_zone
) ON app.assignment TO mouwakaba_region;

GRANT SELECT (
    office_id, id, school_id, assignment_id, school_year, visited_on, mode, cycle, purpose, stages,
    requested_by, recorded_at
) ON app.visit TO mouwakaba_region;

GRANT EXECUTE ON FUNCTION
    access.begin_request(uuid, text),
    access.has_role(text[]),
    access.reads_figures(),
    access.office_ids(),
    app.cycles(app.school),
    app.fold_text(text),
    app.search_pattern(text),
    app.search_like(text, text)
TO mouwakaba_region;

-- Programmes, proposals, support and transport.

GRANT SELECT ON
    app.assignment_warning,
    app.coordinator_agreement,
    app.escort_programme,
    app.programme_version,
    app.programme_milestone,
    app.planned_activity,
    app.programme_school,
    app.programme_theme,
    app.community_programme,
    app.proposed_activity,
    app.support_request,
    app.transport_request,
    app.visit_not_made
TO mouwakaba_api;

GRANT EXECUTE ON FUNCTION
    api.appoint_escort(uuid, text, uuid, text, date, date, text, date, text),
    api.grant_role(uuid, text, text, uuid, uuid, date, date),
    api.revoke_role(uuid),
    api.agree_programme(uuid, uuid, text, text[], text[], text, text, date),
    api.draft_programme(uuid, text),
    api.plan_milestone(uuid, text, date, date),
    api.plan_activity(uuid, text, date, date, uuid),
    api.target_schools(uuid, text[]),
    api.propose_theme(uuid, text, text),
    api.remove_from_programme(uuid, uuid),
    api.propose_activity(uuid, text, text, date),
    api.accept_activity(uuid, text, integer),
    api.decline_activity(uuid, text, integer),
    api.deposit_programme(uuid, integer),
    api.amend_programme(uuid, text, integer),
    api.acknowledge_programme(uuid, text),
    api.request_transport(date, text, text, uuid, text, numeric, uuid, uuid),
    api.answer_transport(uuid, text, text, integer),
    api.request_support(text, text, date),
    api.answer_support(uuid, text, text, integer),
    api.report_visit_not_made(uuid, date, text, uuid)
TO mouwakaba_api;

GRANT SELECT (
    office_id, id, community_id, school_year, due_at, due_by_office_rule, deposited_at, is_late
) ON app.escort_programme TO mouwakaba_region;

GRANT SELECT (
    office_id, id, community_id, school_year, status, is_late
) ON app.escort_record TO mouwakaba_region;

GRANT SELECT (
    office_id, id, school_id, school_year, trip_on, means, kilometres, requested_at,
    is_after_the_fact, status, answered_at
) ON app.transport_request TO mouwakaba_region;

GRANT SELECT (
    office_id, id, school_id, school_year, planned_on, reason, recorded_at
) ON app.visit_not_made TO mouwakaba_region;

-- Answers that are kept for requests sent again, by commands alone.

GRANT EXECUTE ON FUNCTION
    access.claim_answer(text, bytea),
    access.keep_answer(text, text, bytea)
TO mouwakaba_api;

-- The audit trail, without the salts that keep digests from telling values.

GRANT SELECT (
    office_id, trail, sequence, recorded_at, person_id, session_name, operation, request_id,
    verb, table_name, row_id, row_count, column_names, digest, previous_hash, hash
) ON app.audit_entry TO mouwakaba_api;


-- Acts, projects and annual records; beside the functions of the namespace records.

GRANT SELECT ON
    app.act,
    app.small_group,
    app.small_group_facilitator,
    app.small_group_school,
    app.workshop,
    app.workshop_facilitator,
    app.finding,
    app.project_priority,
    app.project_action,
    app.project_progress,
    app.school_membership,
    app.escort_record,
    app.record_submission,
    app.record_decision
TO mouwakaba_api;

GRANT EXECUTE ON FUNCTION
    app.readable_text(app.finding),
    app.readable_findings(app.record_submission),
    app.is_latest(app.project_progress),
    app.published_school_year(app.ranking_line),
    app.acceptance(app.ranking_line),
    api.record_small_group(text[], text[], text[], date, text, text, text[], uuid),
    api.record_workshop(uuid, text[], date, text, text, text, text, integer),
    api.record_finding(uuid, uuid, text, text, text, date),
    api.draft_project(uuid, text, text, text, text, text, numeric, text[]),
    api.amend_project(uuid, integer, text, text, text, text, numeric, text[]),
    api.plan_action(uuid, integer, integer, text, text, date, date, text, numeric),
    api.submit_project(uuid, integer, date),
    api.record_progress(uuid, text, integer, date),
    api.submit_record(uuid, text),
    api.return_record(uuid, integer, text),
    api.accept_record(uuid, integer)
TO mouwakaba_api;

RESET ROLE;
