/* The tables of all screens; each is defined at the end of its file screen_NAME.c. */
#ifndef TUI_SCREENS_H
#define TUI_SCREENS_H

#include "tui/screen.h"

/*
 * Arguments: screen_ballot, screen_result, screen_hall and screen_missing a const struct ballot_facts; screen_statement
 * (a proposal) and screen_receipt (an entry by body and index; index -1: one that waits for signatures, by its id) a
 * const struct found; screen_sign a const struct sign_request (tui/screen_sign.h); screen_statute a const struct
 * statute_place (tui/statute.h); screen_costs a const struct proposal_place (tui/screen_proposal.h); screen_opening a
 * const struct opening_place (tui/opening.h); screen_meeting, screen_attendance and screen_minutes a const struct
 * meeting_place, screen_invitation a const struct invitation_place (tui/screen_meeting.h); screen_declaration a const
 * struct declaration_place (tui/declaration.h); screen_history a const struct history_place (tui/screen_history.h);
 * screen_save a const struct save_request (tui/taking.h); screen_closing a const struct closing_place
 * (tui/closing_form.h); screen_draft a const struct draft_place (tui/drafting.h); screen_enrolment a const struct
 * enrolment_place (tui/enrolment.h); screen_head and screen_export a const struct head_place (tui/head_view.h);
 * screen_pass a const struct seat_pass (tui/seat_pass.h); screen_versions a const struct versions_place
 * (tui/screen_versions.h); screen_keys a const struct keys_place (tui/screen_keys.h) or NULL; screen_silent a const
 * struct silent_place (tui/silent_place.h); screen_pending, screen_meetings, screen_check, screen_against,
 * screen_import, screen_power and screen_founding none. Keys that ask for a signature at once: tui/enrolment.h,
 * tui/declaration.h, tui/closing_screen.h, tui/minutes_confirm.h.
 */
/* A line a screen; each has a view in tests/screen_views.c. */
/* clang-format off */
#define SCREEN_TABLE(X) \
    X(start) \
    X(proposals) \
    X(proposal) \
    X(ballots) \
    X(result) \
    X(ballot) \
    X(sign) \
    X(receipt) \
    X(ledger) \
    X(entry) \
    X(audit) \
    X(members) \
    X(pending) \
    X(opening) \
    X(founding) \
    X(statute) \
    X(costs) \
    X(statement) \
    X(help) \
    X(messages) \
    X(meetings) \
    X(meeting) \
    X(attendance) \
    X(minutes) \
    X(invitation) \
    X(declaration) \
    X(history) \
    X(draft) \
    X(keys) \
    X(enrolment) \
    X(head) \
    X(closing) \
    X(save) \
    X(import) \
    X(export) \
    X(check) \
    X(against) \
    X(silent) \
    X(power) \
    X(versions) \
    X(pass) \
    X(hall) \
    X(missing)
/* clang-format on */

#define SCREEN_DECLARE(id) extern const struct screen screen_##id;
SCREEN_TABLE(SCREEN_DECLARE)
#undef SCREEN_DECLARE

#endif
