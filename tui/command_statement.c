/* state: a signed statement or practical report on a proposal. */
#include "tui/command.h"
#include "tui/signing.h"

static enum status state(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
    struct author author;
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
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_statement(&author, &found.id, session_given(session, OPTION_SEAT), &draft, &session->problem);
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
