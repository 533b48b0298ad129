/* Painting the ballot paper. */
#include "core/text.h"
#include "tui/paper.h"
#include "tui/screen_sign.h"

enum { COLUMNS_BESIDE = 96, CHOICE_COLUMNS = 38, LABEL = 19, WORD = 12, TALL = 12 };

struct row {
    const struct paper *paper;
    bool brief;
};

static const char *meaning(const char *option)
{
    static const struct {
        const char *option, *words;
    } table[] = {
        {"yes", N_("in favour")},        {"no", N_("against")},        {"abstain", N_("abstention")},
        {"consent", N_("no objection")}, {"concern", N_("a concern")}, {"object", N_("a serious objection")},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (strcmp(option, table[i].option) == 0)
            return _(table[i].words);
    return "";
}

static void draw_option(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct row *row = context;
    const char *option = row->paper->option[index], *words = meaning(option);
    canvas_say(canvas, line.row, line.column, 3, STYLE_NORMAL, !focused ? "( )" : canvas->ascii ? "(*)" : "(●)");
    canvas_say(canvas, line.row, line.column + 4, WORD - 1, STYLE_TITLE, sign_word(KIND_VOTE, slice_of(option)));
    if (row->paper->abstention_forbidden && strcmp(option, "abstain") == 0)
        words = _("not possible under this rule");
    canvas_say(canvas, line.row, line.column + 4 + WORD, line.columns - 4 - WORD, STYLE_NORMAL, words);
}

static void draw_options(const struct paper *paper, struct canvas *canvas, struct area area)
{
    struct row row = {.paper = paper};
    list_draw(&paper->list, canvas, area, draw_option, &row);
}

/* Returns the number of lines; without a canvas it only counts. */
static int draw_facts(const struct paper *paper, struct canvas *canvas, struct area area)
{
    struct page page = {.canvas = canvas, .area = area};
    const struct paper_seat *seat = &paper->seat[paper->current];
    struct buffer text;
    const char *role = i18n_word(slice_of(seat->role));
    buffer_init(&text);
    buffer_add(&text, buffer_slice(&seat->title));
    if (strcmp(seat->role, "holder") != 0 && role)
        buffer_format(&text, " (%s)", role);
    if (paper->seats > 1)
        buffer_format(&text, "  %s %s", canvas && canvas->ascii ? "<- ->" : "← →", _("another seat"));
    page_field(&page, LABEL, _("Your seat"), STYLE_NORMAL, buffer_slice(&text));
    page_field(&page, LABEL, _("Vote so far"), seat->vote.length ? STYLE_NORMAL : STYLE_WARN,
               seat->vote.length ? buffer_slice(&seat->vote) : slice_of(_("none yet")));
    page_field(&page, LABEL, _("Deadline"), STYLE_NORMAL, buffer_slice(&paper->times));
    rule_words_draw(&paper->words, &page, LABEL);
    page_field(&page, LABEL, _("Body"), STYLE_NORMAL, buffer_slice(&paper->body));
    buffer_release(&text);
    return page.line;
}

static void draw_reason(const struct paper *paper, struct canvas *canvas, int row, int column, int columns)
{
    struct slice option = slice_of(paper->option[paper->list.focus]);
    const char *label = paper_needs_reason(option) ? _("Reason (needed, public):") : _("Reason (optional, public):");
    int used =
        canvas_say(canvas, row, column, columns - 12, paper->focus == PAPER_REASON ? STYLE_TITLE : STYLE_NORMAL, label);
    struct area at = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    input_draw(&paper->reason, canvas, row, column + used + 1, columns - used - 1);
    if (paper->focus != PAPER_REASON)
        canvas_cursor(canvas, at.row, at.column);
}

static void draw_status(const struct paper *paper, struct canvas *canvas, int row, int column, int columns)
{
    const struct paper_seat *seat = &paper->seat[paper->current];
    struct buffer text;
    buffer_init(&text);
    if (seat->why.length)
        i18n_pattern(_("You cannot vote now: {1}."), buffer_slice(&seat->why), SLICE(""), &text);
    else
        buffer_text(&text, _("Nothing is written yet; Enter shows the exact text."));
    canvas_text(canvas, row, column, columns, seat->why.length ? STYLE_WARN : STYLE_MUTED, buffer_slice(&text));
    buffer_release(&text);
}

static void draw_heading(const struct paper *paper, struct canvas *canvas, struct area area)
{
    struct slice step = slice_of(_("step 1 of 3: choose"));
    int wanted = area.columns >= 70 ? text_width(step) + 2 : 0;
    canvas_say(canvas, area.row, area.column + 1, area.columns - 2 - wanted, STYLE_TITLE, paper->facts.title);
    if (wanted)
        canvas_right(canvas, area.row, area.column + 1, area.columns - 2, STYLE_MUTED, step);
}

/* Boxes are as high as what is in them; what is typed stands right below. */
static int draw_boxes(const struct paper *paper, struct canvas *canvas, struct area choice, struct area facts)
{
    struct area measure = {.columns = facts.columns - 4};
    int lines = draw_facts(paper, NULL, measure) + 2;
    facts.rows = lines < facts.rows ? lines : facts.rows;
    if (facts.row == choice.row)
        choice.rows = facts.rows = facts.rows > choice.rows ? facts.rows : choice.rows;
    int below = facts.row + facts.rows;
    choice = canvas_box(canvas, choice, slice_of(_("Your choice")), SLICE(""));
    facts = canvas_box(canvas, facts, slice_of(_("The ballot")), SLICE(""));
    draw_facts(paper, canvas, facts);
    draw_options(paper, canvas, choice);
    return below;
}

void paper_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct paper *paper = state;
    int options = (int)paper->list.count, column = area.column + 1, columns = area.columns - 2;
    bool tall = area.rows >= TALL;
    struct area choice = {area.row + 1, area.column, options + (tall ? 2 : 0), area.columns};
    struct area facts = {choice.row + choice.rows, area.column, area.rows - 3 - choice.rows, area.columns};
    int below = area.row + area.rows - 2;
    draw_heading(paper, canvas, area);
    if (tall && area.columns >= COLUMNS_BESIDE) {
        choice.columns = CHOICE_COLUMNS;
        facts = (struct area){choice.row, area.column + CHOICE_COLUMNS + 1, area.rows - 3,
                              area.columns - CHOICE_COLUMNS - 1};
    }
    if (tall) {
        below = draw_boxes(paper, canvas, choice, facts);
    } else {
        choice.column = facts.column = column;
        choice.columns = facts.columns = columns;
        draw_facts(paper, canvas, facts);
        draw_options(paper, canvas, choice);
    }
    draw_reason(paper, canvas, below, column, columns);
    draw_status(paper, canvas, below + 1, column, columns);
}
