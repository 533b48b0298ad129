/* All proposals: newest first, searched while one types, filtered by state, with a preview. */
#include "data/query_find.h"
#include "tui/app.h"
#include "tui/proposals_paint.h"
#include "tui/screen_proposal.h"
#include "tui/screens.h"
#include "tui/views.h"

#include <stdlib.h>

/* The order of the key f; the first is no filter. */
static const char *const filters[] = {"", "open", "voting", "adopted", "rejected"};

static void ask(struct proposals *state)
{
    state->window.search = input_value(&state->search);
    state->window.state = slice_of(filters[state->filter]);
    state->window.who = slice_of(state->who);
}

/*
 * The preview follows the focus; whoever scrolls fast gets it when the keys rest, since it is most of what is painted.
 * It is read in every size, since the window may grow without a key press.
 */
static void preview(struct app *app, struct proposals *state)
{
    const struct proposal_row *row = window_focus(&state->window);
    if (row && state->has_preview && state->preview_seq == row->seq)
        return;
    if (state->has_preview)
        proposal_read_release(&state->preview);
    state->has_preview = false;
    if (!row || app->hurried)
        return;
    state->preview_seq = row->seq;
    if (proposal_read(&state->preview, app_store(app), row->body, row->index, &app->problem) == STATUS_OK) {
        state->has_preview = true;
        return;
    }
    proposal_read_release(&state->preview);
    app_fail(app, &app->problem);
}

/* Only what is loaded as a whole can be sorted; otherwise the newest come first, and that is said. */
static enum status load_sorted(struct app *app, struct proposals *state, int64_t seq)
{
    struct proposal_window *window = &state->window;
    enum status status = window_load(window, app_store(app), 0, &app->problem);
    for (int64_t i = 0; i < window->keys.list.count; i++)
        if (window->row[i].seq == seq)
            window->keys.list.focus = i;
    if (status == STATUS_OK)
        status = proposal_sort(window, state->order);
    if (seq == 0)
        window->keys.list.focus = window->keys.list.top = 0;
    if (status != STATUS_REFUSED)
        return status;
    state->order = ORDER_NEWEST;
    app_say(app, STYLE_WARN, _("These are too many to be sorted: search or filter first. The newest come first."),
            SLICE(""), SLICE(""));
    return window_load(window, app_store(app), seq, &app->problem);
}

static enum status load(struct app *app, struct proposals *state, int64_t seq)
{
    ask(state);
    enum status status = state->order != ORDER_NEWEST ? load_sorted(app, state, seq)
                                                      : window_load(&state->window, app_store(app), seq, &app->problem);
    if (status == STATUS_OK)
        status = query_page_count(app_store(app), SLICE(""), &state->all, &app->problem);
    state->matching = state->all;
    if (status == STATUS_OK && state->window.state.length)
        status = query_page_count(app_store(app), state->window.state, &state->matching, &app->problem);
    /* With a search the number is known where all that match are in the window. */
    if (state->search.length)
        state->matching =
            state->window.keys.has_older || state->window.keys.has_newer ? -1 : state->window.keys.list.count;
    state->now = app->now.seconds;
    if (status == STATUS_OK)
        preview(app, state);
    return status;
}

