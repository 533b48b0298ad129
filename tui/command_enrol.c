/* enrol: ask for a seat or an office with one's own key. */
#include "tui/command.h"
#include "tui/writing.h"

static enum status compose(struct session *session, struct writing *writing)
{
    struct vkey vkey;
    struct slice role = session_has(session, OPTION_ROLE) ? session_value(session, OPTION_ROLE) : SLICE("holder");
    struct slice seat = slice_of(session->arguments > 1 ? session->argument[1] : NULL);
    enum status status = session_key_name(session, &vkey);
    return status == STATUS_OK ? compose_enrol(&writing->author, &vkey, role, seat, &writing->draft) : status;
}

static enum status enrol(struct session *session)
{
    static const struct writing_kind kind = {KIND_ENROL, WRITING_BODY, false, compose};
    return writing_sign(session, &kind);
}

const struct command commands_enrol[] = {
    {"enrol", NULL, "BODY [SEAT]", 1, 2, "role", N_("ask for a seat or an office; the secretaries approve"), enrol},
    {0},
};
