#include "tui/app_mode.h"

#include "data/query_inbox.h"

#include <errno.h>
#include <unistd.h>

struct offices {
    bool auditor, other;
};

static bool take_place(void *context, const struct inbox_place *place)
{
    struct offices *offices = context;
    if (slice_is(place->role, "auditor"))
        offices->auditor = true;
    else
        offices->other = true;
    return !offices->other;
}

/* Where it fails the ledger stays open as it is. */
static enum status reopen(struct session *session, enum store_mode mode, struct problem *problem)
{
    struct ledger *opened;
    if (session->mode == mode)
        return STATUS_OK;
    enum status status = ledger_open(session->ledger_path.at, mode, &opened, problem);
    if (status != STATUS_OK)
        return status;
    ledger_close(session->ledger);
    session->ledger = opened;
    session->mode = mode;
    return STATUS_OK;
}

bool app_mode_is_asked(const struct session *session)
{
    return session_has(session, OPTION_READ_ONLY) ||
           (access(session->ledger_path.at, W_OK) != 0 && (errno == EACCES || errno == EROFS));
}

enum status app_mode_choose(struct app *app, struct problem *problem)
{
    struct offices offices = {false, false};
    struct session *session = app->session;
    enum status status = STATUS_OK;
    bool asked = app_mode_is_asked(session);
    if (session->unfiled) {
        app->read_only = asked;
        return STATUS_OK;
    }
    if (!asked && app->who[0])
        status = query_inbox_places(app_store(app), slice_of(app->who), take_place, &offices, problem);
    if (status != STATUS_OK)
        return status;
    app->audits = offices.auditor && !offices.other;
    app->read_only = asked || app->audits;
    status = reopen(session, app->read_only ? STORE_READ : STORE_WRITE, problem);
    if (status == STATUS_OK && store_version(app_store(app), &app->version) != STATUS_OK)
        status = store_problem(app_store(app), problem);
    return status;
}

bool app_mode_refuses(const struct app *app, struct problem *problem)
{
    if (!app->read_only)
        return false;
    problem_clear(problem);
    problem->status = problem_say(problem, STATUS_REFUSED,
                                  app->audits ? N_("an auditor's screen only reads: all that it signs is a "
                                                   "countersignature, with U")
                                              : N_("the program runs read-only, so nothing can be signed"),
                                  NULL, NULL);
    return true;
}
