#include "tui/recusal.h"

#include "data/compose.h"
#include "tui/screen_sign.h"
#include "tui/seat.h"

static enum status compose(struct app *app, const struct found *proposal, struct draft *draft, struct problem *problem)
{
    struct log *log;
    struct author author;
    struct own_seat seat;
    enum status status = ledger_log_number(app->session->ledger, proposal->body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status != STATUS_OK)
        return status;
    status = own_seat(app->session, log, &seat);
    if (status == STATUS_OK)
        return compose_recusal(&author, &proposal->id, seat.id, (struct slice){.at = NULL}, draft, problem);
    *problem = app->session->problem;
    return status;
}

void recusal_begin(struct app *app, const struct found *proposal)
{
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&arena);
    draft_init(&draft, KIND_RECUSAL, &arena);
    if (compose(app, proposal, &draft, &problem) == STATUS_OK)
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT});
    else
        app_fail(app, &problem);
    arena_release(&arena);
}
