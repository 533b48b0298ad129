/* rebuild: derive all tables anew from the log. */
#include "data/query.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/interrupt.h"
#include "tui/progress.h"

struct work {
    struct interrupt interrupt;
    struct progress progress;
};

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    struct work *work = context;
    progress_tell(&work->progress, done, all);
    return !interrupt_waits(&work->interrupt);
}

static bool add_body(void *context, const struct body_item *item)
{
    json_t *bodies = context;
    json_array_append_new(bodies,
                          json_pack("{s:o, s:I}", "body", json_slice(item->name), "entries", (json_int_t)item->size));
    return true;
}

/* {"bodies":[{"body","entries"}]}: what was read anew. */
static enum status print_json(struct session *session)
{
    json_t *bodies = json_array();
    enum status status = query_bodies(ledger_store(session->ledger), add_body, bodies, &session->problem);
    if (status == STATUS_OK)
        return session_json(session, json_pack("{s:o}", "bodies", bodies));
    json_decref(bodies);
    return status;
}

static enum status rebuild(struct session *session)
{
    struct work work;
    enum status status = session_ledger(session, STORE_WRITE);
    if (status != STATUS_OK)
        return status;
    progress_begin(&work.progress, session, false);
    interrupt_hold(&work.interrupt);
    status = ledger_rebuild(session->ledger, go_on, &work, &session->problem);
    interrupt_release(&work.interrupt, status == STATUS_CANCELLED);
    progress_clear(&work.progress);
    if (status == STATUS_CANCELLED)
        return problem_say(&session->problem, status, N_("interrupted: the ledger is as it was"), NULL, NULL);
    if (status == STATUS_OK && session_has(session, OPTION_JSON))
        status = print_json(session);
    if (status == STATUS_OK)
        session_note(session, _("All tables were derived anew from the log."), SLICE(""), SLICE(""));
    return status;
}

const struct command commands_rebuild[] = {
    {"rebuild", NULL, "", 0, 0, "", N_("derive all tables anew from the log"), rebuild},
    {0},
};
