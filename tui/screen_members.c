/* Seats, who holds them, and their keys as hex, to be compared by telephone. */
#include "core/body.h"
#include "core/fingerprint.h"
#include "data/people.h"
#include "data/query.h"
#include "tui/app.h"
#include "tui/enrolment.h"
#include "tui/screens.h"

#include <stdlib.h>

enum { BODIES_MAX = 64, NAME_BYTES = 104, TEXT_BYTES = 200 };

/* A line: a seat, or an office; `members` are those who hold it. */
struct place {
    char seat[48], title[TEXT_BYTES], bench[TEXT_BYTES], holder[NAME_BYTES], person[TEXT_BYTES], vkey[NAME_BYTES + 60];
    bool voting, office;
    size_t deputies;
};

struct members {
    int64_t body[BODIES_MAX];
    char name[BODIES_MAX][NAME_BYTES];
    size_t bodies, current;
    struct place *place;
    size_t places, capacity;
    struct list list;
};

static void copy(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    while (length < text.length && length > 0 && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

static bool add_body(void *context, const struct body_item *item)
{
    struct members *m = context;
    m->body[m->bodies] = item->number;
    copy(m->name[m->bodies], NAME_BYTES, item->name);
    return ++m->bodies < BODIES_MAX;
}

static struct place *new_place(struct members *m)
{
    if (m->places == m->capacity) {
        size_t capacity = m->capacity ? m->capacity * 2 : 64;
        struct place *grown = realloc(m->place, capacity * sizeof *grown);
        if (!grown)
            return NULL;
        m->place = grown;
        m->capacity = capacity;
    }
    m->place[m->places] = (struct place){.deputies = 0};
    return &m->place[m->places++];
}

/* The seat's line, by its id; offices get a line each. */
static struct place *place_of(struct members *m, const struct member_item *item)
{
    for (size_t i = 0; i < m->places && item->seat.length; i++)
        if (slice_is(item->seat, m->place[i].seat))
            return &m->place[i];
    struct place *place = new_place(m);
    if (place) {
        const char *word = i18n_word(item->role);
        place->office = true;
        copy(place->title, sizeof place->title, slice_of(word ? word : ""));
    }
    return place;
}

static bool add_member(void *context, const struct member_item *item)
{
    struct members *m = context;
    struct place *place = place_of(m, item);
    if (!place)
        return false;
    if (slice_is(item->role, "deputy")) {
        place->deputies++;
        return true;
    }
    copy(place->holder, sizeof place->holder, item->name);
    copy(place->vkey, sizeof place->vkey, item->vkey);
    return true;
}

static void add_seats(struct members *m, const struct body *body)
{
    const struct roll *roster = &body->roster;
    for (size_t i = 0; i < roster->seats; i++) {
        struct place *place = new_place(m);
        if (!place)
            return;
        copy(place->seat, sizeof place->seat, roster->seat[i].id);
        copy(place->title, sizeof place->title, roster->seat[i].title);
        copy(place->bench, sizeof place->bench, roster->bench[roster->seat[i].bench].title);
        place->voting = roster->seat[i].voting;
    }
}

static void add_people(struct app *app, struct members *m)
{
    struct people people;
    if (people_read(app->session->people_path.at, &people, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < m->places; i++)
        copy(m->place[i].person, sizeof m->place[i].person, people_find(&people, slice_of(m->place[i].holder)));
    people_release(&people);
}

static void choose_body(struct app *app, struct members *m)
{
    struct log *log;
    m->places = 0;
    if (m->bodies) {
        enum status status = ledger_log_number(app->session->ledger, m->body[m->current], &log, &app->problem);
        if (status == STATUS_OK) {
            add_seats(m, log_body(log));
            status = query_members(app_store(app), m->body[m->current], NULL, add_member, m, &app->problem);
        }
        if (status != STATUS_OK)
            app_fail(app, &app->problem);
        add_people(app, m);
    }
    list_resize(&m->list, (int64_t)m->places);
}

static void refresh(struct app *app, void *state)
{
    struct members *m = state;
    m->bodies = 0;
    if (query_bodies(app_store(app), add_body, m, &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
    choose_body(app, m);
}

static void close_screen(void *state)
{
    struct members *m = state;
    free(m->place);
    free(m);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct members *m = calloc(1, sizeof *m);
    if (!m)
        return STATUS_NO_MEMORY;
    refresh(app, m);
    *state = m;
    return STATUS_OK;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct members *m = context;
    const struct place *place = &m->place[index];
    int seat = 16, person = line.columns > 80 ? line.columns / 3 : 0;
    (void)focused;
    canvas_say(canvas, line.row, line.column, seat - 1, STYLE_NORMAL, place->seat);
    canvas_say(canvas, line.row, line.column + seat, line.columns - seat - person - 1, STYLE_NORMAL, place->title);
    const char *who = place->person[0] ? place->person : place->holder[0] ? place->holder : _("vacant");
    if (person)
        canvas_say(canvas, line.row, line.column + line.columns - person, person,
                   place->holder[0] ? STYLE_NORMAL : STYLE_WARN, who);
}

/* The fingerprint of a key: SHA-256 of its verifier key as text, so name, type and point are all in it. */
static void add_fingerprint(const struct place *place, struct buffer *text)
{
    struct digest digest = digest_of(slice_of(place->vkey));
    buffer_format(text, "%s: ", _("Fingerprint"));
    fingerprint_hex(&digest, FINGERPRINT_BYTES, text);
    buffer_text(text, "\n");
    fingerprint_words(&digest, text);
    buffer_byte(text, '\n');
}

static void draw_detail(const struct place *place, struct canvas *canvas, struct area area)
{
    struct buffer text;
    buffer_init(&text);
    if (place->bench[0])
        buffer_format(&text, "%s %s %s\n", place->bench, canvas_sign(canvas, SIGN_DOT),
                      place->voting ? _("voting") : _("advisory"));
    if (place->holder[0])
        buffer_format(&text, "%s: %s\n", _("Held by"), place->person[0] ? place->person : place->holder);
    else
        buffer_format(&text, "%s\n", _("Nobody is enrolled. With e you ask for this seat; the secretaries approve."));
    if (place->vkey[0]) {
        buffer_format(&text, "%s\n", place->vkey);
        add_fingerprint(place, &text);
    }
    if (place->deputies)
        buffer_format(&text, "%s: %zu\n", _("Deputies"), place->deputies);
    canvas_wrap(canvas, area, STYLE_NORMAL, buffer_slice(&text), 0);
    buffer_release(&text);
}

enum { DETAIL_ROWS = 8 };

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct members *m = state;
    bool detail = area.rows >= 16;
    struct area top = area;
    top.rows -= detail ? DETAIL_ROWS : 0;
    struct area inside = canvas_box(canvas, top, slice_of(m->bodies ? m->name[m->current] : _("Members")),
                                    slice_of(m->bodies > 1 ? _("Tab: next body") : ""));
    if (m->places == 0) {
        canvas_wrap(canvas, inside, STYLE_NORMAL,
                    slice_of(_("The ledger is empty. A secretary founds a body with \"stimmbuch body found FILE\".")),
                    0);
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    if (detail) {
        const struct place *place = &m->place[m->list.focus];
        struct area below = {area.row + top.rows, area.column, DETAIL_ROWS, area.columns};
        struct area text = canvas_box(canvas, below, slice_of(place->title), SLICE(""));
        draw_detail(place, canvas, text);
    }
    list_draw(&m->list, canvas, inside, draw_row, m);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct members *m = state;
    if (list_act(&m->list, action, app->area.rows - 2 - DETAIL_ROWS))
        return REACT_REDRAW;
    if (action == ACTION_NEXT_AREA && m->bodies > 1) {
        m->current = (m->current + 1) % m->bodies;
        m->list = (struct list){.count = 0};
        choose_body(app, m);
        return REACT_REDRAW;
    }
    if (action == ACTION_ENROL && m->places) {
        const struct place *place = &m->place[m->list.focus];
        if (place->office)
            app_say(app, STYLE_NORMAL, _("An office is asked for with \"stimmbuch enrol BODY --role ROLE\"."),
                    SLICE(""), SLICE(""));
        else
            enrolment_begin(app, m->body[m->current], slice_of(place->seat), SLICE("holder"));
        return REACT_REDRAW;
    }
    if (action == ACTION_APPROVE) {
        app_push(app, &screen_pending, NULL);
        return REACT_REDRAW;
    }
    return REACT_NONE;
}

static const enum action actions[] = {ACTION_UP,      ACTION_DOWN,      ACTION_ENROL,
                                      ACTION_APPROVE, ACTION_NEXT_AREA, ACTION_NONE};

const struct screen screen_members = {
    .name = N_("Members"),
    .tab = ACTION_TAB_MEMBERS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .refresh = refresh,
};
