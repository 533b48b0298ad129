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
    arena_init(&paper->arena);
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

/* Something is, with its reason where it needs one; else a message says what is missing. */
static bool is_chosen(struct app *app, struct paper *paper)
{
    const struct slice none = SLICE("");
    bool any = false;
    for (int64_t i = 0; i < paper->list.count; i++)
        any = any || paper_choice_chosen(&paper->choice, i, paper->list.focus);
    if (!any) {
        paper->focus = PAPER_CHOICE;
        app_say(app, STYLE_WARN,
                paper->choice.offer.method == METHOD_RANKING
                    ? _("Nothing has a place yet: Space gives the option the next one, or abstains.")
                    : _("Nothing is marked yet: Space marks what you approve of, or abstains."),
                none, none);
        return false;
    }
    if (paper->reason.length || !paper_needs_reason(paper_choice_option(&paper->choice, paper->list.focus)->id))
        return true;
    paper->focus = PAPER_REASON;
    app_say(app, STYLE_WARN, _("This choice needs a reason: type it, then Enter."), none, none);
    return false;
}

/* To step 2. */
static void choose(struct app *app, struct paper *paper)
{
    struct arena arena;
    struct buffer word;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    if (!paper->seats || !is_chosen(app, paper))
        return;
    buffer_init(&word);
    arena_init(&arena);
    paper_choice_word(&paper->choice, paper->list.focus, &word);
    draft_init(&draft, KIND_VOTE, &arena);
    enum status status = buffer_status(&word);
    if (status == STATUS_OK)
        status = paper_compose(app, paper, buffer_slice(&word), paper->current, &draft, &problem);
    /* Votes that are called out are not one's own: each of them has its receipt at once. */
    bool several = paper->seats > 1 && strcmp(paper->seat[paper->current].role, "clerk") != 0;
    if (status == STATUS_OK) {
        sign_ask(app, &draft,
                 &(struct sign_request){.after = several ? SIGN_SEAT : SIGN_RECEIPT, .leave = several ? 0 : 1});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
    buffer_release(&word);
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
    if (paper->focus == PAPER_CHOICE && !pages && list_act(&paper->list, action, paper_choice_rows(paper, app->area)))
        return REACT_REDRAW;
    if ((pages || paper->focus == PAPER_FACTS) && paper_scroll(paper, action, app->area))
        return REACT_REDRAW;
    if (paper_choice_act(&paper->choice, action, &paper->list.focus)) {
        paper->focus = PAPER_CHOICE;
        return REACT_REDRAW;
    }
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
    case ACTION_BACK:
        if (!paper->pass.votes)
            return REACT_NONE;
        seat_pass_end(app);
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

static bool entry(const void *state, struct found *found)
{
    const struct paper *paper = state;
    *found = (struct found){.body = paper->facts.body, .index = paper->facts.index};
    return true;
}

static const enum action actions[] = {ACTION_ENTER,   ACTION_UP,    ACTION_DOWN, ACTION_NEXT_AREA,
                                      ACTION_STATUTE, ACTION_COSTS, ACTION_NONE};

const struct screen screen_ballot = {
    .name = N_("Ballot paper"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = paper_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .entry = entry,
};
