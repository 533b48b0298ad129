/* state: a signed statement or practical report on a proposal. */
#include "data/query.h"
#include "tui/command.h"
#include "tui/signing.h"

/* --seat, else the draft's own, else the only seat in which the author has a place. */
static enum status add_seat(struct session *session, struct log *log, struct draft *draft)
{
    struct vkey vkey;
    struct place_item place;
    if (session_has(session, OPTION_SEAT))
        return draft_add(draft, "seat", session_value(session, OPTION_SEAT));
    if (draft_has(draft, "seat"))
        return STATUS_OK;
    enum status status = session_key_name(session, &vkey);
    if (status == STATUS_OK)
        status = query_place(ledger_store(session->ledger), log_number(log), vkey.name, &place, &session->problem);
    if (status == STATUS_OK && place.seats == 1)
        status = draft_add_text(draft, "seat", place.seat);
    return status;
}

static enum status state(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
    struct submission submission;
    arena_init(&arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = query_find_proposal(ledger_store(session->ledger), session->argument[0], &found, &session->problem);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, found.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = session_draft(session, session->argument[1], KIND_STATEMENT, &arena, &draft);
    if (status == STATUS_OK)
        status = signing_common(session, log, NULL, &draft);
    if (status == STATUS_OK)
        status = draft_add_hash(&draft, "proposal", &found.id);
    if (status == STATUS_OK)
        status = add_seat(session, log, &draft);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

const struct command commands_statement[] = {
    {"state", NULL, "PROPOSAL FILE", 2, 2, "seat", N_("sign a statement or a practical report on a proposal"), state},
    {0},
};
