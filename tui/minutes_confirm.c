#include "tui/minutes_confirm.h"

#include "data/compose_meeting.h"
#include "data/query_meeting.h"
#include "tui/screen_sign.h"

static enum status compose(struct app *app, const struct meeting_place *place, struct draft *draft,
                           struct problem *problem)
{
    struct log *log;
    struct author author;
    struct minutes_item minutes;
    bool there = false;
    enum status status = query_minutes(app_store(app), place->body, place->index, &minutes, &there, problem);
    if (status == STATUS_OK && !there)
        return problem_say(
            problem, STATUS_NOT_FOUND,
            N_("the minutes of this meeting are not signed yet: a secretary reads them with P, and signs "
               "them there with Enter"),
            NULL, NULL);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, place->body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status != STATUS_OK)
        return status;
    return compose_confirm(&author, &minutes.id, (struct slice){.at = NULL}, draft, problem);
}

void minutes_confirm(struct app *app, const struct meeting_place *place)
{
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&arena);
    draft_init(&draft, KIND_CONFIRM, &arena);
    enum status status = compose(app, place, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}
