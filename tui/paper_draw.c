/* Painting the ballot paper. */
#include "core/text.h"
#include "tui/paper.h"
#include "tui/screen_sign.h"

enum { COLUMNS_BESIDE = 96, CHOICE_COLUMNS = 38, LABEL = 19, WORD = 12, TALL = 12, FACTS_LEAST = 7 };

static const char *meaning(struct slice option)
{
    static const struct {
        const char *option, *words;
    } table[] = {
        {"yes", N_("in favour")},        {"no", N_("against")},        {"abstain", N_("abstention")},
        {"consent", N_("no objection")}, {"concern", N_("a concern")}, {"object", N_("a serious objection")},
        {"none", N_("none of these")},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (slice_is(option, table[i].option))
            return _(table[i].words);
    return "";
}

/* "(●)" for one option, "[x]" for several, "2." and "2=" for a place. */
static void write_sign(const struct paper *paper, int64_t line, bool ascii, struct buffer *out)
{
    const struct paper_choice *choice = &paper->choice;
    bool chosen = paper_choice_chosen(choice, line, paper->list.focus);
    unsigned place = choice->place[choice->line[line]];
    if (choice->offer.method == METHOD_RANKING && place)
        buffer_format(out, "%2u%s", place, paper_choice_tied(choice, line) ? "=" : ".");
    else if (choice->offer.method == METHOD_RANKING && !chosen)
        buffer_text(out, ascii ? " -" : " –");
    else if (paper_choice_marks(choice))
        buffer_text(out, chosen ? "[x]" : "[ ]");
    else
        buffer_text(out, !chosen ? "( )" : ascii ? "(*)" : "(●)");
}

/* Long ids leave the title a half of the line. */
static int word_columns(const struct paper *paper, int columns)
{
    int widest = WORD;
    for (size_t i = 0; i < paper->choice.offer.lines; i++) {
        int width = text_width(paper->choice.offer.option[i].id) + 2;
        widest = width > widest ? width : widest;
    }
    return widest > columns / 2 && columns / 2 > WORD ? columns / 2 : widest;
}

static void draw_option(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct paper *paper = context;
    const struct choice_option *option = paper_choice_option(&paper->choice, index);
    const char *word = sign_option(option->id);
    struct slice words = option->title.length ? option->title : slice_of(meaning(option->id));
    int width = word_columns(paper, line.columns - 4);
    struct buffer sign;
    (void)focused;
    buffer_init(&sign);
    write_sign(paper, index, canvas->ascii, &sign);
    canvas_text(canvas, line.row, line.column, 3, STYLE_NORMAL, buffer_slice(&sign));
    canvas_text(canvas, line.row, line.column + 4, width - 1, STYLE_TITLE, word ? slice_of(word) : option->id);
    if (paper->abstention_forbidden && slice_is(option->id, "abstain"))
        words = slice_of(_("not possible under this rule"));
    canvas_text(canvas, line.row, line.column + 4 + width, line.columns - 4 - width, STYLE_NORMAL, words);
    buffer_release(&sign);
}

/* "  ← → another seat (1 of 3)" */
static void write_seats(const struct paper *paper, const char *arrows, struct buffer *out)
{
    struct buffer present, all;
    buffer_init(&present);
    buffer_init(&all);
    buffer_number(&present, paper->current + 1);
    buffer_number(&all, paper->seats);
    buffer_format(out, "  %s ", arrows);
    i18n_pattern(_("another seat ({1} of {2})"), buffer_slice(&present), buffer_slice(&all), out);
    buffer_release(&present);
    buffer_release(&all);
}

static void write_facts(const struct paper *paper, struct page *page)
{
    const struct paper_seat *seat = &paper->seat[paper->current];
    struct buffer text;
    const char *role = i18n_word(slice_of(seat->role));
    const struct choice_option *option = paper_choice_option(&paper->choice, paper->list.focus);
    buffer_init(&text);
    if (option->title.length)
        page_field(page, LABEL, _("Option"), STYLE_NORMAL, option->title);
    buffer_add(&text, buffer_slice(&seat->title));
    if (strcmp(seat->role, "holder") != 0 && role)
        buffer_format(&text, " (%s)", role);
    if (paper->seats > 1)
        write_seats(paper, page->canvas && page->canvas->ascii ? "< >" : "← →", &text);
    page_field(page, LABEL, strcmp(seat->role, "clerk") == 0 ? _("Called out by") : _("Your seat"), STYLE_NORMAL,
               buffer_slice(&text));
    page_field(page, LABEL, _("Vote so far"), seat->vote.length ? STYLE_NORMAL : STYLE_WARN,
               seat->vote.length ? buffer_slice(&seat->vote) : slice_of(_("none yet")));
    page_field(page, LABEL, _("Deadline"), STYLE_NORMAL, buffer_slice(&paper->times));
    if (paper->alerts.length)
        page_field(page, LABEL, _("Take note"), STYLE_WARN, buffer_slice(&paper->alerts));
    rule_words_draw(&paper->words, page, LABEL);
    page_field(page, LABEL, _("Body"), STYLE_NORMAL, buffer_slice(&paper->body));
    buffer_release(&text);
}

static int count_facts(const struct paper *paper, int columns)
{
    struct page page = {.area = {.columns = columns}};
    write_facts(paper, &page);
    return page.line;
}

/* From the line on to which it was scrolled; the last page is full. */
static void draw_facts(const struct paper *paper, struct canvas *canvas, struct area area)
{
    int last = count_facts(paper, area.columns) - area.rows, top = paper->pager.top < last ? paper->pager.top : last;
    struct page page = {.canvas = canvas, .area = area, .skip = top > 0 ? top : 0};
    write_facts(paper, &page);
    if (paper->focus == PAPER_FACTS)
        canvas_cursor(canvas, area.row, area.column);
}

static void draw_reason(const struct paper *paper, struct canvas *canvas, int row, int column, int columns)
{
    struct slice option = paper_choice_option(&paper->choice, paper->list.focus)->id;
    const char *label = paper_needs_reason(option) ? _("Reason (needed, public):") : _("Reason (optional, public):");
    int used =
        canvas_say(canvas, row, column, columns - 12, paper->focus == PAPER_REASON ? STYLE_TITLE : STYLE_NORMAL, label);
    struct area at = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    input_draw(&paper->reason, canvas, row, column + used + 1, columns - used - 1);
    if (paper->focus != PAPER_REASON)
        canvas_cursor(canvas, at.row, at.column);
}

/* How something is chosen. */
static const char *keys_hint(const struct paper *paper)
{
    if (paper->choice.offer.method == METHOD_RANKING)
        return _("Space next place · + - move · = tie");
    return paper->choice.offer.method == METHOD_APPROVAL ? _("Space marks, as many as you like") : "";
}

static void draw_status(const struct paper *paper, struct canvas *canvas, int row, int column, int columns)
{
    const struct paper_seat *seat = &paper->seat[paper->current];
    struct buffer text;
    struct buffer word;
    buffer_init(&text);
    buffer_init(&word);
    bool chosen = paper_choice_word(&paper->choice, paper->list.focus, &word);
    if (seat->why.length)
        i18n_pattern(_("You cannot vote now: {1}."), buffer_slice(&seat->why), SLICE(""), &text);
    else if (paper_choice_marks(&paper->choice) && chosen)
        i18n_pattern(_("Enter shows the exact text of: {1}"), buffer_slice(&word), SLICE(""), &text);
    else if (paper_choice_marks(&paper->choice))
        buffer_text(&text, keys_hint(paper));
    else
        buffer_text(&text, _("Nothing is written yet; Enter shows the exact text."));
    buffer_release(&word);
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

/* Where the options and the facts are, with their frames where there are some; the row below them. */
struct paper_layout {
    struct area choice, facts;
    bool boxes;
    int below;
};

/*
 * Boxes are as high as what is in them; what is typed stands right below. On a low screen the facts follow the options
 * without frames, and have their place too while they have the focus; one option is always seen.
 */
static struct paper_layout layout(const struct paper *paper, struct area area)
{
    struct paper_layout out = {.boxes = area.rows >= TALL, .below = area.row + area.rows - 2};
    bool beside = out.boxes && area.columns >= COLUMNS_BESIDE;
    int frame = out.boxes ? 2 : 0, rows = area.rows - 3, choice = (int)paper->list.count + frame;
    int most = beside ? rows : out.boxes ? rows - FACTS_LEAST : rows - 2;
    most = most < 1 && rows > 0 ? 1 : most;
    choice = choice > most ? most : choice;
    if (!out.boxes && paper->focus == PAPER_FACTS)
        choice = 0;
    out.choice = (struct area){area.row + 1, area.column, choice, area.columns};
    out.facts = (struct area){area.row + 1 + choice, area.column, rows - choice, area.columns};
    if (!out.boxes) {
        out.choice.column = out.facts.column = area.column + 1;
        out.choice.columns = out.facts.columns = area.columns - 2;
        return out;
    }
    if (beside) {
        int columns = paper->choice.offer.lines ? area.columns / 2 : CHOICE_COLUMNS;
        out.choice.columns = columns;
        out.facts = (struct area){area.row + 1, area.column + columns + 1, rows, area.columns - columns - 1};
    }
    int wanted = count_facts(paper, out.facts.columns - 4) + frame;
    out.facts.rows = wanted < out.facts.rows ? wanted : out.facts.rows;
    if (beside)
        out.choice.rows = out.facts.rows = out.facts.rows > choice ? out.facts.rows : choice;
    out.below = out.facts.row + out.facts.rows;
    return out;
}

static struct area inside(struct area box, bool boxes)
{
    return boxes ? (struct area){box.row + 1, box.column + 2, box.rows - 2, box.columns - 4} : box;
}

int paper_choice_rows(const struct paper *paper, struct area area)
{
    struct paper_layout at = layout(paper, area);
    return inside(at.choice, at.boxes).rows;
}

bool paper_scroll(struct paper *paper, enum action action, struct area area)
{
    struct paper_layout at = layout(paper, area);
    struct area facts = inside(at.facts, at.boxes);
    paper->pager.lines = count_facts(paper, facts.columns);
    return pager_act(&paper->pager, action, facts.rows);
}

void paper_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct paper *paper = state;
    struct paper_layout at = layout(paper, area);
    struct area choice = inside(at.choice, at.boxes), facts = inside(at.facts, at.boxes);
    const char *hint = count_facts(paper, facts.columns) > facts.rows ? _("PgDn shows more") : "";
    draw_heading(paper, canvas, area);
    if (at.boxes) {
        canvas_box(canvas, at.choice, slice_of(_("Your choice")), slice_of(keys_hint(paper)));
        canvas_box_of(canvas, at.facts, slice_of(_("The ballot")), slice_of(hint), paper->focus == PAPER_FACTS);
    }
    if (choice.rows > 0)
        list_draw(&paper->list, canvas, choice, draw_option, paper);
    draw_facts(paper, canvas, facts);
    draw_reason(paper, canvas, at.below, area.column + 1, area.columns - 2);
    draw_status(paper, canvas, at.below + 1, area.column + 1, area.columns - 2);
}
