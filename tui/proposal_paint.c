#include "tui/proposal_paint.h"

#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/markdown.h"
#include "tui/proposal_words.h"

#include <string.h>

enum { FIELD_COLUMNS = PROPOSAL_LABEL, SPLIT_ROWS = 16, SIDE_COLUMNS = 150, LEAST_BOX = 5, GAP = 3 };

/* "uses Servicekatalog": the first part chooses the phrase, the rest is named in it. */
static void write_related(struct page *page, const char *label, const char *phrase, enum style style, struct slice what)
{
    struct buffer text;
    buffer_init(&text);
    i18n_pattern(phrase, what, SLICE(""), &text);
    page_field(page, FIELD_COLUMNS, label, style, buffer_slice(&text));
    buffer_release(&text);
}

static void write_bindings(const struct entry *entry, struct page *page)
{
    size_t at = 0;
    const char *label = _("Binding");
    for (const struct field *field; (field = entry_next(entry, "binding", &at)); label = "") {
        bool unsettled = slice_is(value_part(field->value, 0), "unsettled");
        write_related(page, label, binding_phrase(value_part(field->value, 0)), unsettled ? STYLE_WARN : STYLE_NORMAL,
                      slice_of(bound_name(value_part(field->value, 1))));
    }
    if (*label)
        page_field(page, FIELD_COLUMNS, label, STYLE_WARN, slice_of(_("not stated")));
}

static void write_services(const struct entry *entry, struct page *page)
{
    size_t at = 0;
    const char *label = _("DVC");
    for (const struct field *field; (field = entry_next(entry, "dvc", &at)); label = "") {
        bool silo = slice_is(value_part(field->value, 0), "beside");
        write_related(page, label, dvc_phrase(value_part(field->value, 0)), silo ? STYLE_WARN : STYLE_NORMAL,
                      value_rest(field->value, 1));
    }
    if (*label)
        page_field(page, FIELD_COLUMNS, label, STYLE_WARN, slice_of(_("no service is named")));
}

/* The rest of the fields that people ask for: options, seats that file it, attachments. */
static void write_others(const struct entry *entry, const char *name, size_t part, const char *label, struct page *page)
{
    size_t at = 0;
    for (const struct field *field; (field = entry_next(entry, name, &at)); label = "")
        page_field(page, FIELD_COLUMNS, label, STYLE_NORMAL, value_rest(field->value, part));
}

static void write_facts(const struct proposal_view *view, struct page *page)
{
    const struct entry *entry = &view->read.entry;
    size_t at = 0;
    const char *label = _("Demands");
    page_field(page, FIELD_COLUMNS, _("Body"), STYLE_NORMAL, buffer_slice(&view->body));
    write_bindings(entry, page);
    write_services(entry, page);
    for (const struct field *field; (field = entry_next(entry, "demand", &at)); label = "")
        page_field(page, FIELD_COLUMNS, label, STYLE_NORMAL, slice_of(demand_name(field->value)));
    if (*label)
        page_field(page, FIELD_COLUMNS, label, STYLE_NORMAL, slice_of(_("none is named")));
    write_others(entry, "option", 0, _("Options"), page);
    write_others(entry, "for", 0, _("Filed for"), page);
    write_others(entry, "attachment", 2, _("Attachments"), page);
}

/* "open until today 18:00", "closed, adopted", "void". */
static void write_ballot_state(const struct talk_ballot *ballot, int64_t now, struct buffer *out)
{
    struct buffer when;
    buffer_init(&when);
    const char *outcome = i18n_word(ballot->outcome);
    if (ballot->facts.open && ballot->has_opens && ballot->opens > now) {
        format_moment(ballot->opens, &when);
        i18n_pattern(_("opens {1}"), buffer_slice(&when), SLICE(""), out);
    } else if (ballot->facts.open && ballot->has_closes) {
        format_moment(ballot->closes, &when);
        i18n_pattern(ballot->closes < now ? _("deadline passed {1}, to be closed") : _("open until {1}"),
                     buffer_slice(&when), SLICE(""), out);
    } else if (ballot->facts.open) {
        buffer_text(out, _("open without a deadline"));
    } else if (ballot->facts.is_void) {
        buffer_text(out, _("void"));
    } else {
        buffer_text(out, outcome ? outcome : _("closed, its result is not signed yet"));
    }
    buffer_release(&when);
}

