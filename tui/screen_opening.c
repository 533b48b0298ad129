/* Secretaries: by which rule, and until when, a proposal is voted on. */
#include "data/compose.h"
#include "tui/format.h"
#include "tui/opening.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/statute.h"
#include "tui/when.h"

#include <stdlib.h>

enum { LABEL = 19, COLUMNS_BESIDE = 96, LIST_COLUMNS = 38, TALL = 12, FIELD_COLUMNS = 18 };

enum focus { FOCUS_RULES, FOCUS_DEADLINE };

struct opening_screen {
    struct opening opening;
    struct list list;
    enum focus focus;
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

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct opening_screen *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    s->opening.proposal = *(const struct found *)argument;
    enum status status = opening_load(app, &s->opening);
    if (status != STATUS_OK) {
        close_screen(s);
        return status;
    }
    list_resize(&s->list, (int64_t)s->opening.rules);
    input_paste(&s->deadline, SLICE("+7d"));
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
    enum style style = rule->kind_fits && rule->countable ? STYLE_NORMAL : STYLE_MUTED;
    (void)focused;
    canvas_text(canvas, line.row, line.column, line.columns, style, buffer_slice(&rule->words.title));
}

/* Returns the number of lines; without a canvas it only counts. */
static int draw_words(const struct opening_screen *s, struct canvas *canvas, struct area area)
{
    struct page page = {.canvas = canvas, .area = area};
    if (s->opening.missing.length)
        page_field(&page, LABEL, _("Missing"), STYLE_WARN, buffer_slice(&s->opening.missing));
    else
        page_field(&page, LABEL, _("Missing"), STYLE_GOOD, slice_of(_("nothing: what the statute asks for is there")));
    if (!s->opening.rules)
        return page.line;
    const struct opening_rule *rule = &s->opening.rule[s->list.focus];
    if (!rule->kind_fits)
        page_field(&page, LABEL, "", STYLE_WARN, slice_of(_("This rule is not for proposals of this kind.")));
    if (!rule->countable)
        page_field(&page, LABEL, "", STYLE_WARN, slice_of(_("This version cannot count this method.")));
    rule_words_draw(&rule->words, &page, LABEL);
    return page.line;
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

/* Boxes are as high as what is in them. Returns the row below. */
static int draw_boxes(const struct opening_screen *s, struct canvas *canvas, struct area list, struct area words)
{
    struct area measure = {.columns = words.columns - 4};
    int lines = draw_words(s, NULL, measure) + 2;
    words.rows = lines < words.rows ? lines : words.rows;
    if (words.row == list.row)
        list.rows = words.rows = words.rows > list.rows ? words.rows : list.rows;
    int below = words.row + words.rows;
    list = canvas_box(canvas, list, slice_of(_("By which rule?")), SLICE(""));
    words = canvas_box(canvas, words, slice_of(_("What it means")), SLICE(""));
    draw_words(s, canvas, words);
    list_draw(&s->list, canvas, list, draw_rule, s);
    return below;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct opening_screen *s = state;
    bool tall = area.rows >= TALL;
    int frame = tall ? 2 : 0, column = area.column + 1, below = area.row + area.rows - 2;
    int wanted = (int)s->opening.rules + frame, most = (area.rows - 3) / 2 + (tall ? 0 : 1);
    struct area list = {area.row + 1, area.column, wanted < most ? wanted : most, area.columns};
    struct area words = {list.row + list.rows, area.column, area.rows - 3 - list.rows, area.columns};
    canvas_text(canvas, area.row, column, area.columns - 2, STYLE_TITLE, buffer_slice(&s->opening.title));
    if (tall && area.columns >= COLUMNS_BESIDE) {
        list.columns = LIST_COLUMNS;
        words = (struct area){list.row, area.column + LIST_COLUMNS + 1, area.rows - 3, area.columns - LIST_COLUMNS - 1};
    }
    if (tall) {
        below = draw_boxes(s, canvas, list, words);
    } else {
        list.column = words.column = column;
        list.columns = words.columns = area.columns - 2;
        draw_words(s, canvas, words);
        list_draw(&s->list, canvas, list, draw_rule, s);
    }
    draw_deadline(s, canvas, below, column, area.columns - 2);
    canvas_say(canvas, below + 1, column, area.columns - 2, STYLE_MUTED,
               _("Enter shows the exact text to sign. Until then nothing is written."));
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
                          .closes = s->deadline.length ? &s->closes : NULL};
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

static unsigned act(struct app *app, void *state, enum action action)
{
    struct opening_screen *s = state;
    if (list_act(&s->list, action, app->area.rows / 2)) {
        s->focus = FOCUS_RULES;
        return REACT_REDRAW;
    }
    if (action == ACTION_STATUTE)
        show_rule(app, &s->opening, s->list.focus);
    else if (action == ACTION_NEXT_AREA)
        s->focus = s->focus == FOCUS_RULES ? FOCUS_DEADLINE : FOCUS_RULES;
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

static const enum action actions[] = {ACTION_ENTER,     ACTION_UP,      ACTION_DOWN,
                                      ACTION_NEXT_AREA, ACTION_STATUTE, ACTION_NONE};

const struct screen screen_opening = {
    .name = N_("Open a ballot"),
    .tab = ACTION_TAB_BALLOTS,
    .actions = actions,
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .refresh = refresh,
};
