/* Step 1 of voting: choose. Nothing is written here. */
#include "data/compose.h"
#include "tui/paper.h"
#include "tui/screen_proposal.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/statute.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    paper_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct paper *paper = calloc(1, sizeof *paper);
    if (!paper)
        return STATUS_NO_MEMORY;
    paper->facts = *(const struct ballot_facts *)argument;
    enum status status = paper_load(app, paper);
    if (status != STATUS_OK) {
        close_screen(paper);
        return status;
    }
    *state = paper;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (paper_load(app, state) != STATUS_OK)
        app_fail(app, &app->problem);
}

/* To step 2. */
static void choose(struct app *app, struct paper *paper)
{
    struct slice choice = slice_of(paper->option[paper->list.focus]);
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    if (paper_needs_reason(choice) && !paper->reason.length) {
        paper->focus = PAPER_REASON;
        app_say(app, STYLE_WARN, _("This choice needs a reason: type it, then Enter."), SLICE(""), SLICE(""));
        return;
    }
    if (!paper->seats)
        return;
    arena_init(&arena);
    draft_init(&draft, KIND_VOTE, &arena);
    enum status status = paper_compose(app, paper, choice, paper->current, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.key = choice.at, .after = SIGN_RECEIPT, .leave = 1});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}

static void other_seat(struct app *app, struct paper *paper, size_t step)
{
    if (paper->seats > 1)
        paper->current = (paper->current + step) % paper->seats;
    else
        app_say(app, STYLE_NORMAL, _("Your key has one place in this body."), SLICE(""), SLICE(""));
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct paper *paper = state;
    bool pages = action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN;
    if (paper->focus == PAPER_CHOICE && !pages && list_act(&paper->list, action, (int)paper->list.count))
        return REACT_REDRAW;
    if ((pages || paper->focus == PAPER_FACTS) && paper_scroll(paper, action, app->area))
        return REACT_REDRAW;
    switch (action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        other_seat(app, paper, action == ACTION_RIGHT ? 1 : paper->seats - 1);
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        paper->focus = (enum paper_focus)((paper->focus + 1) % PAPER_FOCUSES);
        return REACT_REDRAW;
    case ACTION_UP:
    case ACTION_DOWN:
        paper->focus = PAPER_CHOICE;
        return REACT_REDRAW;
    case ACTION_ENTER:
    case ACTION_VOTE:
        choose(app, paper);
        return REACT_REDRAW;
    case ACTION_COSTS:
        app_push(app, &screen_costs, &(struct proposal_place){paper->facts.body, paper->facts.proposal});
        return REACT_REDRAW;
    case ACTION_STATUTE:
        app_push(app, &screen_statute,
                 &(struct statute_place){.body = paper->facts.body, .rule = slice_of(paper->facts.rule)});
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static bool typing(const void *state)
{
    return ((const struct paper *)state)->focus == PAPER_REASON;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    *reaction = REACT_REDRAW;
    return input_key(&((struct paper *)state)->reason, key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(&((struct paper *)state)->reason, text);
}

static const enum action actions[] = {ACTION_ENTER,   ACTION_UP,    ACTION_DOWN, ACTION_NEXT_AREA,
                                      ACTION_STATUTE, ACTION_COSTS, ACTION_NONE};

const struct screen screen_ballot = {
    .name = N_("Ballot paper"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = paper_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
};
