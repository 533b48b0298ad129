/* enrol: ask for a seat or an office with one's own key. */
#include "tui/command.h"
#include "tui/signing.h"

static enum status fill(struct session *session, const struct vkey *vkey, const char *seat, struct draft *draft)
{
    struct buffer text;
    buffer_init(&text);
    vkey_write(vkey, &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status = draft_add(draft, "key", buffer_slice(&text));
    if (status == STATUS_OK)
        status = draft_add(draft, "role",
                           session_has(session, OPTION_ROLE) ? session_value(session, OPTION_ROLE) : SLICE("holder"));
    if (status == STATUS_OK && seat)
        status = draft_add_text(draft, "seat", seat);
    buffer_release(&text);
    return status;
}

static enum status enrol(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct log *log;
    struct vkey vkey;
    struct submission submission;
    arena_init(&arena);
    draft_init(&draft, KIND_ENROL, &arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = ledger_log(session->ledger, slice_of(session->argument[0]), &log, &session->problem);
    if (status == STATUS_OK)
        status = session_key_name(session, &vkey);
    if (status == STATUS_OK)
        status = signing_common(session, log, NULL, &draft);
    if (status == STATUS_OK)
        status = fill(session, &vkey, session->arguments > 1 ? session->argument[1] : NULL, &draft);
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
