#include "tui/agenda_words.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/markdown.h"
#include "tui/meeting_view.h"
#include "tui/proposal_words.h"
#include "tui/quorum_words.h"

enum { LABEL = 14, HEADING = 2, SIDE_COLUMNS = 100, SIDE_SHARE = 38, SPLIT_ROWS = 14, LEAST_LIST = 5 };

static void field(struct page *page, const char *label, const char *pattern, struct slice first, struct slice second)
{
    struct buffer text;
    buffer_init(&text);
    i18n_pattern(pattern, first, second, &text);
    page_field(page, LABEL, label, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

/* The seat's title, or its id where the body has it no more. */
static struct slice seat_title(const struct meeting_view *view, struct slice id)
{
    size_t seat = roll_seat_find(&view->quorum.roll, id);
    bool named = seat != ROLL_NONE && view->quorum.roll.seat[seat].title.length;
    return named ? view->quorum.roll.seat[seat].title : id;
}

static void write_again(const struct meeting_view *view, struct page *page)
{
    if (view->again.length)
        field(page, _("Called again"), _("after meeting {1}"), buffer_slice(&view->again), SLICE(""));
}

static void write_invitation(const struct meeting_view *view, struct page *page)
{
    struct slice place = meeting_view_value(view, "place"), chair = meeting_view_value(view, "chair");
    struct instant closes;
    struct buffer text;
    buffer_init(&text);
    if (place.length)
        field(page, _("Venue"), "{1}", place, SLICE(""));
    if (entry_time(&view->read.entry, "closes", &closes)) {
        format_moment(closes.seconds, &text);
        field(page, _("Ends"), "{1}", buffer_slice(&text), SLICE(""));
    }
    if (chair.length)
        field(page, _("In the chair"), "{1}", seat_title(view, chair), SLICE(""));
    write_again(view, page);
    field(page, _("Invited by"), "{1}", view->read.entry.by, SLICE(""));
    if (view->text.length) {
        page_next(page);
        page_markdown(page, buffer_slice(&view->text));
    }
    if (*agenda_words(&view->read)) {
        page_next(page);
        field(page, _("Vote order"), "{1}", slice_of(agenda_words(&view->read)), SLICE(""));
    }
    buffer_release(&text);
}

static void write_minutes(const struct meeting_view *view, struct page *page)
{
    struct buffer text;
    unsigned long count = (unsigned long)view->read.minutes.confirmations;
    buffer_init(&text);
    if (view->read.has_minutes)
        i18n_count(ngettext("signed, confirmed by {1} member; P reads them, C confirms them",
                            "signed, confirmed by {1} members; P reads them, C confirms them", count),
                   count, &text);
    else
        buffer_text(&text, _("not signed yet; P shows what the ledger has so far"));
    page_field(page, LABEL, _("Minutes"), STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static void write_quorum(const struct meeting_view *view, struct page *page)
{
    quorum_write(&view->quorum, view->phase >= PHASE_OVER ? QUORUM_PAST : QUORUM_WHOLE, page);
    page_next(page);
    write_again(view, page);
    write_minutes(view, page);
}

static void write_attendance(const struct meeting_view *view, struct page *page)
{
    if (!view->read.seats) {
        page_wrap(page, STYLE_MUTED, 0,
                  slice_of(_("Nobody is recorded yet. With A one's own seat is, or by a secretary any seat.")));
        return;
    }
    for (size_t bench = 0; bench < view->quorum.benches; bench++) {
        page_wrap(page, STYLE_TITLE, 0, view->quorum.bench[bench].title);
        for (size_t i = 0; i < MEETING_STATES; i++) {
            const char *word = i18n_word(slice_of(meeting_states[i]));
            struct slice names = view->names[bench * MEETING_STATES + i];
            if (names.length)
                page_field(page, LABEL, word ? word : meeting_states[i], STYLE_NORMAL, names);
        }
    }
}

static void write_part(const struct meeting_view *view, enum meeting_part part, struct page *page)
{
    if (part == MEETING_QUORUM)
        write_quorum(view, page);
    else if (part == MEETING_ATTENDANCE)
        write_attendance(view, page);
    else
        write_invitation(view, page);
}

static int measure(const struct meeting_view *view, enum meeting_part part, int columns)
{
    struct page page = {.area = {.columns = columns}};
    write_part(view, part, &page);
    return page.line;
}

/* Where the agenda and the part are; rows 0: not shown. */
struct boxes {
    struct area agenda, part;
};

static struct boxes boxes_of(const struct meeting_view *view, struct area area)
{
    area.row += HEADING;
    area.rows -= HEADING;
    struct boxes boxes = {area, area};
    if (area.columns >= SIDE_COLUMNS) {
        boxes.part.columns = area.columns * SIDE_SHARE / 100;
        boxes.agenda.columns = area.columns - boxes.part.columns - 1;
        boxes.part.column += boxes.agenda.columns + 1;
        return boxes;
    }
    if (area.rows < SPLIT_ROWS) {
        boxes.part.rows = view->focus == MEETING_AGENDA ? 0 : area.rows;
        boxes.agenda.rows = area.rows - boxes.part.rows;
        return boxes;
    }
    int wanted = (int)(view->list.count < area.rows ? view->list.count : area.rows) + 2;
    int least = wanted < LEAST_LIST ? LEAST_LIST : wanted;
    boxes.agenda.rows = least < area.rows / 2 ? least : area.rows / 2;
    boxes.part.row += boxes.agenda.rows;
    boxes.part.rows -= boxes.agenda.rows;
    return boxes;
}

static struct area inside_of(struct area box)
{
    return (struct area){box.row + 1, box.column + 2, box.rows - 2, box.columns - 4};
}

struct area meeting_focus_area(const struct meeting_view *view, struct area area, int *lines)
{
    struct boxes boxes = boxes_of(view, area);
    struct area inside = inside_of(view->focus == MEETING_AGENDA ? boxes.agenda : boxes.part);
    *lines = view->focus == MEETING_AGENDA ? (int)view->list.count : measure(view, view->focus, inside.columns);
    return inside;
}

/* "adopted · B-12", "being voted on", or the proposal's state where there was no ballot here. */
static void write_outcome(const struct meeting_view *view, const struct meeting_topic *topic, int64_t call,
                          const char *dot, struct buffer *out)
{
    const struct meeting_ballot *ballot = meeting_view_ballot(view, topic);
    const char *word = ballot && ballot->outcome.length ? i18n_word(ballot->outcome) : NULL;
    if (word) {
        buffer_text(out, word);
        if (ballot->decision.length)
            buffer_format(out, " %s ", dot);
        buffer_add(out, ballot->decision);
    } else if (ballot && ballot->facts.is_void) {
        buffer_text(out, i18n_word(SLICE("void")));
    } else if (ballot && ballot_facts_overdue(&ballot->facts, view->now)) {
        buffer_text(out, _("to be closed"));
    } else if (ballot && ballot->facts.open) {
        buffer_text(out, _("being voted on"));
    } else if (ballot) {
        buffer_text(out, _("closed, no result yet"));
    } else {
        buffer_text(out, proposal_state(topic->state));
    }
    if (call > 1) {
        buffer_text(out, ", ");
        i18n_count(_("call {1}"), (uint64_t)call, out);
    }
}

/* "1 (2)  2026-004  Title  state": the order of votes, the secretary's, and what came of it. */
static void draw_topic(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct meeting_view *view = context;
    const struct meeting_topic *topic = &view->read.topic[index];
    bool amends = entry_value(&topic->entry, "amends").at != NULL;
    int order = line.columns >= 50 ? 8 : 0, state = line.columns >= 70 ? 26 : 16, number = 11, at = 0;
    struct buffer text;
    (void)focused;
    buffer_init(&text);
    if (topic->listed)
        buffer_format(&text, "%lld", (long long)index + 1);
    if (topic->listed && view->position[index] != (size_t)index + 1)
        buffer_format(&text, " (%zu)", view->position[index]);
    list_cell(canvas, &line, &at, order, STYLE_NORMAL, topic->listed ? buffer_slice(&text) : SLICE("+"));
    list_cell(canvas, &line, &at, number, STYLE_NORMAL, topic->number);
    buffer_clear(&text);
    buffer_text(&text, !amends ? "" : canvas->ascii ? "- " : "↳ ");
    buffer_add(&text, topic->title);
    list_cell(canvas, &line, &at, line.columns - order - number - state, STYLE_NORMAL, buffer_slice(&text));
    buffer_clear(&text);
    write_outcome(view, topic, view->call[index], canvas_sign(canvas, SIGN_DOT), &text);
    list_cell(canvas, &line, &at, state, STYLE_TITLE, buffer_slice(&text));
    buffer_release(&text);
}

static bool reordered(const struct meeting_view *view)
{
    for (size_t i = 0; i < view->read.topics; i++)
        if (view->read.topic[i].listed && view->position[i] != i + 1)
            return true;
    return false;
}

/* Below the items, where there is room; the invitation has it in any case. */
static void explain_order(const struct meeting_view *view, struct canvas *canvas, struct area inside)
{
    int items = (int)view->list.count + 1, rows = inside.rows - items;
    struct slice words = slice_of(agenda_words(&view->read));
    struct area below = {inside.row + items, inside.column, rows, inside.columns};
    struct area none = {.columns = inside.columns};
    if (words.length && rows >= canvas_wrap(canvas, none, STYLE_MUTED, words, 0))
        canvas_wrap(canvas, below, STYLE_MUTED, words, 0);
}

static void paint_agenda(const struct meeting_view *view, struct canvas *canvas, struct area box)
{
    const char *hint = reordered(view) ? _("in brackets: the secretary's order") : _("Enter opens");
    struct area inside = canvas_box(canvas, box, slice_of(_("Agenda, in the proposed order of votes")), slice_of(hint));
    if (!view->list.count) {
        canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(_("There is no agenda.")), 0);
        if (view->focus == MEETING_AGENDA)
            canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    explain_order(view, canvas, inside);
    if (view->focus == MEETING_AGENDA) {
        list_draw(&view->list, canvas, inside, draw_topic, view);
        return;
    }
    for (int i = 0; i < inside.rows && view->list.top + i < view->list.count; i++) {
        struct area line = {inside.row + i, inside.column + 2, 1, inside.columns - 2};
        draw_topic(view, view->list.top + i, canvas, line, false);
    }
}

static void paint_part(const struct meeting_view *view, struct canvas *canvas, struct area box)
{
    const char *const titles[] = {[MEETING_AGENDA] = "",
                                  [MEETING_QUORUM] = _("Quorum"),
                                  [MEETING_ATTENDANCE] = _("Attendance"),
                                  [MEETING_INVITATION] = _("Invitation")};
    struct area inside = canvas_box(canvas, box, slice_of(titles[view->below]), slice_of(_("Tab next area")));
    int last = measure(view, view->below, inside.columns) - inside.rows, top = view->top[view->below];
    top = top < last ? top : last > 0 ? last : 0;
    struct page page = {.canvas = canvas, .area = inside, .skip = top};
    write_part(view, view->below, &page);
    if (view->focus != MEETING_AGENDA)
        canvas_cursor(canvas, inside.row, inside.column);
}

static void paint_heading(const struct meeting_view *view, struct canvas *canvas, struct area area)
{
    struct instant opens = {0};
    struct slice place = meeting_view_value(view, "place");
    struct buffer text;
    buffer_init(&text);
    i18n_pattern("{1}  {2}", meeting_view_value(view, "number"), meeting_view_value(view, "title"), &text);
    canvas_text(canvas, area.row, area.column + 1, area.columns - 2, STYLE_TITLE, buffer_slice(&text));
    buffer_clear(&text);
    entry_time(&view->read.entry, "opens", &opens);
    format_moment(opens.seconds, &text);
    buffer_format(&text, " %s %s", canvas_sign(canvas, SIGN_DOT), meeting_phase_word(view->phase));
    if (place.length)
        buffer_format(&text, " %s ", canvas_sign(canvas, SIGN_DOT));
    buffer_add(&text, place);
    canvas_text(canvas, area.row + 1, area.column + 1, area.columns - 2, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

void meeting_paint(const struct meeting_view *view, struct canvas *canvas, struct area area)
{
    struct boxes boxes = boxes_of(view, area);
    paint_heading(view, canvas, area);
    if (boxes.part.rows)
        paint_part(view, canvas, boxes.part);
    if (boxes.agenda.rows)
        paint_agenda(view, canvas, boxes.agenda);
}
