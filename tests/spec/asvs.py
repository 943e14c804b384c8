"""OWASP ASVS 5.0.0, level 2: which requirement is shown by which of our tests, in a few words of ours; of level 3 what is shown, too.

The standard's numbers, none of its text (github.com/OWASP/ASVS, 5.0/docs_en, the list as CSV). What no test can show is named in ``BY_HAND`` with where to look; what is not met stands in
``OPEN`` with the reason.
"""

from collections.abc import Mapping

SPEC, INTEGRATION, UNIT = "tests/spec/", "tests/integration/", "tests/unit/"
WEB = SPEC + "test_web_defences.py::"
IN = SPEC + "test_who_came_in.py::"
OUT = INTEGRATION + "test_outsider_attacks.py::"
DOOR = (
    SPEC
    + "test_every_door.py::test_who_passes_is_exactly_who_may_and_the_others_are_told_no_more_than_is_theirs_to_know"
)
METHODS = SPEC + "test_every_door.py::test_a_page_answers_no_method_that_is_not_in_its_rows"
KINDS = SPEC + "test_every_door.py::test_no_page_breaks_on_a_parameter_of_the_wrong_kind"
SQL = SPEC + "test_sql_sandbox.py::"
NAUGHTY = SPEC + "test_pages_are_sound.py::test_what_people_write_is_naughty_on_these_pages"
UP = SPEC + "test_site_stays_up.py::"
BOUNDS = SPEC + "test_bounds.py::"
WHOSE = SPEC + "test_whose_is_it.py::"
SAFE = INTEGRATION + "test_safe_client.py::"
CHILD = INTEGRATION + "test_limited_child.py::"
TRAIL = SPEC + "test_trail_outside.py::"
PEOPLE = UNIT + "base/people/test_actions.py::"
PRIVATE = INTEGRATION + "test_private_answers.py::"
MATRIX = SPEC + "test_entitlement_matrix.py::test_every_door_shows_what_the_state_of_the_entitlement_gives"
RUSH = INTEGRATION + "test_ledger_rush.py::"
BAD = SPEC + "test_bad_files.py::"
JOSE = UNIT + "systems/mydata/core/test_jose.py::"
MYDATA = INTEGRATION + "test_mydata.py::"
ARCHIVES = UNIT + "data/ingest/test_containers.py::"

