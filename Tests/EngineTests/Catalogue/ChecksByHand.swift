/// What breaks a constraint whose definition does not tell it, or that others would stop first:
/// assignments to a row of its table, or values of its domain, each of which the constraint must
/// refuse.
///
/// PostgreSQL reports the first broken CHECK of a table in the order of their names.
enum ChecksByHand {
    static let changes: [String: [String]] =
        territory
        .merging(escorting) { $1 }.merging(programmes) { $1 }.merging(projects) { $1 }
        .merging(selection) { $1 }.merging(requests) { $1 }.merging(audit) { $1 }

    private static let territory = [
        "community_is_not_its_own_ancestor": ["ancestor_id = descendant_id"],
        "office_code_begins_with_its_region": ["region_code = '99'"],
        "office_code_is_five_or_nine_digits": ["code = region_code || '1'"],
        "office_id_is_the_number_of_its_code": ["id = 0"],
        "person_is_not_merged_into_itself": ["merged_into_id = id"],
        "role_grant_community_is_the_coordinators": [
            "role = 'COORDINATOR', community_id = NULL",
            "role = 'ESCORT', community_id = gen_random_uuid()",
        ],
        "role_grant_role_is_known": ["role = 'KING', community_id = NULL, school_id = NULL"],
        "role_grant_school_is_the_heads": [
            "role = 'SCHOOL_HEAD', community_id = NULL, school_id = NULL",
            "role = 'ESCORT', community_id = NULL, school_id = gen_random_uuid()",
        ],
        "school_membership_end_is_recorded": [
            "valid_to = valid_from, ended_at = NULL", "valid_to = NULL, ended_at = now()",
        ],
        "school_membership_ends_after_it_starts": [
            "valid_to = valid_from - 1, ended_at = now()"
        ],
        "school_teaches_its_main_cycle": [
            "cycle = 'PRIMARY', has_primary = false",
            "cycle = 'LOWER_SECONDARY', has_lower_secondary = false",
            "cycle = 'UPPER_SECONDARY', has_upper_secondary = false",
        ],
        "school_year_label_agrees_with_its_dates": [
            "starts_on = starts_on - 365", "ends_on = ends_on + 365",
            "label = left(label, 5) || left(label, 4)",
        ],
        "school_year_label_names_two_years": ["label = replace(label, '-', '/')"],
        "school_year_programme_due_before_record": ["programme_due_at = record_due_at"],
    ]

    private static let unknownStages = [
        "stages = '{}'", "stages = '{NULL}'", "stages = '{DIAGNOSIS, DIAGNOSIS}'",
        "stages = '{DIAGNOSIS, DREAM}'",
    ]

    private static let escorting = [
        "assignment_is_itself_annulled": ["annulled_fact_id = gen_random_uuid()"],
        "escorting_history_is_itself_annulled": ["annulled_fact_id = gen_random_uuid()"],
        "finding_is_observed": ["observed_on = recorded_at::date + 2"],
        "small_group_is_held": ["held_on = recorded_at::date + 2"],
        "small_group_stages_are_known_and_distinct": unknownStages,
        "visit_stages_are_known_and_distinct": unknownStages,
        "workshop_is_held": ["held_on = recorded_at::date + 2"],
        "record_is_returned_for_a_reason": ["decision = 'RETURNED', reason = NULL"],
    ]

    private static let programmes = [
        "agreement_channels_are_known": ["channels = '{PIGEON}'", "channels = '{NULL}'"],
        "agreement_forms_are_known": ["forms = '{DREAM}'", "forms = '{NULL}'"],
        "agreement_exception_has_a_reason": ["reason = 'None.'"],
        "agreement_exception_is_known": [
            "exception = 'HOLIDAY', reason = 'The sea.', forms = '{}', channels = '{}'"
        ],
        "agreement_names_forms_and_channels_or_an_exception": [
            "forms = '{}'", "channels = '{}'", "exception = 'POST_VACANT', reason = 'None.'",
        ],
        "agreement_reason_is_stated_or_absent": [
            "exception = 'POST_VACANT', forms = '{}', channels = '{}', reason = ' '",
            """
            exception = 'POST_VACANT', forms = '{}', channels = '{}', reason = repeat('x', 501)
            """,
        ],
        "programme_lateness_follows_from_its_instants": [
            "is_late = NOT is_late", "is_late = NULL",
        ],
        "planned_visit_names_its_school": ["kind = 'VISIT', school_id = NULL"],
        "amendment_has_a_reason": ["number = 1, reason = 'None.'", "number = 2, reason = NULL"],
        "amendment_reason_is_stated_or_absent": [
            "number = 2, reason = ' '", "number = 2, reason = repeat('x', 501)",
        ],
        "deposit_has_a_receipt": ["receipt_number = NULL", "deposited_at = NULL"],
        "programme_version_number_is_positive": ["number = 0, reason = 'None.'"],
        "receipt_comment_comes_with_a_receipt": [
            "receipt_comment = 'Seen.', received_at = NULL, received_by_id = NULL"
        ],
        "receipt_comment_is_stated_or_absent": [
            "receipt_comment = ' '", "receipt_comment = repeat('x', 1001)",
        ].map { $0 + ", received_at = deposited_at, received_by_id = gen_random_uuid()" },
        "receipt_has_an_author": [
            "received_at = deposited_at, received_by_id = NULL",
            "received_at = NULL, received_by_id = gen_random_uuid(), receipt_comment = NULL",
        ],
    ]

