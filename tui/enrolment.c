#include "tui/enrolment.h"

#include "data/compose.h"
#include "tui/screen_sign.h"

static enum status compose(struct app *app, int64_t body, struct slice seat, struct slice role, struct draft *draft,
                           struct problem *problem)
{
    struct log *log;
    struct author author;
    struct vkey vkey;
    enum status status = ledger_log_number(app->session->ledger, body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status != STATUS_OK)
        return status;
    status = session_key_name(app->session, &vkey);
    bool office = slice_is(role, "secretary") || slice_is(role, "auditor");
    if (status == STATUS_OK)
        return compose_enrol(&author, &vkey, role, office ? (struct slice){.at = NULL} : seat, draft);
    *problem = app->session->problem;
    return status;
}

void enrolment_begin(struct app *app, int64_t body, struct slice seat, struct slice role, int leave)
{
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&arena);
    draft_init(&draft, KIND_ENROL, &arena);
    enum status status = compose(app, body, seat, role, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT, .leave = leave});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}
