#include "tui/closing_screen.h"

#include "tui/closing_form.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

static enum status compose(struct app *app, const struct ballot_facts *ballot, const struct result_terms *terms,
                           struct draft *draft, struct problem *problem)
{
    struct log *log;
    struct author author;
    enum status status = ledger_log_number(app->session->ledger, ballot->body, &log, problem);
    if (status == STATUS_OK)
        status = result_terms_check(log, ballot, terms, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status != STATUS_OK)
        return status;
    return ballot->closed ? compose_result(&author, ballot, terms, draft, problem)
                          : compose_end(&author, &ballot->id, (struct slice){.at = NULL}, draft, problem);
}

enum status closing_ask(struct app *app, const struct ballot_facts *ballot, const struct result_terms *terms,
                        struct problem *problem)
{
    struct arena arena;
    struct draft draft;
    arena_init(&arena);
    draft_init(&draft, ballot->closed ? KIND_RESULT : KIND_CLOSE, &arena);
    enum status status = compose(app, ballot, terms, &draft, problem);
    if (status == STATUS_OK)
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RESULT, .leave = 1, .terms = terms});
    arena_release(&arena);
    return status;
}

/* Whether it can be closed, or its result signed. */
static enum status check(struct app *app, const struct ballot_facts *ballot, struct problem *problem)
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
    return status;
}

/* A closing that would be refused, before its deadline or by whom it may not, is so before anything is asked. */
static enum status try_closing(struct app *app, const struct ballot_facts *ballot, struct problem *problem)
{
    static const struct result_terms none = {.counts = 0};
    struct arena arena;
    struct draft draft;
    struct buffer text;
    if (ballot->closed)
        return STATUS_OK;
    arena_init(&arena);
    buffer_init(&text);
    draft_init(&draft, KIND_CLOSE, &arena);
    enum status status = compose(app, ballot, &none, &draft, problem);
    if (status == STATUS_OK)
        status = draft_compose(&draft, &text, problem);
    if (status == STATUS_OK)
        status = ledger_try(app->session->ledger, buffer_slice(&text), app->now, problem);
    buffer_release(&text);
    arena_release(&arena);
    return status;
}

void closing_begin(struct app *app, const struct ballot_facts *ballot)
{
    struct ballot_facts now;
    struct log *log;
    bool paper = false;
    struct problem problem = {.status = STATUS_OK};
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&ballot->id, hex);
    /* What the screen has may be old by now. */
    enum status status = ballot_facts_find(app_store(app), hex, &now, &problem);
    if (status == STATUS_OK)
        status = check(app, &now, &problem);
    if (status == STATUS_OK)
        status = try_closing(app, &now, &problem);
    if (status == STATUS_OK)
        status = ledger_log_number(app->session->ledger, now.body, &log, &problem);
    if (status == STATUS_OK)
        status = result_is_on_paper(log, &now, &paper);
    if (status == STATUS_OK) {
        app_push(app, &screen_closing, &(struct closing_place){&now, paper});
        return;
    }
    problem.status = status;
    app_fail(app, &problem);
}
