/* Secretaries: by which rule, and until when, a proposal is voted on. */
#include "data/compose.h"
#include "tui/format.h"
#include "tui/opening.h"
#include "tui/screen_proposal.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/statute.h"
#include "tui/when.h"

#include <stdlib.h>

enum { LABEL = 19, COLUMNS_BESIDE = 96, LIST_COLUMNS = 38, TALL = 12, FIELD_COLUMNS = 18 };

enum focus { FOCUS_RULES, FOCUS_DEADLINE, FOCUS_WORDS, FOCUS_COUNT };

struct opening_screen {
    struct opening opening;
    struct list list;
    enum focus focus;
    struct pager pager; /* of the words */
    struct input deadline;
    struct instant closes;
    bool understood;        /* the deadline, or that there is none */
    struct buffer resolved; /* what it means */
};

static void close_screen(void *state)
{
    struct opening_screen *s = state;
    opening_release(&s->opening);
    buffer_release(&s->resolved);
    free(s);
}

static void resolve(struct app *app, struct opening_screen *s)
{
    struct slice text = input_value(&s->deadline);
    buffer_clear(&s->resolved);
    s->understood = !text.length || when_parse(text, app->now, &s->closes);
    if (!s->understood)
        buffer_text(&s->resolved, _("write +7d, +3h or a date such as 30.11.2026 18:00"));
    else if (text.length)
        format_moment(s->closes.seconds, &s->resolved);
    else
        buffer_text(&s->resolved, s->opening.deadline_required ? _("the statute demands a deadline")
                                                               : _("none: the secretary closes the ballot"));
}

/* A week for a written procedure; a ballot in a meeting is closed there, unless the statute demands a deadline. */
static void suggest_deadline(struct opening_screen *s)
{
    input_clear(&s->deadline);
    if (!s->opening.place || s->opening.deadline_required)
        input_paste(&s->deadline, SLICE("+7d"));
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct opening_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    const struct opening_place *place = argument;
    s->opening.proposal = place->proposal;
    enum status status = opening_load(app, &s->opening);
    if (status != STATUS_OK) {
        close_screen(s);
        return status;
    }
    opening_choose(&s->opening, place->meeting);
    list_resize(&s->list, (int64_t)s->opening.rules);
    suggest_deadline(s);
    resolve(app, s);
    *state = s;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    struct opening_screen *s = state;
    problem_clear(&app->problem);
    if (opening_load(app, &s->opening) != STATUS_OK)
        app_fail(app, &app->problem);
    list_resize(&s->list, (int64_t)s->opening.rules);
}

static void draw_rule(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct opening_rule *rule = &((const struct opening_screen *)context)->opening.rule[index];
    enum style style = rule->kind_fits ? STYLE_NORMAL : STYLE_MUTED;
    (void)focused;
    canvas_text(canvas, line.row, line.column, line.columns, style, buffer_slice(&rule->words.title));
}

/* "Before a ballot": each gate with the sign that says whether it is passed, and what is missing. */
static void draw_gates(const struct opening *opening, struct page *page)
{
    const char *label = _("Before a ballot");
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < opening->gates; i++, label = "") {
        const struct opening_gate *gate = &opening->gate[i];
        const struct canvas plain = {.ascii = page->canvas && page->canvas->ascii};
        buffer_clear(&text);
        buffer_format(&text, "%s ", canvas_sign(&plain, gate->passes ? SIGN_GOOD : SIGN_BAD));
        buffer_add(&text, gate->demand);
        buffer_text(&text, gate->lack.length ? " " : "");
        buffer_add(&text, gate->lack);
        page_field(page, LABEL, label, gate->passes ? STYLE_GOOD : STYLE_WARN, buffer_slice(&text));
    }
    if (!opening->gates)
        page_field(page, LABEL, label, STYLE_MUTED, slice_of(_("Nothing is asked of a proposal.")));
    if (opening->alerts.length)
        page_field(page, LABEL, _("Take note"), STYLE_WARN, buffer_slice(&opening->alerts));
    buffer_release(&text);
}

static void write_words(const struct opening_screen *s, struct page *page)
{
    draw_gates(&s->opening, page);
    if (!s->opening.rules)
        return;
    const struct opening_rule *rule = &s->opening.rule[s->list.focus];
    if (!rule->kind_fits)
        page_field(page, LABEL, "", STYLE_WARN, slice_of(_("This rule is not for proposals of this kind.")));
    if (rule->on_paper)
        page_field(page, LABEL, "", STYLE_NORMAL,
                   slice_of(_("The votes are cast on paper: the secretaries enter the counts.")));
    rule_words_draw(&rule->words, page, LABEL);
}

