/* Secretaries: by which rule, and until when, a proposal is voted on. */
#include "data/compose.h"
#include "tui/opening.h"
#include "tui/opening_terms.h"
#include "tui/screen_proposal.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/statute.h"

#include <stdlib.h>

enum { LABEL = 19, COLUMNS_BESIDE = 96, LIST_COLUMNS = 38, TALL = 12 };

/* What is typed shares a row: the deadline, unless one of the others has the focus. */
enum focus { FOCUS_RULES, FOCUS_DEADLINE, FOCUS_WORDS, FOCUS_OPENS, FOCUS_QUESTION, FOCUS_COUNT };

struct opening_screen {
    struct opening opening;
    struct list list;
    enum focus focus;
    struct pager pager; /* of the words */
    struct opening_terms terms;
};

static void close_screen(void *state)
{
    struct opening_screen *s = state;
    opening_release(&s->opening);
    opening_terms_release(&s->terms);
    free(s);
}

static enum opening_term shown(const struct opening_screen *s)
{
    return s->focus == FOCUS_OPENS ? TERM_BEGIN : s->focus == FOCUS_QUESTION ? TERM_QUESTION : TERM_DEADLINE;
}

static void resolve(struct app *app, struct opening_screen *s)
{
    opening_terms_resolve(&s->terms, shown(s), app->now, s->opening.deadline_required);
}

/* A week for a written procedure; a ballot in a meeting is closed there, unless the statute demands a deadline. */
static void suggest_deadline(struct opening_screen *s)
{
    input_clear(&s->terms.field[TERM_DEADLINE]);
    if (!s->opening.place || s->opening.deadline_required)
        input_paste(&s->terms.field[TERM_DEADLINE], SLICE("+7d"));
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
        buffer_format(&text, "  %s %s", canvas->ascii ? "< >" : "← →", _("elsewhere"));
    canvas_text(canvas, row, column, columns, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

static bool typing(const void *state)
{
    enum focus focus = ((const struct opening_screen *)state)->focus;
    return focus == FOCUS_DEADLINE || focus == FOCUS_OPENS || focus == FOCUS_QUESTION;
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
        canvas_box_of(canvas, at.words, slice_of(_("What it means")), slice_of(hint), s->focus == FOCUS_WORDS);
    }
    if (at.boxes || s->focus != FOCUS_WORDS)
        list_draw(&s->list, canvas, list, draw_rule, s);
    if (at.boxes || s->focus == FOCUS_WORDS)
        draw_words(s, canvas, words);
    opening_terms_draw(&s->terms, shown(s), typing(s), canvas,
                       (struct area){at.below, area.column + 1, 1, area.columns - 2});
    draw_place(s, canvas, at.below + 1, area.column + 1, area.columns - 2);
    canvas_say(canvas, at.below + 2, area.column + 1, area.columns - 2, STYLE_MUTED,
               at.boxes ? _("Enter shows the exact text to sign. Until then nothing is written.")
                        : _("Tab Tab: what the rule means, what is missing"));
}

/* Whatever is shown: what is typed into the others counts too. */
static bool times_are_understood(struct app *app, struct opening_screen *s)
{
    enum focus before = s->focus;
    s->focus = FOCUS_OPENS;
    resolve(app, s);
    if (s->terms.understood[TERM_BEGIN]) {
        s->focus = FOCUS_DEADLINE;
        resolve(app, s);
    }
    if (!s->opening.rules || !s->terms.understood[shown(s)]) {
        app_say(app, STYLE_WARN,
                s->focus == FOCUS_OPENS ? _("This is no time at which voting begins: {1}")
                                        : _("This is no deadline: {1}"),
                buffer_slice(&s->terms.resolved), SLICE(""));
        return false;
    }
    s->focus = before;
    resolve(app, s);
    return true;
}

/* To the text that is signed. */
static void go_on(struct app *app, struct opening_screen *s)
{
    struct log *log;
    struct author author;
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    if (!times_are_understood(app, s))
        return;
    struct terms terms = {.rule = slice_of(s->opening.rule[s->list.focus].id),
                          .opens = s->terms.field[TERM_BEGIN].length ? &s->terms.opens : NULL,
                          .closes = s->terms.field[TERM_DEADLINE].length ? &s->terms.closes : NULL,
                          .meeting = s->opening.place ? &s->opening.meeting[s->opening.place - 1].id : NULL};
    if (s->terms.field[TERM_QUESTION].length)
        terms.question = input_value(&s->terms.field[TERM_QUESTION]);
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

static void next_field(struct app *app, struct opening_screen *s)
{
    s->focus = (enum focus)((s->focus + 1) % FOCUS_COUNT);
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
        next_field(app, s);
    else if (action == ACTION_ENTER || action == ACTION_OPEN_BALLOT)
        go_on(app, s);
    else
        return REACT_NONE;
    return REACT_REDRAW;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct opening_screen *s = state;
    *reaction = REACT_REDRAW;
    bool taken = input_key(&s->terms.field[shown(s)], key);
    resolve(app, s);
    return taken;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct opening_screen *s = state;
    input_paste(&s->terms.field[shown(s)], text);
    resolve(app, s);
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
    .paste = paste,
    .refresh = refresh,
};
