/* Seats, who holds them, and their keys in hex and in words, to be compared by telephone. */
#include "core/fingerprint.h"
#include "core/text.h"
#include "tui/app.h"
#include "tui/enrolment.h"
#include "tui/members.h"
#include "tui/screens.h"
#include "tui/statute.h"

#include <stdlib.h>

enum { DETAIL_ROWS = 9, DETAIL_AREA_ROWS = 18 };

static void load(struct app *app, struct members *members)
{
    if (members_load(members, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static void refresh(struct app *app, void *state)
{
    struct members *members = state;
    int64_t focus = members->list.focus;
    load(app, members);
    members->list.focus = focus;
    list_resize(&members->list, members->list.count);
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

static struct slice who_holds(const struct place *place)
{
    if (place->person.length)
        return place->person;
    return place->holder.length ? place->holder : slice_of(_("vacant"));
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct members *members = context;
    const struct place *place = &members->place[members->shown[index]];
    int seat = line.columns > 50 ? 16 : 0, person = line.columns > 60 ? line.columns * 2 / 5 : 0, at = 0;
    (void)focused;
    list_cell(canvas, &line, &at, seat, STYLE_MUTED, place->seat);
    list_cell(canvas, &line, &at, line.columns - seat - person, STYLE_NORMAL, place->title);
    list_cell(canvas, &line, &at, person, place->holder.length ? STYLE_NORMAL : STYLE_WARN, who_holds(place));
}

/* The fingerprint of a key: SHA-256 of its verifier key as text, so name, type and point are all in it. */
static void add_fingerprint(const struct place *place, struct buffer *text)
{
    struct digest digest = digest_of(place->vkey);
    buffer_format(text, "%s: ", _("Fingerprint"));
    fingerprint_hex(&digest, FINGERPRINT_BYTES, text);
    buffer_text(text, "\n");
    fingerprint_words(&digest, text);
    buffer_byte(text, '\n');
}

static void add_line(struct buffer *text, const char *pattern, struct slice value)
{
    i18n_pattern(pattern, value, SLICE(""), text);
    buffer_byte(text, '\n');
}

static void draw_detail(const struct place *place, struct canvas *canvas, struct area area)
{
    struct buffer text;
    buffer_init(&text);
    if (place->bench.length)
        i18n_pattern(_("Bench: {1}, {2}"), place->bench, slice_of(place->voting ? _("voting") : _("advisory")), &text);
    buffer_text(&text, place->bench.length ? "\n" : "");
    if (place->holder.length)
        add_line(&text, _("Held by: {1}"), who_holds(place));
    else
        add_line(&text, _("Nobody is enrolled. With e you ask for this seat; the secretaries approve."), SLICE(""));
    if (place->deputies.length)
        add_line(&text, _("Deputies: {1}"), place->deputies);
    if (place->vkey.length) {
        add_line(&text, "{1}", place->vkey);
        add_fingerprint(place, &text);
    }
    canvas_wrap(canvas, area, STYLE_NORMAL, buffer_slice(&text), 0);
    buffer_release(&text);
}

/* The search has a line of its own while there is one. */
static int search_rows(const struct members *members)
{
    return members->typing || members->search.length ? 1 : 0;
}

static int detail_rows(struct area area)
{
    return area.rows >= DETAIL_AREA_ROWS ? DETAIL_ROWS : 0;
}

static int page(const void *state, struct area area)
{
    return area.rows - 2 - search_rows(state) - detail_rows(area);
}

static void draw_empty(const struct members *members, struct canvas *canvas, struct area inside)
{
    const char *text = members->places ? _("Nobody fits the search. Esc clears it.")
                                       : _("The ledger is empty. A secretary founds a body with F.");
    canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(text), 0);
    canvas_cursor(canvas, inside.row, inside.column);
}

static void draw_search(const struct members *members, struct canvas *canvas, struct area area)
{
    int at = area.column + 1 + canvas_say(canvas, area.row, area.column + 1, area.columns / 2, STYLE_KEY, "/ ");
    if (members->typing)
        input_draw(&members->search, canvas, area.row, at, area.column + area.columns - at - 1);
    else
        canvas_text(canvas, area.row, at, area.column + area.columns - at - 1, STYLE_INPUT,
                    input_value(&members->search));
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct members *members = state;
    const struct place *place = members_focus(members);
    int search = search_rows(members), detail = detail_rows(area);
    struct area top = {area.row + search, area.column, area.rows - search - detail, area.columns};
    const char *name = members->bodies.count ? bodies_name(&members->bodies) : _("Members");
    struct area inside =
        canvas_box(canvas, top, slice_of(name),
                   slice_of(members->bodies.count > 1 ? _("/ search, Tab: next body") : _("/ search")));
    if (detail) {
        struct area below = {top.row + top.rows, area.column, detail, area.columns};
        struct area text = canvas_box(canvas, below, place ? place->title : SLICE(""), SLICE(""));
        if (place)
            draw_detail(place, canvas, text);
    }
    if (place)
        list_draw(&members->list, canvas, inside, draw_row, members);
    else
        draw_empty(members, canvas, inside);
    if (search)
        draw_search(members, canvas, area);
}

static bool typing(const void *state)
{
    return ((const struct members *)state)->typing;
}

static void clear_search(struct members *members)
{
    input_clear(&members->search);
    members_filter(members);
}

/* Enter keeps the search, Esc clears it; keys that move the focus are actions as ever. */
static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct members *members = state;
    bool enter = strcmp(key->name, "Enter") == 0, escape = strcmp(key->name, "Esc") == 0;
    (void)app;
    *reaction = REACT_REDRAW;
    if (escape)
        clear_search(members);
    if (enter || escape) {
        members->typing = false;
        return true;
    }
    if (!input_key(&members->search, key))
        return false;
    members_filter(members);
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct members *members = state;
    (void)app;
    input_paste(&members->search, text);
    members_filter(members);
}

static void enrol(struct app *app, const struct members *members)
{
    const struct place *place = members_focus(members);
    if (!place)
        app_say(app, STYLE_NORMAL, _("There is no seat here to ask for."), SLICE(""), SLICE(""));
    else if (place->office)
        app_say(app, STYLE_NORMAL, _("An office is asked for with \"stimmbuch enrol BODY --role ROLE\"."), SLICE(""),
                SLICE(""));
    else
        enrolment_begin(app, bodies_number(&members->bodies), place->seat, SLICE("holder"));
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct members *members = state;
    if (list_act(&members->list, action, page(members, app->area)))
        return REACT_REDRAW;
    switch (action) {
    case ACTION_SEARCH:
        members->typing = true;
        return REACT_REDRAW;
    case ACTION_BACK:
        if (!members->search.length)
            return REACT_NONE;
        clear_search(members);
        return REACT_REDRAW;
    case ACTION_NEXT_AREA:
        bodies_next(&members->bodies);
        members->list = (struct list){.count = 0};
        load(app, members);
        return REACT_REDRAW;
    case ACTION_ENROL:
        enrol(app, members);
        return REACT_REDRAW;
    case ACTION_STATUTE:
        app_push(app, &screen_statute, &(struct statute_place){.body = bodies_number(&members->bodies)});
        return REACT_REDRAW;
    case ACTION_APPROVE:
        app_push(app, &screen_pending, NULL);
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static const enum action actions[] = {ACTION_UP,      ACTION_DOWN,    ACTION_SEARCH,    ACTION_ENROL,
                                      ACTION_APPROVE, ACTION_STATUTE, ACTION_NEXT_AREA, ACTION_NONE};

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
    .page = page,
};