static int count_words(const struct opening_screen *s, int columns)
{
    struct page page = {.area = {.columns = columns}};
    write_words(s, &page);
    return page.line;
}

/* From the line on to which it was scrolled; the last page is full. */
static void draw_words(const struct opening_screen *s, struct canvas *canvas, struct area area)
{
    int last = count_words(s, area.columns) - area.rows, top = s->pager.top < last ? s->pager.top : last;
    struct page page = {.canvas = canvas, .area = area, .skip = top > 0 ? top : 0};
    write_words(s, &page);
    if (s->focus == FOCUS_WORDS)
        canvas_cursor(canvas, area.row, area.column);
}

/* Where the list and the words are, without their frames; the row below them. */
struct opening_layout {
    struct area list, words;
    bool boxes;
    int below;
};

/* Boxes are as high as what is in them. A low screen has room for the list or the words, whichever has the focus. */
static struct opening_layout layout(const struct opening_screen *s, struct area area)
{
    struct opening_layout out = {.boxes = area.rows >= TALL, .below = area.row + area.rows - 3};
    int rows = area.rows - 4, rules = (int)s->opening.rules;
    if (!out.boxes) {
        out.list = out.words = (struct area){area.row + 1, area.column + 1, rows, area.columns - 2};
        return out;
    }
    bool beside = area.columns >= COLUMNS_BESIDE;
    int list = rules + 2 < rows / 2 || beside ? rules + 2 : rows / 2;
    out.list = (struct area){area.row + 1, area.column, list, beside ? LIST_COLUMNS : area.columns};
    out.words = (struct area){area.row + 1, area.column + LIST_COLUMNS + 1, rows, area.columns - LIST_COLUMNS - 1};
    if (!beside)
        out.words = (struct area){area.row + 1 + list, area.column, rows - list, area.columns};
    int wanted = count_words(s, out.words.columns - 4) + 2;
    out.words.rows = wanted < out.words.rows ? wanted : out.words.rows;
    if (beside && out.list.rows > rows)
        out.list.rows = rows;
    if (beside)
        out.list.rows = out.words.rows = out.words.rows > out.list.rows ? out.words.rows : out.list.rows;
    out.below = out.words.row + out.words.rows;
    return out;
}

static struct area inside(struct area box, bool boxes)
{
    return boxes ? (struct area){box.row + 1, box.column + 2, box.rows - 2, box.columns - 4} : box;
}

static void draw_deadline(const struct opening_screen *s, struct canvas *canvas, int row, int column, int columns)
{
    int used = canvas_say(canvas, row, column, columns / 2, s->focus == FOCUS_DEADLINE ? STYLE_TITLE : STYLE_NORMAL,
                          _("Deadline:"));
    struct area at = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    int field = columns - used - 2 < FIELD_COLUMNS ? columns - used - 2 : FIELD_COLUMNS;
    input_draw(&s->deadline, canvas, row, column + used + 1, field);
    if (s->focus != FOCUS_DEADLINE)
        canvas_cursor(canvas, at.row, at.column);
    used += field + 3;
    canvas_text(canvas, row, column + used, columns - used, s->understood ? STYLE_MUTED : STYLE_WARN,
                buffer_slice(&s->resolved));
}

