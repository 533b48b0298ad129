/* Painting seats and members: the list, and of the selected line the key in hex and in words, and since when. */
#include "core/fingerprint.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/members.h"

enum { DETAIL_ROWS = 10, DETAIL_AREA_ROWS = 18 };

static struct slice who_holds(const struct place *place)
{
    if (place->person.length)
        return place->person;
    return place->holder.length ? place->holder : slice_of(_("vacant"));
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct members *members = context;
    const struct place *place = members_at(members, index);
    int seat = line.columns > 50 ? 16 : 0, person = line.columns > 60 ? line.columns * 2 / 5 : 0, at = 0;
    (void)focused;
    if (!place)
        return;
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

/* "since 2026-11-02 (entry 5)" behind what it is about; the pattern says which end it is. */
static void add_event(struct buffer *text, const char *pattern, const struct members_event *event)
{
    struct buffer day, index;
    if (!event->there)
        return;
    buffer_init(&day);
    buffer_init(&index);
    format_day(event->at, &day);
    buffer_number(&index, (uint64_t)event->index);
    buffer_text(text, ", ");
    i18n_pattern(pattern, buffer_slice(&day), buffer_slice(&index), text);
    buffer_release(&day);
    buffer_release(&index);
}

static void add_holder(const struct members *members, const struct place *place, struct buffer *text)
{
    if (!place->holder.length) {
        add_line(text, _("Nobody is enrolled. With T you ask for this seat; the secretaries approve."), SLICE(""));
        return;
    }
    i18n_pattern(_("Held by: {1}"), who_holds(place), SLICE(""), text);
    add_event(text, _("since {1} (entry {2})"), &members->held);
    add_event(text, _("until {1} (entry {2})"), &members->held_until);
    buffer_byte(text, '\n');
}

static void draw_detail(const struct members *members, const struct place *place, struct canvas *canvas,
                        struct area area)
{
    struct buffer text;
    buffer_init(&text);
    if (place->bench.length) {
        i18n_pattern(_("Bench: {1}, {2}"), place->bench, slice_of(place->voting ? _("voting") : _("advisory")), &text);
        add_event(&text, _("the seat since {1} (entry {2})"), &members->seat);
        buffer_byte(&text, '\n');
    }
    add_holder(members, place, &text);
    if (place->deputies.length)
        add_line(&text, _("Deputies: {1}"), place->deputies);
    if (place->vkey.length) {
        add_line(&text, "{1}", place->vkey);
        if (members->key.there && place->key.since != place->held.since) {
            buffer_text(&text, _("This key"));
            add_event(&text, _("since {1} (entry {2})"), &members->key);
            buffer_byte(&text, '\n');
        }
        add_fingerprint(place, &text);
    }
    canvas_wrap(canvas, area, STYLE_NORMAL, buffer_slice(&text), 0);
    buffer_release(&text);
}

/* What is typed has a line of its own while there is something. */
static int typed_rows(const struct members *members)
{
    return members->dating || members->typing || members->search.length ? 1 : 0;
}

static int detail_rows(struct area area)
{
    return area.rows >= DETAIL_AREA_ROWS ? DETAIL_ROWS : 0;
}

int members_page(const struct members *members, struct area area)
{
    return area.rows - 2 - typed_rows(members) - detail_rows(area);
}

static void draw_empty(const struct members *members, struct canvas *canvas, struct area inside)
{
    const char *text = members->sheet.places ? _("Nobody fits the search. Esc clears it.")
                                             : _("The ledger is empty. A secretary founds a body with F.");
    canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(text), 0);
    canvas_cursor(canvas, inside.row, inside.column);
}

static void draw_typed(const struct members *members, struct canvas *canvas, struct area area)
{
    const char *label = members->dating ? _("As of (day or entry): ") : "/ ";
    const struct input *input = members->dating ? &members->on : &members->search;
    int at = area.column + 1 + canvas_say(canvas, area.row, area.column + 1, area.columns / 2, STYLE_KEY, label);
    if (members->dating || members->typing)
        input_draw(input, canvas, area.row, at, area.column + area.columns - at - 1);
    else
        canvas_text(canvas, area.row, at, area.column + area.columns - at - 1, STYLE_INPUT, input_value(input));
}

/* "rat.example", and of which day or entry; and that a large body is still being read for the search. */
static void write_title(const struct members *members, struct buffer *out)
{
    buffer_text(out, members->bodies.count ? bodies_name(&members->bodies) : _("Members"));
    if (members->past) {
        buffer_text(out, ", ");
        i18n_pattern(_("as of {1}"), buffer_slice(&members->as), SLICE(""), out);
    }
    if (members->reading && members->search.length) {
        buffer_text(out, ", ");
        buffer_text(out, _("still reading"));
    }
}

void members_paint(const struct members *members, struct canvas *canvas, struct area area)
{
    const struct place *place = members_focus(members);
    int typed = typed_rows(members), detail = detail_rows(area);
    struct area top = {area.row + typed, area.column, area.rows - typed - detail, area.columns};
    struct buffer title;
    buffer_init(&title);
    write_title(members, &title);
    struct area inside =
        canvas_box(canvas, top, buffer_slice(&title),
                   slice_of(members->bodies.count > 1 ? _("/ search, Tab: next body") : _("/ search")));
    buffer_release(&title);
    if (detail) {
        struct area below = {top.row + top.rows, area.column, detail, area.columns};
        struct area text = canvas_box(canvas, below, place ? place->title : SLICE(""), SLICE(""));
        if (place)
            draw_detail(members, place, canvas, text);
    }
    if (place)
        list_draw(&members->list, canvas, inside, draw_row, members);
    else
        draw_empty(members, canvas, inside);
    if (typed)
        draw_typed(members, canvas, area);
}