static void write_ballots(const struct proposal_view *view, struct page *page)
{
    const char *label = _("Ballots");
    struct buffer state, line, cast;
    for (size_t i = 0; i < view->talk.ballots; i++, label = "") {
        const struct talk_ballot *ballot = &view->talk.ballot[i];
        buffer_init(&state);
        buffer_init(&line);
        buffer_init(&cast);
        write_ballot_state(ballot, view->now, &state);
        buffer_number(&cast, (uint64_t)ballot->cast);
        i18n_pattern(_("{1}; rule {2}; "), buffer_slice(&state), slice_of(ballot->facts.rule), &line);
        i18n_pattern(ngettext("{1} vote", "{1} votes", (unsigned long)ballot->cast), buffer_slice(&cast), SLICE(""),
                     &line);
        page_field(page, FIELD_COLUMNS, label, ballot->facts.open ? STYLE_TITLE : STYLE_NORMAL, buffer_slice(&line));
        buffer_release(&state);
        buffer_release(&line);
        buffer_release(&cast);
    }
    if (*label)
        page_field(page, FIELD_COLUMNS, label, STYLE_NORMAL, slice_of(_("none yet; a secretary opens one with B")));
    label = _("Recused");
    for (size_t i = 0; i < view->talk.recusals; i++, label = "")
        page_field(page, FIELD_COLUMNS, label, STYLE_NORMAL, view->talk.recused[i]);
}

static void write_talk(const struct proposal_view *view, struct page *page)
{
    proposal_write_way(view, page);
    write_ballots(view, page);
    proposal_write_statements(view, page);
}

void proposal_write(const struct proposal_view *view, enum proposal_part part, struct page *page)
{
    if (part == PART_COSTS)
        proposal_write_costs(&view->read.cost, page);
    else if (part == PART_SERVICES)
        write_facts(view, page);
    else if (part == PART_TALK)
        write_talk(view, page);
    else
        page_text(page, buffer_slice(&view->read.text), view->source);
}

static int measure(const struct proposal_view *view, enum proposal_part part, int columns)
{
    struct page page = {.area = {.columns = columns}};
    proposal_write(view, part, &page);
    return page.line;
}

/* Where the two boxes are; `below.rows` is 0 where only the part with the focus is shown. */
struct boxes {
    int heading; /* lines above them */
    struct area motion, below;
};

static struct boxes boxes_of(const struct proposal_view *view, struct area area)
{
    struct boxes boxes = {.heading = 2};
    area.row += boxes.heading;
    area.rows -= boxes.heading;
    boxes.motion = boxes.below = area;
    if (area.columns >= SIDE_COLUMNS) {
        boxes.motion.columns = area.columns / 2;
        boxes.below.column += boxes.motion.columns;
        boxes.below.columns -= boxes.motion.columns;
        return boxes;
    }
    boxes.below.rows = 0;
    if (area.rows < SPLIT_ROWS)
        return boxes;
    /* The part with the focus gets what it needs, the other what is left. */
    int wanted = measure(view, view->below, area.columns - 4) + 2;
    int most = view->focus == PART_MOTION ? area.rows / 2 : area.rows - LEAST_BOX;
    boxes.below.rows = wanted < most ? wanted : most;
    if (boxes.below.rows < LEAST_BOX)
        boxes.below.rows = LEAST_BOX;
    boxes.motion.rows -= boxes.below.rows;
    boxes.below.row += boxes.motion.rows;
    return boxes;
}

static struct area inside(struct area box)
{
    return (struct area){
        .row = box.row + 1, .column = box.column + 2, .rows = box.rows - 2, .columns = box.columns - 4};
}

struct area proposal_focus_area(const struct proposal_view *view, struct area area, int *lines)
{
    struct boxes boxes = boxes_of(view, area);
    struct area in = inside(view->focus == PART_MOTION || !boxes.below.rows ? boxes.motion : boxes.below);
    *lines = measure(view, view->focus, in.columns);
    return in;
}

/* "▸ Costs", "[Costs]  Services": the brackets tell which part is shown, the mark in front where the focus is. */
static void write_titles(const struct canvas *canvas, enum proposal_part shown, bool focused, bool all,
                         struct buffer *out)
{
    const char *const names[PARTS] = {_("Motion"), _("Costs"), _("Binding and services"), _("Deliberation")};
    enum proposal_part from = all ? PART_MOTION : shown == PART_MOTION ? PART_MOTION : PART_COSTS;
    enum proposal_part to = !all && shown == PART_MOTION ? PART_MOTION : PART_TALK;
    if (focused) {
        buffer_text(out, canvas_sign(canvas, SIGN_FOCUS));
        buffer_byte(out, ' ');
    }
    for (unsigned part = from; part <= to; part++) {
        bool marked = part == shown && from != to;
        buffer_text(out, part > from ? "  " : "");
        buffer_text(out, marked ? "[" : "");
        buffer_text(out, names[part]);
        buffer_text(out, marked ? "]" : "");
    }
}

