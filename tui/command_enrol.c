/* enrol: ask for a seat or an office with one's own key. */
#include "tui/command.h"
#include "tui/signing.h"

static enum status enrol(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct log *log;
    struct vkey vkey;
    struct author author;
    struct submission submission;
    arena_init(&arena);
    draft_init(&draft, KIND_ENROL, &arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    if (status == STATUS_OK)
        status = session_key_name(session, &vkey);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_enrol(
            &author, &vkey, session_has(session, OPTION_ROLE) ? session_value(session, OPTION_ROLE) : SLICE("holder"),
            slice_of(session->arguments > 1 ? session->argument[1] : NULL), &draft);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

const struct command commands_enrol[] = {
    {"enrol", NULL, "BODY [SEAT]", 1, 2, "role", N_("ask for a seat or an office; the secretaries approve"), enrol},
    {0},
};
