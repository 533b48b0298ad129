#include "tui/declaration.h"

#include "data/compose_meeting.h"
#include "tui/proposal_words.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/seat.h"

static const struct {
    const char *state, *meaning;
} states[] = {
    {"adjourned", N_("it is not decided now, but later")},
    {"referred", N_("somebody else is to deal with it first")},
    {"open", N_("it is taken up again")},
    {"withdrawn", N_("it is given up for good; its author may say so too")},
};

const char *declaration_state(const struct declaration *declaration, int64_t line)
{
    return states[declaration->offered[line]].state;
}

const char *declaration_meaning(const struct declaration *declaration, int64_t line)
{
    return _(states[declaration->offered[line]].meaning);
}

struct slice declaration_reason(const struct declaration *declaration)
{
    return declaration->edited.length ? buffer_slice(&declaration->edited) : input_value(&declaration->reason);
}

/* What the replay would accept: only what rests is taken up again, and nothing becomes what it is. */
static bool can_become(struct slice now, const char *state)
{
    if (strcmp(state, "open") == 0)
        return slice_is(now, "adjourned") || slice_is(now, "referred");
    return !slice_is(now, state) && !slice_is(now, "voting") && !slice_is(now, "adopted") &&
           !slice_is(now, "superseded") && !slice_is(now, "withdrawn");
}

/* The state that was selected stays so where it can. */
static void offer(struct declaration *declaration, struct slice now)
{
    size_t selected = declaration->list.count ? declaration->offered[declaration->list.focus] : 0;
    int64_t count = 0, focus = 0;
    for (size_t i = 0; i < DECLARE_STATES; i++) {
        if (!can_become(now, states[i].state))
            continue;
        focus = i == selected ? count : focus;
        declaration->offered[count++] = i;
    }
    declaration->list.focus = focus;
    list_resize(&declaration->list, count);
}

bool declaration_has(const struct declaration *declaration, enum declaration_field field)
{
    bool status = declaration->kind == KIND_STATUS;
    if (field == DECLARE_TO)
        return status && strcmp(declaration_state(declaration, declaration->list.focus), "referred") == 0;
    if (field == DECLARE_SEAT)
        return (declaration->kind == KIND_OBJECTION || declaration->kind == KIND_RECUSAL) && declaration->own.seats > 1;
    return field == DECLARE_REASON || status;
}

void declaration_release(struct declaration *declaration)
{
    buffer_release(&declaration->heading);
    buffer_release(&declaration->state);
    buffer_release(&declaration->edited);
}

static bool take(void *context, const struct proposal_item *item)
{
    struct declaration *declaration = context;
    buffer_clear(&declaration->heading);
    buffer_clear(&declaration->state);
    i18n_pattern("{1}  {2}", item->number, item->title, &declaration->heading);
    buffer_text(&declaration->state, proposal_state(item->state));
    offer(declaration, item->state);
    return false;
}

enum status declaration_load(struct app *app, struct declaration *declaration)
{
    int64_t seq = (declaration->proposal.body << 40) + declaration->proposal.index;
    struct proposal_filter filter = {.body = declaration->proposal.body, .before = seq + 1, .limit = 1};
    enum status status = query_proposals(app_store(app), &filter, take, declaration, &app->problem);
    if (status == STATUS_OK)
        status = own_places_read(&declaration->own, app, declaration->proposal.body);
    if (declaration->seat >= declaration->own.seats)
        declaration->seat = 0;
    if (status == STATUS_OK)
        status = buffer_status(&declaration->state);
    if (status == STATUS_OK && declaration->kind == KIND_STATUS && declaration->list.count == 0)
        return problem_say(&app->problem, STATUS_REFUSED,
                           N_("the proposal's state is \"{1}\", and that is not changed by a declaration"),
                           declaration->state.at, NULL);
    return status;
}

/* A text that was left empty was not given. */
static struct slice given(struct slice text)
{
    return text.length ? text : (struct slice){.at = NULL};
}

/* Of several seats the one that was chosen. */
static enum status find_seat(struct app *app, struct log *log, const struct declaration *declaration,
                             struct own_seat *out, struct problem *problem)
{
    if (declaration->own.seats > 1) {
        *out = (struct own_seat){.id = slice_of(declaration->own.seat[declaration->seat])};
        return STATUS_OK;
    }
    enum status status = own_seat(app->session, log, out);
    if (status != STATUS_OK)
        *problem = app->session->problem;
    return status;
}

static enum status compose_for_seat(struct app *app, struct log *log, const struct author *author,
                                    const struct declaration *declaration, struct draft *draft, struct problem *problem)
{
    struct own_seat seat;
    bool objects = declaration->kind == KIND_OBJECTION;
    struct slice reason = given(declaration_reason(declaration));
    if (objects && !reason.length)
        return problem_say(problem, STATUS_USAGE, N_("an objection needs a reason: write one"), NULL, NULL);
    enum status status = find_seat(app, log, declaration, &seat, problem);
    if (status != STATUS_OK)
        return status;
    return objects ? compose_objection(author, &declaration->ballot.id, seat.id, reason, draft, problem)
                   : compose_recusal(author, &declaration->proposal.id, seat.id, reason, draft, problem);
}

enum status declaration_compose(struct app *app, const struct declaration *declaration, struct draft *draft,
                                struct problem *problem)
{
    struct log *log;
    struct author author;
    enum status status = ledger_log_number(app->session->ledger, declaration->proposal.body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status != STATUS_OK)
        return status;
    struct slice reason = given(declaration_reason(declaration));
    if (declaration->kind == KIND_VOID)
        return compose_end(&author, &declaration->ballot.id, reason, draft, problem);
    if (declaration->kind != KIND_STATUS)
        return compose_for_seat(app, log, &author, declaration, draft, problem);
    struct slice to =
        declaration_has(declaration, DECLARE_TO) ? given(input_value(&declaration->to)) : (struct slice){.at = NULL};
    return compose_status(&author, &declaration->proposal.id,
                          slice_of(declaration_state(declaration, declaration->list.focus)), to, reason, draft,
                          problem);
}

static void about_ballot(struct app *app, enum kind kind, const struct ballot_facts *ballot)
{
    const struct found proposal = {.body = ballot->body, .index = ballot->proposal, .id = ballot->proposal_id};
    app_push(app, &screen_declaration,
             &(struct declaration_place){.kind = kind, .proposal = &proposal, .ballot = ballot});
}

void declaration_object(struct app *app, const struct ballot_facts *ballot)
{
    about_ballot(app, KIND_OBJECTION, ballot);
}

void declaration_void(struct app *app, const struct ballot_facts *ballot)
{
    about_ballot(app, KIND_VOID, ballot);
}

void declaration_recuse(struct app *app, const struct found *proposal)
{
    app_push(app, &screen_declaration, &(struct declaration_place){.kind = KIND_RECUSAL, .proposal = proposal});
}