/* In which meeting, or that it is a written procedure. */
static void draw_place(const struct opening_screen *s, struct canvas *canvas, int row, int column, int columns)
{
    const struct opening *opening = &s->opening;
    struct buffer text;
    buffer_init(&text);
    if (opening->place)
        i18n_pattern(_("Held in meeting {1}"), buffer_slice(&opening->meeting[opening->place - 1].title), SLICE(""),
                     &text);
    else
        buffer_text(&text, _("Held in a written procedure"));
    if (opening->meetings)
        buffer_format(&text, "  %s %s", canvas->ascii ? "<- ->" : "← →", _("elsewhere"));
    canvas_text(canvas, row, column, columns, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct opening_screen *s = state;
    struct opening_layout at = layout(s, area);
    struct area list = inside(at.list, at.boxes), words = inside(at.words, at.boxes);
    const char *hint = count_words(s, words.columns) > words.rows ? _("PgDn shows more") : "";
    canvas_text(canvas, area.row, area.column + 1, area.columns - 2, STYLE_TITLE, buffer_slice(&s->opening.title));
    if (at.boxes) {
        canvas_box(canvas, at.list, slice_of(_("By which rule?")), SLICE(""));
        canvas_box(canvas, at.words, slice_of(_("What it means")), slice_of(hint));
    }
    if (at.boxes || s->focus != FOCUS_WORDS)
        list_draw(&s->list, canvas, list, draw_rule, s);
    if (at.boxes || s->focus == FOCUS_WORDS)
        draw_words(s, canvas, words);
    draw_deadline(s, canvas, at.below, area.column + 1, area.columns - 2);
    draw_place(s, canvas, at.below + 1, area.column + 1, area.columns - 2);
    canvas_say(canvas, at.below + 2, area.column + 1, area.columns - 2, STYLE_MUTED,
               at.boxes ? _("Enter shows the exact text to sign. Until then nothing is written.")
                        : _("Tab Tab: what the rule means, what is missing"));
}

/* To the text that is signed. */
static void go_on(struct app *app, struct opening_screen *s)
{
    struct log *log;
    struct author author;
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    resolve(app, s);
    if (!s->opening.rules || !s->understood) {
        s->focus = FOCUS_DEADLINE;
        app_say(app, STYLE_WARN, _("This is no deadline: {1}"), buffer_slice(&s->resolved), SLICE(""));
        return;
    }
    struct terms terms = {.rule = slice_of(s->opening.rule[s->list.focus].id),
                          .closes = s->deadline.length ? &s->closes : NULL,
                          .meeting = s->opening.place ? &s->opening.meeting[s->opening.place - 1].id : NULL};
    arena_init(&arena);
    draft_init(&draft, KIND_BALLOT, &arena);
    enum status status = ledger_log_number(app->session->ledger, s->opening.proposal.body, &log, &problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, &problem);
    if (status == STATUS_OK)
        status = compose_ballot(&author, &s->opening.proposal, &terms, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT, .leave = 1});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}

static void show_rule(struct app *app, const struct opening *opening, int64_t rule)
{
    struct statute_place place = {.body = opening->proposal.body};
    if (opening->rules)
        place.rule = slice_of(opening->rule[rule].id);
    app_push(app, &screen_statute, &place);
}

static bool scroll(struct opening_screen *s, enum action action, struct area area)
{
    struct opening_layout at = layout(s, area);
    struct area words = inside(at.words, at.boxes);
    s->pager.lines = count_words(s, words.columns);
    return pager_act(&s->pager, action, words.rows);
}

static bool choose_rule(struct opening_screen *s, enum action action, struct area area)
{
    struct opening_layout at = layout(s, area);
    if (!list_act(&s->list, action, inside(at.list, at.boxes).rows))
        return false;
    s->focus = FOCUS_RULES;
    s->pager = (struct pager){.top = 0};
    return true;
}

static void other_place(struct app *app, struct opening_screen *s, size_t step)
{
    if (!s->opening.meetings)
        app_say(app, STYLE_NORMAL, _("There is no meeting to hold it in: a secretary invites to one with M and i."),
                SLICE(""), SLICE(""));
    s->opening.place = (s->opening.place + step) % (s->opening.meetings + 1);
    suggest_deadline(s);
    resolve(app, s);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct opening_screen *s = state;
    bool pages = action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN;
    if (pages || s->focus == FOCUS_WORDS ? scroll(s, action, app->area) : choose_rule(s, action, app->area))
        return REACT_REDRAW;
    if (action == ACTION_STATUTE)
        show_rule(app, &s->opening, s->list.focus);
    else if (action == ACTION_COSTS)
        app_push(app, &screen_costs, &(struct proposal_place){s->opening.proposal.body, s->opening.proposal.index});
    else if (action == ACTION_LEFT || action == ACTION_RIGHT)
        other_place(app, s, action == ACTION_RIGHT ? 1 : s->opening.meetings);
    else if (action == ACTION_NEXT_AREA)
        s->focus = (enum focus)((s->focus + 1) % FOCUS_COUNT);
    else if (action == ACTION_ENTER || action == ACTION_OPEN_BALLOT)
        go_on(app, s);
    else
        return REACT_NONE;
    return REACT_REDRAW;
}

static bool typing(const void *state)
{
    return ((const struct opening_screen *)state)->focus == FOCUS_DEADLINE;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct opening_screen *s = state;
    *reaction = REACT_REDRAW;
    bool taken = input_key(&s->deadline, key);
    resolve(app, s);
    return taken;
}

static const enum action actions[] = {ACTION_ENTER,   ACTION_UP,    ACTION_DOWN, ACTION_NEXT_AREA,
                                      ACTION_STATUTE, ACTION_COSTS, ACTION_NONE};

const struct screen screen_opening = {
    .name = N_("Open a ballot"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .refresh = refresh,
};