/* The same, and a failure is said: what is seen stays. */
static void reload(struct app *app, struct proposals *state, int64_t seq)
{
    if (load(app, state, seq) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void close_proposals(void *opened)
{
    struct proposals *state = opened;
    window_release(&state->window);
    if (state->has_preview)
        proposal_read_release(&state->preview);
    free(state);
}

static enum status open_proposals(struct app *app, const void *argument, void **out)
{
    (void)argument;
    struct proposals *state = calloc(1, sizeof *state);
    if (!state)
        return STATUS_NO_MEMORY;
    memcpy(state->who, app->who, sizeof state->who);
    enum status status = window_init(&state->window);
    if (status == STATUS_OK)
        status = load(app, state, 0);
    if (status != STATUS_OK)
        close_proposals(state);
    else
        *out = state;
    return status;
}

static void draw(const void *opened, struct canvas *canvas, struct area area)
{
    const struct proposals *state = opened;
    proposals_paint(state, state->filter ? filters[state->filter] : NULL, canvas, area);
}

static int page(const void *opened, struct area area)
{
    (void)opened;
    return proposals_page(area);
}

static bool typing(const void *opened)
{
    return ((const struct proposals *)opened)->typing;
}

/* Enter keeps the search, Esc clears it; keys that move the focus are actions as ever. */
static bool type(struct app *app, void *opened, const struct key *key, unsigned *reaction)
{
    struct proposals *state = opened;
    *reaction = REACT_REDRAW;
    bool enter = strcmp(key->name, "Enter") == 0, escape = strcmp(key->name, "Esc") == 0;
    if (enter || escape) {
        state->typing = false;
        if (escape && state->search.length) {
            const struct proposal_row *row = window_focus(&state->window);
            input_clear(&state->search);
            reload(app, state, row ? row->seq : 0);
        }
        return true;
    }
    if (!input_key(&state->search, key))
        return false;
    reload(app, state, 0);
    return true;
}

static void paste(struct app *app, void *opened, struct slice text)
{
    struct proposals *state = opened;
    input_paste(&state->search, text);
    reload(app, state, 0);
}

static void refresh(struct app *app, void *opened)
{
    struct proposals *state = opened;
    const struct proposal_row *row = window_focus(&state->window);
    bool newest = state->window.keys.list.focus == 0 && !state->window.keys.has_newer;
    reload(app, state, row ? row->seq : 0);
    /* What is new stands above the selected row, where it is seen. */
    if (newest)
        state->window.keys.list.top = 0;
}

static void rest(struct app *app, void *opened)
{
    preview(app, opened);
}

static void next_filter(struct app *app, struct proposals *state)
{
    state->filter = (state->filter + 1) % (sizeof filters / sizeof filters[0]);
    reload(app, state, 0);
}

static void next_order(struct app *app, struct proposals *state)
{
    const char *const names[ORDER_COUNT] = {
        [ORDER_NEWEST] = _("Sorted: the newest first."),
        [ORDER_NUMBER] = _("Sorted by number."),
        [ORDER_TITLE] = _("Sorted by title."),
        [ORDER_DEADLINE] = _("Sorted by deadline."),
        [ORDER_STATE] = _("Sorted by state, what is being voted on first."),
    };
    enum proposal_order wanted = (enum proposal_order)((state->order + 1) % ORDER_COUNT);
    state->order = wanted;
    reload(app, state, 0);
    if (state->order == wanted)
        app_say(app, STYLE_NORMAL, names[wanted], SLICE(""), SLICE(""));
}

static unsigned open_row(struct app *app, const struct proposals *state)
{
    const struct proposal_row *row = window_focus(&state->window);
    if (!row) {
        app_say(app, STYLE_NORMAL, _("There is no proposal here to open."), SLICE(""), SLICE(""));
        return REACT_REDRAW;
    }
    const struct proposal_place place = {.body = row->body, .index = row->index};
    app_push(app, &screen_proposal, &place);
    return REACT_REDRAW;
}

/* Back clears the search and the filter first, so that Esc undoes what was done last. */
static unsigned back(struct app *app, struct proposals *state)
{
    const struct proposal_row *row = window_focus(&state->window);
    if (!state->search.length && !state->filter)
        return REACT_NONE;
    int64_t seq = row ? row->seq : 0;
    if (state->search.length)
        input_clear(&state->search);
    else
        state->filter = 0;
    reload(app, state, seq);
    return REACT_REDRAW;
}

static unsigned move(struct app *app, struct proposals *state, enum action action)
{
    bool moved;
    if (window_act(&state->window, app_store(app), action, proposals_page(app->area), &moved, &app->problem) !=
        STATUS_OK) {
        app_fail(app, &app->problem);
        return REACT_REDRAW;
    }
    if (!moved)
        return REACT_NONE;
    preview(app, state);
    return REACT_REDRAW;
}

/* What is done with a proposal begins on its own screen, so that going back ends there. */
static unsigned act_on_row(struct app *app, const struct proposals *state, enum action action)
{
    open_row(app, state);
    if (app->stack[app->depth - 1].screen == &screen_proposal)
        app_act(app, action);
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *opened, enum action action)
{
    struct proposals *state = opened;
    switch (action) {
    case ACTION_ENTER:
        return open_row(app, state);
    case ACTION_SEARCH:
        state->typing = true;
        return REACT_REDRAW;
    case ACTION_FILTER:
        next_filter(app, state);
        return REACT_REDRAW;
    case ACTION_SORT:
        next_order(app, state);
        return REACT_REDRAW;
    case ACTION_VOTE:
    case ACTION_RESULT:
    case ACTION_RECUSE:
    case ACTION_OPEN_BALLOT:
    case ACTION_STATE:
    case ACTION_STATUS:
    case ACTION_COSTS:
        return act_on_row(app, state, action);
    case ACTION_BACK:
        return back(app, state);
    default:
        return move(app, state, action);
    }
}

static bool entry(const void *opened, struct found *found)
{
    const struct proposal_row *row = window_focus(&((const struct proposals *)opened)->window);
    if (row)
        *found = (struct found){.body = row->body, .index = row->index};
    return row != NULL;
}

static void tell_view(const void *opened, struct view *view)
{
    const struct proposals *state = opened;
    const struct proposal_row *row = window_focus(&state->window);
    *view = (struct view){.filter = state->filter, .order = state->order, .place = row ? row->seq : 0};
    memcpy(view->search, state->search.text, sizeof view->search);
}

static void show(struct app *app, void *opened, const struct view *view)
{
    struct proposals *state = opened;
    state->filter = view->filter < sizeof filters / sizeof filters[0] ? view->filter : 0;
    state->order = view->order < ORDER_COUNT ? (enum proposal_order)view->order : (enum proposal_order)0;
    input_clear(&state->search);
    input_paste(&state->search, slice_of(view->search));
    reload(app, state, view->place);
}

static const enum action actions[] = {ACTION_UP,   ACTION_DOWN,    ACTION_ENTER, ACTION_SEARCH, ACTION_FILTER,
                                      ACTION_SORT, ACTION_PROPOSE, ACTION_VOTE,  ACTION_NONE};

const struct screen screen_proposals = {.name = N_("Proposals"),
                                        .tab = ACTION_TAB_PROPOSALS,
                                        .actions = actions,
                                        .open = open_proposals,
                                        .close = close_proposals,
                                        .draw = draw,
                                        .act = act,
                                        .typing = typing,
                                        .type = type,
                                        .paste = paste,
                                        .refresh = refresh,
                                        .rest = rest,
                                        .view = tell_view,
                                        .show = show,
                                        .page = page,
                                        .entry = entry};