    private static let projects = [
        "project_ends_when_it_is_over": [
            "status = 'COMPLETED', ended_on = NULL",
            "status = 'SUBMITTED', ended_on = '2026-06-30'",
        ],
        "project_is_submitted_on_a_day": [
            "status = 'DRAFT', submitted_on = '2026-06-30', ended_on = NULL",
            "status = 'SUBMITTED', submitted_on = NULL, ended_on = NULL",
        ],
        "project_status_is_known": [
            "status = 'DREAMT', submitted_on = '2026-06-30', ended_on = NULL"
        ],
        "project_years_are_in_order": ["first_school_year = '9998-9999'"],
        "project_progress_is_observed": ["observed_on = recorded_at::date + 2"],
    ]

    private static let selection = [
        "committee_seat_is_answered_at_an_instant": [
            "status = 'INVITED', answered_at = now()", "status = 'ACCEPTED', answered_at = NULL",
        ],
        "committee_seat_status_is_known": ["status = 'ASLEEP', answered_at = now()"],
        "incident_is_about_a_session_or_a_mandate": [
            "session_id = NULL", "mandate_id = gen_random_uuid()",
        ],
        "ranking_adopted_at_an_instant": ["status = 'ADOPTED', adopted_at = NULL"],
        "score_ends_at_an_instant": [
            "status = 'COUNTED', ended_at = now()", "status = 'VOID', ended_at = NULL",
        ],
        "score_status_is_known": ["status = 'LOST', ended_at = now()"],
        "selection_session_closes_at_an_instant": [
            "status = 'CLOSED', closed_at = NULL", "status = 'SCORING', closed_at = now()",
        ],
        "selection_session_status_is_known": ["status = 'ASLEEP', closed_at = NULL"],
    ]

    private static let answered = ", answered_by_id = gen_random_uuid(), answered_at = now()"
    private static let incomplete = [
        "status = 'GRANTED', answered_at = NULL, answered_by_id = gen_random_uuid()",
        "status = 'GRANTED', answered_at = now(), answered_by_id = NULL",
    ]
    private static let unreasoned = [
        "status = 'REFUSED', refusal_reason = NULL" + answered,
        "status = 'GRANTED', refusal_reason = 'None.'" + answered,
    ]
    private static let unstated = [
        "status = 'REFUSED', refusal_reason = ' '" + answered,
        "status = 'REFUSED', refusal_reason = repeat('x', 501)" + answered,
    ]

    private static let requests = [
        "accepted_activity_is_in_the_programme": ["programme_id = NULL", "status = 'PROPOSED'"],
        "declined_activity_has_an_answer": [
            "status = 'DECLINED', answer = NULL, programme_id = NULL" + answered
        ],
        "proposal_is_answered_by_another": ["answered_by_id = proposer_id"],
        "proposed_activity_answer_is_complete": ["answered_at = NULL", "answered_by_id = NULL"],
        "proposed_activity_status_is_known": ["status = 'DREAMT', programme_id = NULL" + answered],
        "support_refusal_has_a_reason": unreasoned,
        "support_refusal_reason_is_stated_or_absent": unstated,
        "support_request_answer_is_complete": incomplete,
        "support_request_status_is_known": ["status = 'LOST', refusal_reason = NULL" + answered],
        "only_a_shared_trip_names_another": [
            "means = 'OWN_CAR', shared_with_id = gen_random_uuid()",
            "means = 'SHARED', shared_with_id = id",
        ],
        "transport_refusal_has_a_reason": unreasoned,
        "transport_refusal_reason_is_stated_or_absent": unstated,
        "transport_request_answer_is_complete": incomplete,
        "transport_request_knows_whether_it_came_after_the_trip": [
            "is_after_the_fact = NOT is_after_the_fact"
        ],
        "transport_request_leads_somewhere": ["destination = NULL, school_id = NULL"],
        "transport_request_status_is_known": ["status = 'LOST', refusal_reason = NULL" + answered],
    ]

    private static let audit = [
        "audit_entry_digest_is_of_one_row": [
            "digest = 'x', salt = gen_random_uuid(), row_count = 2"
        ],
        "audit_entry_digest_is_salted": [
            "digest = 'x', salt = NULL, row_count = 1", "digest = NULL, salt = gen_random_uuid()",
        ],
        "kept_answer_has_its_outcome": [
            "answer = '', outcome = NULL", "answer = NULL, outcome = 'EXECUTED'",
        ],
        "kept_answer_outcome_is_known": ["answer = '', outcome = 'LOST'"],
    ]
}
