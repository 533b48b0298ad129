#include "tui/closing_screen.h"

#include "data/compose_result.h"
#include "tui/screen_sign.h"

/* A closing, or the result that a closed ballot lacks. */
static enum status compose(struct app *app, const struct ballot_facts *ballot, struct draft *draft,
                           struct problem *problem)
{
    struct log *log;
    struct author author;
    enum status status = ledger_log_number(app->session->ledger, ballot->body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status != STATUS_OK)
        return status;
    return ballot->closed ? compose_result(&author, ballot, NULL, draft, problem)
                          : compose_end(&author, &ballot->id, (struct slice){.at = NULL}, draft, problem);
}

static enum status begin(struct app *app, const struct ballot_facts *ballot, struct problem *problem)
{
    struct submission waiting;
    bool waits = false;
    if (ballot->is_void)
        return problem_say(problem, STATUS_REFUSED, N_("this ballot was declared void"), NULL, NULL);
    if (ballot->has_result)
        return problem_say(problem, STATUS_REFUSED, N_("this ballot is closed, and its result is signed"), NULL, NULL);
    enum status status = STATUS_OK;
    if (ballot->closed)
        status = result_waiting(app_store(app), &ballot->id, &waiting, &waits, problem);
    if (status == STATUS_OK && waits)
        return problem_say(problem, STATUS_REFUSED, N_("the result waits for further signatures already"), NULL, NULL);
    if (status != STATUS_OK)
        return status;
    struct arena arena;
    struct draft draft;
    arena_init(&arena);
    draft_init(&draft, ballot->closed ? KIND_RESULT : KIND_CLOSE, &arena);
    status = compose(app, ballot, &draft, problem);
    if (status == STATUS_OK)
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RESULT});
    arena_release(&arena);
    return status;
}

void closing_begin(struct app *app, const struct ballot_facts *ballot)
{
    struct ballot_facts now;
    struct problem problem = {.status = STATUS_OK};
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&ballot->id, hex);
    /* What the screen has may be old by now. */
    enum status status = ballot_facts_find(app_store(app), hex, &now, &problem);
    if (status == STATUS_OK)
        status = begin(app, &now, &problem);
    if (status == STATUS_OK)
        return;
    problem.status = status;
    app_fail(app, &problem);
}
