#include "tui/app.h"

#include "data/query.h"
#include "tui/app_key.h"
#include "tui/app_mouse.h"
#include "tui/bodies.h"
#include "tui/bundling.h"
#include "tui/drafting.h"
#include "tui/head_view.h"
#include "tui/live.h"
#include "tui/screens.h"
#include "tui/taking.h"
#include "tui/views.h"

#include <time.h>

/* How often it looks at the ledger; keys that come faster than that are somebody's who scrolls. */
enum { LOOK_MS = 400, REST_MS = 100 };

static void *top_state(const struct app *app)
{
    return app->stack[app->depth - 1].state;
}

static const struct screen *top(const struct app *app)
{
    return app->stack[app->depth - 1].screen;
}

struct store *app_store(struct app *app)
{
    return ledger_store(app->session->ledger);
}

void app_push(struct app *app, const struct screen *screen, const void *argument)
{
    void *state = NULL;
    problem_clear(&app->problem);
    if (app->depth == APP_DEPTH) {
        app_say(app, STYLE_WARN, _("Too many screens are open: go back with q."), SLICE(""), SLICE(""));
        return;
    }
    app_work_end(app);
    enum status status = screen->open(app, argument, &state);
    if (status != STATUS_OK) {
        if (app->problem.status == STATUS_OK)
            app->problem.status = status;
        app_fail(app, &app->problem);
        return;
    }
    app->stack[app->depth].screen = screen;
    app->stack[app->depth++].state = state;
}

void app_pop(struct app *app)
{
    app_work_end(app);
    if (app->depth == 0)
        return;
    views_keep(app);
    app->depth--;
    app->stack[app->depth].screen->close(app->stack[app->depth].state);
    if (app->depth && top(app)->refresh)
        top(app)->refresh(app, top_state(app));
}

/* The tabs: leave everything but the start screen, then open the other. */
static void go_to(struct app *app, const struct screen *screen)
{
    while (app->depth > 1)
        app_pop(app);
    if (screen == top(app))
        return;
    app_push(app, screen, NULL);
    if (top(app) == screen)
        views_return(app);
}

/* Of a ballot's paper and its count, what else is done with it begins on the screen beneath, which knows it. */
static unsigned ask_beneath(struct app *app, enum action action)
{
    int at = app->depth - 1;
    while (at > 0 && (app->stack[at].screen == &screen_ballot || app->stack[at].screen == &screen_result))
        at--;
    unsigned reaction =
        at + 1 < app->depth ? app->stack[at].screen->act(app, app->stack[at].state, action) : REACT_NONE;
    if (reaction == REACT_NONE)
        app_say(app, STYLE_NORMAL, _("Choose a ballot first."), SLICE(""), SLICE(""));
    return REACT_REDRAW;
}

/* What is done beside the screen, which stays as it is. */
static bool act_aside(struct app *app, enum action action)
{
    switch (action) {
    case ACTION_COPY:
        taking_copy(app);
        return true;
    case ACTION_EXPORT:
        taking_export(app);
        return true;
    case ACTION_MOUSE:
        app_mouse_toggle(app);
        return true;
    case ACTION_UNDO:
        views_undo(app);
        return true;
    case ACTION_PAGER:
        taking_read(app);
        return true;
    case ACTION_LOCK:
        app_lock_key(app);
        return true;
    case ACTION_REDRAW:
        if (app->terminal)
            terminal_redraw(app->terminal);
        return true;
    default:
        return false;
    }
}

/* What every screen understands. *reaction says what follows; false: not one of these. */
static bool act_globally(struct app *app, enum action action, unsigned *reaction)
{
    static const struct {
        const struct screen *screen;
        enum action action;
        bool over; /* on top of what is there, else in its place */
    } opened[] = {
        {&screen_proposals, ACTION_TAB_PROPOSALS, false},
        {&screen_ballots, ACTION_TAB_BALLOTS, false},
        {&screen_ledger, ACTION_TAB_LEDGER, false},
        {&screen_audit, ACTION_TAB_AUDIT, false},
        {&screen_members, ACTION_TAB_MEMBERS, false},
        {&screen_meetings, ACTION_MEETINGS, false},
        {&screen_keys, ACTION_KEYS, false},
        {&screen_founding, ACTION_FOUND, true},
        {&screen_import, ACTION_IMPORT, true},
        {&screen_messages, ACTION_MESSAGES, true},
        {&screen_statute, ACTION_STATUTE, true},
        {&screen_check, ACTION_CHECK, true},
        {&screen_power, ACTION_POWER, true},
    };
    *reaction = REACT_REDRAW;
    for (size_t i = 0; i < sizeof opened / sizeof opened[0]; i++) {
        if (opened[i].action != action)
            continue;
        if (opened[i].over)
            app_push(app, opened[i].screen, NULL);
        else
            go_to(app, opened[i].screen);
        return true;
    }
    switch (action) {
    case ACTION_TAB_START:
        go_to(app, app->stack[0].screen);
        return true;
    case ACTION_HELP:
    case ACTION_PALETTE:
        app_push(app, &screen_help, top(app));
        return true;
    case ACTION_PROPOSE:
        app_push(app, &screen_draft, &(struct draft_place){KIND_PROPOSAL, 0, -1});
        return true;
    case ACTION_CHANGE:
        app_push(app, &screen_draft, &(struct draft_place){KIND_ROSTER, 0, -1});
        return true;
    case ACTION_CHECKPOINT:
    case ACTION_COSIGN:
        app_push(app, &screen_head, &(struct head_place){0, action == ACTION_COSIGN});
        return true;
    case ACTION_PUBLISH:
        app_push(app, &screen_export, &(struct head_place){0});
        return true;
    case ACTION_BUNDLE:
        bundling_offer_shown(app);
        return true;
    case ACTION_OBJECT:
    case ACTION_NO_VOTE:
        *reaction = ask_beneath(app, action);
        return true;
    case ACTION_BACK:
        *reaction = app->depth > 1 ? REACT_BACK : REACT_END;
        return true;
    default:
        return act_aside(app, action);
    }
}

