-- Every row with a UUID of its own, whatever its type, for clients that know no more than an ID
-- (the GraphQL Global Object Identification specification).
--
-- The identifiers are unique over the country, so the type need not be in them. The view reads each
-- table as its caller, so that the table's own policy decides; a row is found by the primary key of
-- each. People are national and have no office in their key.

SET LOCAL ROLE mouwakaba_owner;

CREATE OR REPLACE VIEW app.node (office_id, id, type_name) WITH (security_invoker = true) AS
    SELECT office_id, id, 'Zone'::text FROM app.zone
    UNION ALL SELECT office_id, id, 'Community' FROM app.community
    UNION ALL SELECT office_id, id, 'School' FROM app.school
    UNION ALL SELECT NULL::integer, id, 'Person' FROM app.person
    UNION ALL SELECT office_id, id, 'RoleGrant' FROM app.role_grant
    UNION ALL SELECT office_id, id, 'Assignment' FROM app.assignment
    UNION ALL SELECT office_id, id, 'Visit' FROM app.visit
    UNION ALL SELECT office_id, id, 'AssignmentWarning' FROM app.assignment_warning
    UNION ALL SELECT office_id, id, 'CoordinatorAgreement' FROM app.coordinator_agreement
    UNION ALL SELECT office_id, id, 'EscortProgramme' FROM app.escort_programme
    UNION ALL SELECT office_id, id, 'ProgrammeVersion' FROM app.programme_version
    UNION ALL SELECT office_id, id, 'ProgrammeMilestone' FROM app.programme_milestone
    UNION ALL SELECT office_id, id, 'PlannedActivity' FROM app.planned_activity
    UNION ALL SELECT office_id, id, 'ProgrammeSchool' FROM app.programme_school
    UNION ALL SELECT office_id, id, 'ProgrammeTheme' FROM app.programme_theme
    UNION ALL SELECT office_id, id, 'CommunityProgramme' FROM app.community_programme
    UNION ALL SELECT office_id, id, 'ProposedActivity' FROM app.proposed_activity
    UNION ALL SELECT office_id, id, 'SupportRequest' FROM app.support_request
    UNION ALL SELECT office_id, id, 'TransportRequest' FROM app.transport_request
    UNION ALL SELECT office_id, id, 'VisitNotMade' FROM app.visit_not_made
    UNION ALL SELECT office_id, id, 'Project' FROM app.project
    UNION ALL SELECT office_id, id, 'Rubric' FROM app.rubric
    UNION ALL SELECT office_id, id, 'RubricCriterion' FROM app.rubric_criterion
    UNION ALL SELECT office_id, id, 'SelectionSession' FROM app.selection_session
    UNION ALL SELECT office_id, id, 'DocketEntry' FROM app.docket_entry
    UNION ALL SELECT office_id, id, 'CommitteeSeat' FROM app.committee_seat
    UNION ALL SELECT office_id, id, 'Recusal' FROM app.recusal
    UNION ALL SELECT office_id, id, 'DeclaredConflict' FROM app.declared_conflict
    UNION ALL SELECT office_id, id, 'Score' FROM app.score
    UNION ALL SELECT office_id, id, 'Ranking' FROM app.ranking
    UNION ALL SELECT office_id, id, 'RankingLine' FROM app.ranking_line
    UNION ALL SELECT office_id, id, 'Vote' FROM app.vote
    UNION ALL SELECT office_id, id, 'Minutes' FROM app.minutes
    UNION ALL SELECT office_id, id, 'EvaluationMandate' FROM app.evaluation_mandate
    UNION ALL SELECT office_id, id, 'Evaluation' FROM app.evaluation
    UNION ALL SELECT office_id, id, 'Incident' FROM app.incident
    UNION ALL SELECT office_id, id, 'Notice' FROM app.notice
    UNION ALL SELECT office_id, id, 'Annulment' FROM app.annulment
    UNION ALL SELECT office_id, id, 'EscortingHistory' FROM app.escorting_history
    UNION ALL SELECT office_id, id, 'CommunityLineage' FROM app.community_lineage
    UNION ALL SELECT office_id, id, 'SmallGroup' FROM app.small_group
    UNION ALL SELECT office_id, id, 'Workshop' FROM app.workshop
    UNION ALL SELECT office_id, id, 'Finding' FROM app.finding
    UNION ALL SELECT office_id, id, 'ProjectPriority' FROM app.project_priority
    UNION ALL SELECT office_id, id, 'ProjectAction' FROM app.project_action
    UNION ALL SELECT office_id, id, 'ProjectProgress' FROM app.project_progress
    UNION ALL SELECT office_id, id, 'SchoolMembership' FROM app.school_membership
    UNION ALL SELECT office_id, id, 'EscortRecord' FROM app.escort_record
    UNION ALL SELECT office_id, id, 'RecordSubmission' FROM app.record_submission
    UNION ALL SELECT office_id, id, 'RecordDecision' FROM app.record_decision;

COMMENT ON VIEW app.node IS 'Every row that has a UUID of its own, and the type that shows it.';
COMMENT ON COLUMN app.node.office_id IS 'The office in the key of the row; absent for people.';
COMMENT ON COLUMN app.node.type_name IS 'The name of the GraphQL object type.';

RESET ROLE;
