/* Seats, who holds them now or held them on any day, and their keys in hex and in words, to be compared by phone. */
#include "tui/app.h"
#include "tui/drafting.h"
#include "tui/enrolment.h"
#include "tui/members.h"
#include "tui/screen_entry.h"
#include "tui/screen_history.h"
#include "tui/screen_keys.h"
#include "tui/screens.h"
#include "tui/statute.h"
#include "tui/views.h"

#include <stdlib.h>

static void load(struct app *app, struct members *members)
{
    problem_clear(&app->problem);
    if (members_load(members, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

/* A seat that came above moves the line with the focus; of a large body what is known is a window, and it stays. */
static int64_t find_again(const struct members *members, struct slice seat, struct slice holder, int64_t before)
{
    for (int64_t i = 0; i < members->list.count && !members->window; i++) {
        const struct place *place = members_at(members, i);
        if (place && slice_equal(place->seat, seat) && (seat.length || slice_equal(place->holder, holder)))
            return i;
    }
    return before;
}

static void refresh(struct app *app, void *state)
{
    struct members *members = state;
    const struct place *place = members_focus(members);
    struct buffer seat, holder;
    int64_t focus = members->list.focus;
    buffer_init(&seat);
    buffer_init(&holder);
    if (place) {
        buffer_add(&seat, place->seat);
        buffer_add(&holder, place->holder);
    }
    load(app, members);
    members->list.focus = place ? find_again(members, buffer_slice(&seat), buffer_slice(&holder), focus) : focus;
    list_resize(&members->list, members->list.count);
    buffer_release(&seat);
    buffer_release(&holder);
    if (members_follow(members, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void close_screen(void *state)
{
    members_release(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct members *members = calloc(1, sizeof *members);
    if (!members)
        return STATUS_NO_MEMORY;
    load(app, members);
    *state = members;
    return STATUS_OK;
}

static unsigned work(struct app *app, void *state)
{
    return members_take(state, app) ? REACT_REDRAW : REACT_NONE;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    members_paint(state, canvas, area);
}

static int page(const void *state, struct area area)
{
    return members_page(state, area);
}

static bool typing(const void *state)
{
    const struct members *members = state;
    return members->typing || members->dating;
}

/* The search, and what is told of the line that has the focus then. */
static void filter(struct app *app, struct members *members)
{
    enum status status = members_search(members, app);
    if (status == STATUS_OK)
        status = members_filter(members);
    if (status == STATUS_OK)
        status = members_follow(members, app);
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
}

static void go(struct app *app, struct members *members, struct slice text)
{
    struct problem problem = {.status = STATUS_OK};
    enum status status = members_go(members, app, text, &problem);
    if (status == STATUS_OK) {
        members->dating = false;
        return;
    }
    problem.status = status;
    app_fail(app, &problem);
}

/* A day or an index: Enter goes there, an empty one to the present; Esc leaves it as it was. */
static bool type_day(struct app *app, struct members *members, const struct key *key)
{
    if (strcmp(key->name, "Esc") == 0) {
        members->dating = false;
        return true;
    }
    if (strcmp(key->name, "Enter") == 0) {
        go(app, members, input_value(&members->on));
        return true;
    }
    return input_key(&members->on, key);
}

/* Enter keeps the search, Esc clears it; keys that move the focus are actions as ever. */
static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct members *members = state;
    bool enter = strcmp(key->name, "Enter") == 0, escape = strcmp(key->name, "Esc") == 0;
    *reaction = REACT_REDRAW;
    if (members->dating)
        return type_day(app, members, key);
    if (enter || escape)
        members->typing = false;
    if (escape)
        input_clear(&members->search);
    else if (!enter && !input_key(&members->search, key))
        return false;
    filter(app, members);
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct members *members = state;
    input_paste(members->dating ? &members->on : &members->search, text);
    if (!members->dating)
        filter(app, members);
}

/* For the line's seat, or for an office. */
static void enrol(struct app *app, const struct members *members)
{
    const struct place *place = members_focus(members);
    struct enrolment_place wanted = {.body = bodies_number(&members->bodies)};
    if (!wanted.body) {
        app_say(app, STYLE_NORMAL, _("There is no seat here to ask for."), SLICE(""), SLICE(""));
        return;
    }
    if (place && !place->office) {
        wanted.seat = place->seat;
        wanted.title = place->title;
    }
    app_push(app, &screen_enrolment, &wanted);
}

/* The key of whoever holds the line's seat or office. */
static void revoke(struct app *app, const struct members *members)
{
    const struct place *place = members_focus(members);
    if (place && place->holder.length)
        app_push(app, &screen_keys, &(struct keys_place){.ends = place->holder});
    else
        app_say(app, STYLE_NORMAL, _("Nobody holds this seat."), SLICE(""), SLICE(""));
}

/* The entry that made the line what it is: who holds the seat, else the seat. */
static void open_entry(struct app *app, const struct members *members)
{
    const struct place *place = members_focus(members);
    int64_t index = !place ? -1 : place->held.since >= 0 ? place->held.since : place->lasts.since;
    if (index >= 0)
        app_push(app, &screen_entry, &(struct entry_place){bodies_number(&members->bodies), index});
    else
        app_say(app, STYLE_NORMAL, _("There is nothing here to open."), SLICE(""), SLICE(""));
}

/* Esc undoes what was done last: the search, then the day. */
static unsigned back(struct app *app, struct members *members)
{
    if (members->search.length) {
        input_clear(&members->search);
        filter(app, members);
    } else if (members->past) {
        go(app, members, SLICE(""));
    } else {
        return REACT_NONE;
    }
    return REACT_REDRAW;
}

static void next_body(struct app *app, struct members *members)
{
    bodies_choose_next(app, &members->bodies);
    go(app, members, SLICE(""));
}

static unsigned move(struct app *app, struct members *members, enum action action)
{
    if (!list_act(&members->list, action, members_page(members, app->area)))
        return REACT_NONE;
    if (members_follow(members, app) != STATUS_OK)
        app_fail(app, &app->problem);
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct members *members = state;
    int64_t body = bodies_number(&members->bodies);
    switch (action) {
    case ACTION_SEARCH:
        members->typing = true;
        filter(app, members);
        return REACT_REDRAW;
    case ACTION_DAY:
        input_clear(&members->on);
        members->dating = true;
        return REACT_REDRAW;
    case ACTION_HISTORY:
        app_push(app, &screen_history, &(struct history_place){body, members->place, !members->past});
        return REACT_REDRAW;
    case ACTION_ENTER:
        open_entry(app, members);
        return REACT_REDRAW;
    case ACTION_BACK:
        return back(app, members);
    case ACTION_NEXT_AREA:
        next_body(app, members);
        return REACT_REDRAW;
    case ACTION_ENROL:
        enrol(app, members);
        return REACT_REDRAW;
    case ACTION_REVOKE:
        revoke(app, members);
        return REACT_REDRAW;
    case ACTION_CHANGE:
        app_push(app, &screen_draft, &(struct draft_place){KIND_ROSTER, body, -1});
        return REACT_REDRAW;
    case ACTION_STATUTE:
        app_push(app, &screen_statute, &(struct statute_place){.body = body});
        return REACT_REDRAW;
    case ACTION_APPROVE:
        app_push(app, &screen_pending, NULL);
        return REACT_REDRAW;
    default:
        return move(app, members, action);
    }
}

static void tell_view(const void *state, struct view *view)
{
    const struct members *members = state;
    *view = (struct view){.place = members->list.focus + 1};
    memcpy(view->search, members->search.text, sizeof view->search);
    if (members->past && members->as.length < sizeof view->day)
        memcpy(view->day, members->as.at, members->as.length);
}

/* Nothing is read anew that stays as it is: a large body takes its time. */
static void show(struct app *app, void *state, const struct view *view)
{
    struct members *members = state;
    struct slice day = slice_of(view->day), search = slice_of(view->search);
    if (!slice_equal(day, members->past ? buffer_slice(&members->as) : SLICE("")))
        go(app, members, day);
    if (!slice_equal(search, input_value(&members->search))) {
        input_clear(&members->search);
        input_paste(&members->search, search);
        filter(app, members);
    }
    members->list.focus = view->place > 0 ? view->place - 1 : 0;
    list_resize(&members->list, members->list.count);
    if (members_follow(members, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static const enum action actions[] = {ACTION_UP,      ACTION_DOWN,    ACTION_SEARCH,    ACTION_ENROL,   ACTION_DAY,
                                      ACTION_HISTORY, ACTION_APPROVE, ACTION_ENTER,     ACTION_STATUTE, ACTION_POWER,
                                      ACTION_CHANGE,  ACTION_REVOKE,  ACTION_NEXT_AREA, ACTION_NONE};

const struct screen screen_members = {
    .name = N_("Members"),
    .tab = ACTION_TAB_MEMBERS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .work = work,
    .view = tell_view,
    .show = show,
    .page = page,
};