static bool react(struct app *app, unsigned reaction)
{
    if (reaction & REACT_BACK)
        app_pop(app);
    return !(reaction & REACT_END) && app->depth > 0;
}

/* At the end of a list nothing moves, and nothing is to be said. */
static bool moves(enum action action)
{
    return action == ACTION_UP || action == ACTION_DOWN || action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN ||
           action == ACTION_FIRST || action == ACTION_LAST || action == ACTION_LEFT || action == ACTION_RIGHT ||
           action == ACTION_NEXT_AREA;
}

static void does_nothing(struct app *app, const char *key)
{
    app_say(app, STYLE_NORMAL, _("The key {1} does nothing here; ? shows what does."), slice_of(key), SLICE(""));
}

bool app_act(struct app *app, enum action action)
{
    views_begin(app);
    unsigned reaction = action == ACTION_NONE ? REACT_NONE : top(app)->act(app, top_state(app), action);
    if (reaction == REACT_NONE && action != ACTION_NONE && !act_globally(app, action, &reaction)) {
        reaction = REACT_NONE;
        if (!moves(action) && app->message.length == 0)
            does_nothing(app, keymap_key(action));
    }
    views_end(app);
    return react(app, reaction);
}

bool app_key(struct app *app, const struct key *key)
{
    const struct screen *screen = top(app);
    unsigned reaction = REACT_NONE;
    buffer_clear(&app->message);
    app->last_key = app->now.seconds;
    if (app_is_pointing(key))
        return app_point(app, key);
    if (screen->typing && screen->typing(top_state(app)) && screen->type(app, top_state(app), key, &reaction)) {
        views_end(app);
        return react(app, reaction);
    }
    enum action action = keymap_action(key);
    if (action == ACTION_NONE) {
        does_nothing(app, key->name);
        return true;
    }
    /* Who presses Esc once too often means to go back, not to end the program. */
    bool last = app->depth == 1 && !app->alone;
    bool stays = action == ACTION_BACK && last && strcmp(key->name, "Esc") == 0;
    if (stays || (action == ACTION_STOP && !app->worker && !app->alone))
        app_say(app, STYLE_NORMAL, _("q ends the program."), SLICE(""), SLICE(""));
    return stays || app_act(app, action);
}

void app_paste(struct app *app, struct slice text)
{
    const struct screen *screen = top(app);
    buffer_clear(&app->message);
    app->last_key = app->now.seconds;
    if (screen->paste && screen->typing && screen->typing(top_state(app)))
        screen->paste(app, top_state(app), text);
}

void app_news(struct app *app)
{
    if (app->worker && top(app)->work)
        react(app, top(app)->work(app, top_state(app)));
}

static void show(struct app *app)
{
    struct canvas canvas;
    int rows, columns;
    terminal_size(app->terminal, &rows, &columns);
    canvas_init(&canvas, rows, columns, app->ascii);
    app_paint(app, &canvas);
    terminal_show(app->terminal, &canvas);
    canvas_release(&canvas);
}

void app_prepare(struct app *app)
{
    app->prepared = true;
    bodies_open(app);
}

void app_idle(struct app *app)
{
    if (app->idle_minutes && app->now.seconds - app->last_key >= (int64_t)app->idle_minutes * 60)
        app_lock_key(app);
    app_follow(app);
    live_hear(app);
    if (top(app)->tick)
        top(app)->tick(app, top_state(app));
}

void app_pace(struct app *app, int64_t time)
{
    app->hurried = app->key_time && time - app->key_time < REST_MS;
    app->key_time = time;
}

void app_rest(struct app *app)
{
    bool hurried = app->hurried;
    app->hurried = false;
    if (hurried && top(app)->rest)
        top(app)->rest(app, top_state(app));
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum status app_run(struct app *app)
{
    bool go_on = true;
    struct buffer paste;
    buffer_init(&paste);
    while (go_on) {
        show(app);
        struct key key;
        buffer_clear(&paste);
        int wake = app->worker ? worker_wake(app->worker) : -1;
        int patience = !app->prepared ? 0 : app->hurried ? REST_MS : LOOK_MS;
        enum terminal_event event = terminal_read(app->terminal, patience, wake, &key, &paste);
        app->now = session_now();
        if (event == EVENT_END)
            break;
        if (event == EVENT_KEY)
            app_pace(app, milliseconds());
        else
            app_rest(app);
        if (event == EVENT_KEY)
            go_on = app_key(app, &key);
        else if (event == EVENT_PASTE && buffer_status(&paste) == STATUS_OK)
            app_paste(app, buffer_slice(&paste));
        else if (event == EVENT_NONE && app->prepared)
            app_idle(app);
        else if (event == EVENT_NONE)
            app_prepare(app);
        app_news(app);
    }
    buffer_wipe(&paste);
    return STATUS_OK;
}