/* Which lines are seen, or how to get on. */
static void write_hint(const struct proposal_view *view, enum proposal_part part, int rows, int lines,
                       struct buffer *out)
{
    struct buffer seen, all;
    buffer_init(&seen);
    buffer_init(&all);
    int top = view->top[part], last = top + rows < lines ? top + rows : lines;
    buffer_format(&seen, "%d-%d", top + 1, last);
    buffer_number(&all, (uint64_t)lines);
    if (lines > rows && rows > 0)
        i18n_pattern(part == view->focus ? _("lines {1} of {2}, Tab next part") : _("lines {1} of {2}"),
                     buffer_slice(&seen), buffer_slice(&all), out);
    else if (part == view->focus)
        buffer_text(out, _("Tab next part"));
    buffer_release(&seen);
    buffer_release(&all);
}

/* One box that shows `part`; with `all` it is the only one. */
static void paint_box(const struct proposal_view *view, enum proposal_part part, bool all, struct canvas *canvas,
                      struct area box)
{
    struct buffer title, hint;
    struct area in = inside(box);
    buffer_init(&title);
    buffer_init(&hint);
    write_titles(canvas, part, part == view->focus, all, &title);
    write_hint(view, part, in.rows, measure(view, part, in.columns), &hint);
    canvas_box(canvas, box, buffer_slice(&title), buffer_slice(&hint));
    struct page page = {.canvas = canvas, .area = in, .skip = view->top[part]};
    proposal_write(view, part, &page);
    if (part == view->focus)
        canvas_cursor(canvas, in.row, in.column);
    buffer_release(&title);
    buffer_release(&hint);
}

/* What the ballot, the deadline and the own vote are, as one line. */
static void write_state(const struct proposal_view *view, struct buffer *out)
{
    const struct talk_ballot *open = proposal_talk_open(&view->talk);
    struct slice choice = i18n_choice(slice_of(view->choice));
    struct buffer when, vote;
    buffer_init(&when);
    buffer_init(&vote);
    if (open)
        write_ballot_state(open, view->now, &when);
    if (open) {
        buffer_add(&vote, choice.length ? choice : slice_of(_("none")));
        if (view->waits)
            buffer_format(&vote, " (%s)", _("waits in this copy"));
        i18n_pattern(_("Your vote: {1}   Ballot: {2}"), buffer_slice(&vote), buffer_slice(&when), out);
    } else {
        i18n_pattern(_("State: {1}"), slice_of(proposal_state(slice_of(view->state))), SLICE(""), out);
        if (choice.length)
            i18n_pattern(_("   Your vote: {1}"), choice, SLICE(""), out);
        if (!view->talk.ballots && strcmp(view->state, "open") == 0)
            i18n_pattern(_("   Ballot: {1}"), slice_of(_("none yet; a secretary opens one with B")), SLICE(""), out);
    }
    buffer_release(&when);
    buffer_release(&vote);
}

/* What the body calls itself, its name, or the beginning of that: what there is room for. */
static struct slice body_name(const struct proposal_view *view, int room)
{
    struct slice title = buffer_slice(&view->body), name = view->read.entry.body;
    if (text_width(title) <= room)
        return title;
    if (text_width(name) <= room)
        return name;
    struct slice first = slice_cut(&name, '.');
    return text_width(first) <= room ? first : SLICE("");
}

/* The body stands behind the state; in full among the facts. */
static void paint_heading(const struct proposal_view *view, struct canvas *canvas, struct area area)
{
    struct buffer text;
    buffer_init(&text);
    i18n_pattern("{1}  {2}", entry_value(&view->read.entry, "number"), entry_value(&view->read.entry, "title"), &text);
    canvas_text(canvas, area.row, area.column + 1, area.columns - 2, STYLE_TITLE, buffer_slice(&text));
    buffer_clear(&text);
    write_state(view, &text);
    int used = canvas_text(canvas, area.row + 1, area.column + 1, area.columns - 2, STYLE_NORMAL, buffer_slice(&text));
    int room = area.columns - 2 - used - GAP;
    canvas_right(canvas, area.row + 1, area.column + 1 + used + GAP, room, STYLE_MUTED, body_name(view, room));
    buffer_release(&text);
}

void proposal_paint(const struct proposal_view *view, struct canvas *canvas, struct area area)
{
    struct boxes boxes = boxes_of(view, area);
    paint_heading(view, canvas, area);
    if (!boxes.below.rows) {
        paint_box(view, view->focus, true, canvas, boxes.motion);
        return;
    }
    paint_box(view, PART_MOTION, false, canvas, boxes.motion);
    paint_box(view, view->below, false, canvas, boxes.below);
}