SCRIPTED: Mapping[str, tuple[str, ...]] = {
    # V1 encoding and sanitization
    "1.1.2": (NAUGHTY,),
    "1.2.1": (NAUGHTY, SPEC + "test_pages_are_sound.py::test_what_is_typed_into_a_form_is_not_taken_for_markup"),
    "1.2.2": (
        UNIT + "data/catalogue/test_description.py::test_only_what_leads_to_the_web_is_an_address",
        INTEGRATION + "test_catalogue_pages.py::test_distribution_links_leave_no_trace_of_where_one_came_from",
    ),
    "1.2.3": ("tests/journeys/test_account.py::test_no_name_is_ever_run_as_script",),
    "1.2.4": (
        OUT + "test_what_postgresql_cannot_be_asked_for_is_no_name",
        SQL + "test_no_escape_reads_writes_leaks_or_calls",
    ),
    "1.2.10": (
        UNIT + "base/kit/test_spreadsheet.py::test_text_that_would_run_begins_with_an_apostrophe",
        UNIT + "data/query/test_downloads.py::test_what_is_for_a_spreadsheet_runs_nothing_there",
    ),
    "1.3.2": (SQL + "test_the_process_holds_even_where_the_grammar_would_not",),
    "1.3.3": (OUT + "test_a_file_is_named_by_nothing_but_a_plain_name",),
    "1.3.6": (
        SAFE + "test_no_url_reaches_what_is_not_public",
        SAFE + "test_every_redirect_is_judged_again",
        SAFE + "test_no_port_beside_the_webs_own_is_reached_unless_it_is_listed",
    ),
    "1.3.11": (UNIT + "base/people/test_texts.py::test_a_line_that_cannot_be_one_is_refused",),
    "1.5.1": (UNIT + "systems/harvest/core/test_xml.py::test_refused",),
    "1.5.2": (
        CHILD + "test_nonsense_on_the_pipe_harms_nobody",
        INTEGRATION + "test_hostile_answers.py::test_what_a_hostile_reader_names_is_refused",
    ),
    # V2 validation and business logic
    "2.2.1": (KINDS, SPEC + "test_api_schema.py::test_no_request_makes_the_api_break"),
    "2.2.2": (KINDS,),
    "2.3.1": (
        INTEGRATION + "footage/test_set_labels.py::test_whoever_labelled_does_not_inspect_and_a_rejection_says_why",
    ),
    "2.3.2": (RUSH + "test_of_sixty_four_at_once_exactly_as_many_buy_as_the_account_affords",),
    "2.3.3": (RUSH + "test_killed_between_any_two_steps_it_was_entered_whole_or_not_at_all",),
    "2.3.4": (RUSH + "test_of_sixty_four_at_once_exactly_as_many_buy_as_the_account_affords",),
    "2.3.5": (WHOSE + "test_another_organisations_name_needs_its_consent_or_an_officers",),
    "2.4.1": (
        UP + "test_thirty_heavy_questions_of_one_leave_the_site_to_others",
        BOUNDS + "test_nobody_promises_more_than_their_share",
    ),
    # V3 web frontend
    "3.2.1": (WEB + "test_every_answer_has_its_guards",),
    "3.2.2": (NAUGHTY,),
    "3.3.1": (PRIVATE + "test_cookies_under_tls_are_of_this_host_alone",),
    "3.3.2": (OUT + "test_cookies_stay_from_scripts_and_other_sites",),
    "3.3.3": (PRIVATE + "test_cookies_under_tls_are_of_this_host_alone",),
    "3.3.4": (OUT + "test_cookies_stay_from_scripts_and_other_sites",),
    "3.4.2": (WEB + "test_other_sites_read_what_is_open_and_nothing_that_is_said_to_a_session",),
    "3.4.3": (WEB + "test_every_answer_has_its_guards",),
    "3.4.4": (WEB + "test_every_answer_has_its_guards",),
    "3.4.5": (WEB + "test_every_answer_has_its_guards",),
    "3.4.6": (
        WEB + "test_every_answer_has_its_guards",
        INTEGRATION + "test_query_pages.py::test_only_the_frame_may_stand_in_another_site",
    ),
    "3.4.8": (WEB + "test_every_answer_has_its_guards",),
    "3.5.1": (
        OUT + "test_a_form_from_another_site_is_refused",
        PEOPLE + "test_a_sessions_write_to_the_api_needs_the_csrf_token",
    ),
    "3.5.2": (PEOPLE + "test_a_sessions_write_to_the_api_needs_the_csrf_token",),
    "3.5.3": (METHODS,),
    "3.5.6": (WEB + "test_an_answer_is_never_a_script_of_the_askers_naming",),
    "3.5.8": (WEB + "test_other_sites_read_what_is_open_and_nothing_that_is_said_to_a_session",),
    "3.7.2": (OUT + "test_signing_in_and_choosing_a_language_lead_to_no_other_site",),
    # V4 API and web service
    "4.1.1": (WEB + "test_every_answer_has_its_guards",),
    "4.1.3": (OUT + "test_another_host_is_not_answered_and_a_forwarded_one_is_not_believed",),
    "4.1.4": (METHODS, WEB + "test_methods_without_a_meaning_here_do_nothing"),
    "4.2.1": (UNIT + "portal/serving/test_head.py::test_a_head_says_where_it_leads_and_how_much_follows",),
    # V5 file handling
    "5.2.1": (
        INTEGRATION + "test_uploads.py::test_too_large_a_file_is_refused_before_it_is_sent",
        BOUNDS + "test_a_form_takes_no_more_than_a_form_has",
    ),
    "5.2.2": (BAD + "test_a_bad_file_is_refused_with_its_own_sentence",),
    "5.2.3": (BAD + "test_the_workbook_that_claims_a_billion_cells_is_small",),
    "5.2.4": (BOUNDS + "test_an_organisation_has_a_quota_that_the_same_bytes_do_not_use_twice",),
    "5.3.1": (WEB + "test_no_file_of_the_installation_is_an_address",),
    "5.2.5": (
        UNIT + "data/ingest/test_file_parser.py::test_links_out_of_a_folder_and_styles_of_maps_are_no_files_to_load",
    ),
    "5.3.2": (
        INTEGRATION + "test_uploads.py::test_a_name_cannot_lead_out_of_the_store",
        INTEGRATION + "test_uploads.py::test_what_was_taken_in_is_never_written_to_again",
    ),
    "5.3.3": (
        ARCHIVES + "test_name_that_leads_out_is_refused",
        ARCHIVES + "test_members_lie_under_numbers_and_keep_their_names",
    ),
    "5.4.1": (OUT + "test_a_file_is_named_by_nothing_but_a_plain_name",),
    "5.4.2": (UNIT + "data/query/test_downloads.py::test_a_file_name_keeps_its_hangul",),
    # V6 authentication
    "6.2.1": (WEB + "test_weak_passwords_are_refused_with_the_reason",),
    "6.2.2": (WEB + "test_a_new_password_needs_the_old_one_and_ends_other_sessions",),
    "6.2.3": (WEB + "test_a_new_password_needs_the_old_one_and_ends_other_sessions",),
    "6.2.4": (WEB + "test_weak_passwords_are_refused_with_the_reason",),
    "6.2.5": (WEB + "test_long_passwords_of_any_signs_are_taken_whole",),
    "6.2.6": (WEB + "test_a_passwords_field_hides_it_and_lets_it_be_pasted",),
    "6.2.7": (WEB + "test_a_passwords_field_hides_it_and_lets_it_be_pasted",),
    "6.2.8": (WEB + "test_long_passwords_of_any_signs_are_taken_whole",),
    "6.2.9": (WEB + "test_long_passwords_of_any_signs_are_taken_whole",),
    "6.2.11": (UNIT + "base/people/test_passwords.py::test_what_everyone_tries_is_refused",),
    "6.3.1": (IN + "test_junk_and_a_restart_lift_no_lock", IN + "test_guesses_that_run_at_once_all_count"),
    "6.3.2": (WEB + "test_a_new_installation_has_nobody_who_could_sign_in",),
    "6.3.4": (PEOPLE + "test_a_token_is_refused_on_pages_even_beside_a_session",),
    "6.3.8": (WEB + "test_known_and_unknown_addresses_are_answered_alike",),
    "6.4.3": (WEB + "test_a_new_password_by_mail_opens_nothing_past_the_second_factor",),
    "6.5.1": (WEB + "test_a_code_of_the_app_opens_once",),
    # V7 sessions
    "7.2.1": (WEB + "test_a_session_is_new_and_long_and_ends_with_signing_out",),
    "7.2.2": (WEB + "test_a_session_is_new_and_long_and_ends_with_signing_out",),
    "7.2.3": (WEB + "test_a_session_is_new_and_long_and_ends_with_signing_out",),
    "7.2.4": (OUT + "test_a_session_that_was_given_to_a_visitor_is_not_the_one_they_sign_in_with",),
    "7.3.1": (
        IN + "test_a_session_that_lay_unused_is_over",
        UNIT + "base/people/test_sessions.py::test_a_session_ends_unused",
    ),
    "7.4.1": (WEB + "test_a_session_is_new_and_long_and_ends_with_signing_out",),
    "7.4.2": (
        INTEGRATION + "test_sealed.py::test_a_suspended_account_is_out_at_once_with_its_tokens",
        IN + "test_a_deleted_account_leaves_no_name_and_opens_nothing",
    ),
    "7.4.3": (WEB + "test_a_new_password_needs_the_old_one_and_ends_other_sessions",),
    "7.4.4": (WEB + "test_signing_out_is_on_every_page",),
    "7.5.1": (
        WEB + "test_what_lets_others_in_is_changed_after_the_password_was_said_again",
        WEB + "test_leaving_needs_a_press_and_the_password_again",
    ),
    # V8 authorization
    "8.2.1": (DOOR,),
    "8.2.2": (DOOR, MATRIX, WHOSE + "test_who_left_an_organisation_has_nothing_of_what_they_once_brought"),
    "8.2.3": (INTEGRATION + "test_entitlements.py::test_a_reader_of_parts_meets_nothing_else_at_any_door",),
    "8.3.1": (DOOR, INTEGRATION + "test_entitlements.py::test_sql_sees_the_part_alone"),
    "8.3.2": (INTEGRATION + "test_entitlements.py::test_a_download_ends_where_the_right_did",),
    "8.4.1": (
        WHOSE + "test_a_feed_of_a_name_is_each_organisations_own",
        IN + "test_a_token_of_one_organisation_is_nothing_beside_it",
    ),
    # V9 self-contained tokens
    "9.1.1": (JOSE + "test_what_was_not_signed_for_us_now_by_that_key_is_refused",),
    "9.1.2": (
        JOSE + "test_what_was_not_signed_for_us_now_by_that_key_is_refused",
        JOSE + "test_only_a_public_ed25519_key_is_a_key",
    ),
    "9.2.1": (JOSE + "test_an_assertion_passes_once_and_within_the_skew_of_two_clocks",),
    "9.2.2": (JOSE + "test_what_was_not_signed_for_us_now_by_that_key_is_refused",),
    "9.2.3": (JOSE + "test_what_was_not_signed_for_us_now_by_that_key_is_refused",),
    # V10 OAuth
    "10.3.2": (MYDATA + "test_only_what_was_agreed_to_leaves_and_nothing_after_she_said_no",),
    "10.3.5": (MYDATA + "test_a_token_is_of_no_use_to_another_client",),
    "10.4.1": (MYDATA + "test_a_request_is_for_a_code_to_the_registered_address_with_a_hashed_challenge",),
    "10.4.2": (MYDATA + "test_a_code_is_changed_once_by_the_one_who_asked_with_its_verifier",),
    "10.4.3": (MYDATA + "test_a_code_is_good_for_its_minutes_and_no_longer",),
    "10.4.4": (MYDATA + "test_a_request_is_for_a_code_to_the_registered_address_with_a_hashed_challenge",),
    "10.4.6": (
        MYDATA + "test_a_request_is_for_a_code_to_the_registered_address_with_a_hashed_challenge",
        MYDATA + "test_a_code_is_changed_once_by_the_one_who_asked_with_its_verifier",
    ),
    "10.4.9": (MYDATA + "test_only_what_was_agreed_to_leaves_and_nothing_after_she_said_no",),
    "10.4.10": (MYDATA + "test_a_token_is_of_no_use_to_another_client",),
    "10.4.14": (MYDATA + "test_a_token_is_of_no_use_to_another_client",),
    "10.7.1": (MYDATA + "test_a_request_opens_once_and_for_one_person",),
    "10.7.3": (
        MYDATA + "test_from_her_own_row_to_the_proof_of_deletion",
        UNIT + "systems/mydata/core/test_consent.py::test_narrowing_deletes_what_no_purpose_has_any_more",
    ),
    # V11 cryptography
    "11.3.3": (UNIT + "data/files/test_envelope.py::test_nothing_is_cut_swapped_or_left_out_unseen",),
    "11.4.2": (WEB + "test_a_password_is_stored_by_a_slow_salted_hash",),
    "11.5.1": (UNIT + "base/people/test_tokens.py::test_a_token_carries_its_prefix_and_checksum",),
    # V12 secure communication
    "12.3.2": (SAFE + "test_tls_proves_the_name_and_not_the_address",),
    # V13 configuration
    "13.2.4": (
        SAFE + "test_an_inner_host_is_reached_only_where_it_is_listed",
        SAFE + "test_no_port_beside_the_webs_own_is_reached_unless_it_is_listed",
    ),
    "13.3.2": (
        UNIT + "data/files/test_keystore.py::test_keys_lie_beside_the_home_wrapped_and_for_the_service_alone",
        PRIVATE + "test_nothing_in_a_home_is_for_other_accounts",
    ),
    "13.4.1": (WEB + "test_no_file_of_the_installation_is_an_address",),
    "13.4.2": (WEB + "test_the_site_shows_no_workings_unless_asked_to",),
    "13.4.3": (WEB + "test_no_file_of_the_installation_is_an_address",),
    "13.4.4": (WEB + "test_methods_without_a_meaning_here_do_nothing",),
    "13.4.6": (WEB + "test_nothing_says_what_the_site_runs_on",),
    # V14 data protection
    "14.2.1": (WEB + "test_a_token_in_an_address_is_none",),
    "14.2.2": (PRIVATE + "test_what_a_person_sees_is_kept_by_nobody",),
    "14.2.3": (WEB + "test_every_answer_has_its_guards",),
    "14.2.7": (
        IN + "test_counts_are_forgotten_when_nothing_looks_at_them_any_more",
        IN + "test_a_days_file_has_an_end_and_old_days_go",
    ),
    "14.3.2": (
        PRIVATE + "test_what_a_person_sees_is_kept_by_nobody",
        PRIVATE + "test_what_a_program_is_told_by_its_token_is_kept_by_nobody",
    ),
    # V15 secure coding and architecture
    "15.1.2": (UNIT + "test_supply.py::test_the_document_is_the_same_for_the_same_locks_and_names_every_part_once",),
    "15.2.1": (UNIT + "test_supply.py::test_the_locks_are_told_as_they_are_and_nothing_in_them_is_known_to_be_faulty",),
    "15.2.2": (UP + "test_sixteen_downloads_of_one_leave_turns_to_others", SQL + "test_no_bomb_outlives_its_limit"),
    "15.3.1": (INTEGRATION + "test_people_pages.py::test_members_names_are_not_shown_to_outsiders",),
    "15.3.2": (SAFE + "test_every_redirect_is_judged_again",),
    "15.3.3": (WEB + "test_what_a_form_does_not_ask_for_is_not_changed",),
    "15.3.4": (UNIT + "portal/serving/test_head.py::test_an_address_is_believed_of_our_own_proxies_alone",),
    "15.3.5": (KINDS,),
    "15.4.3": (RUSH + "test_payments_in_both_directions_never_wait_for_each_other_for_ever",),
    "15.4.4": (UP + "test_thirty_heavy_questions_of_one_leave_the_site_to_others",),
    # V16 logging and errors
    "16.2.1": (WEB + "test_what_is_kept_of_accesses_says_when_who_where_and_what",),
    "16.2.2": (WEB + "test_what_is_kept_of_accesses_says_when_who_where_and_what",),
    "16.2.5": (
        IN + "test_failed_sign_ins_are_noted_with_their_address",
        SPEC + "test_sealed_taint.py::test_neither_the_index_nor_the_trail_keeps_it",
    ),
    "16.3.1": (
        IN + "test_failed_sign_ins_are_noted_with_their_address",
        PEOPLE + "test_every_change_of_people_is_in_the_trail",
    ),
    "16.3.2": (IN + "test_refusals_of_who_is_known_are_noted",),
    "16.3.4": (WEB + "test_what_breaks_is_told_without_its_inside_which_is_logged",),
    "16.4.1": (WEB + "test_no_line_of_the_access_log_holds_a_second_one",),
    "16.4.2": (
        WEB + "test_what_is_kept_of_accesses_says_when_who_where_and_what",
        TRAIL + "test_the_unsigned_end_can_not_be_altered",
    ),
    "16.4.3": (TRAIL + "test_a_copy_elsewhere_tells_what_the_homes_own_notes_no_longer_do",),
    "16.5.1": (WEB + "test_what_breaks_is_told_without_its_inside_which_is_logged",),
    "16.5.2": (INTEGRATION + "harvest/test_harvest.py::test_a_spoilt_page_removes_nothing",),
    "16.5.3": (
        BOUNDS + "test_a_disk_that_fills_while_bytes_arrive_refuses_and_loses_nothing",
        SQL + "test_the_process_holds_even_where_the_grammar_would_not",
    ),
    "16.5.4": (WEB + "test_what_breaks_is_told_without_its_inside_which_is_logged",),
}
BY_HAND: Mapping[str, str] = {
    "2.1.1": "docs/reference/api.md, the shapes of the API",
    "5.1.1": "docs/guides, what file formats come in and how large",
    "6.1.1": "docs/decisions/0263, how tries to sign in are counted",
    "7.1.1": "docs/guides/operate.md, NARU_IDLE_HOURS",
    "8.1.1": "docs/reference, the table of doors under tests/spec/doors",
    "12.1.1": "TLS is the proxy's: docs/guides/operate.md",
    "12.2.1": "TLS is the proxy's: docs/guides/operate.md",
    "15.1.1": "SECURITY.md, how soon a fault is mended",
    "16.1.1": "docs/decisions/0020 and `naru access-log --help`",
}
OPEN: Mapping[str, str] = {
    "3.4.1": "HSTS is set with subdomains where NARU_HTTPS is on; no test starts the site so",
    "5.4.3": "no virus scanner: files are parsed in limited children and handed out as attachments",
    "6.2.12": "no list of leaked passwords but Django's common ones and our rules",
    "6.3.3": "a second factor is required behind TLS of who publishes or administers (test_who_came_in.py); others may set one up",
    "6.3.5": "a sign-in from a new place is in the access log, but nobody is written to",
    "7.3.2": "a session that is used has no longest life",
    "7.5.2": "one's sessions are listed and ended (test_web_defences.py), without saying the password again",
}
