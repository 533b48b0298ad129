#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/power_sentence.h"
#include "tui/power_terms.h"
#include "tui/power_view.h"
#include "tui/power_words.h"

/* Columns and rows of the parts. */
enum {
    LABEL = 10,
    LABEL_NARROW = 7,
    NARROW = 60,
    PERCENT = 8,
    BAR_LEAST = 3,
    FIGURES = 4,
    THOUSAND = 1000,
    LIST_LEAST = 4,
    FRAME = 2,
    SIDE = 4, /* frame and blanks */
};

/* What a bench has of everything, in thousandths, and whether there is anything to have a part of. */
struct shares {
    unsigned long part[FIGURES];
    bool some[FIGURES];
};

enum figure { FIGURE_HEADS, FIGURE_WEIGHT, FIGURE_BANZHAF, FIGURE_SHAPLEY };

static void read_shares(const struct power_case *power, size_t bench, struct shares *out)
{
    struct power_parts parts;
    mpq_t ratio;
    mpq_init(ratio);
    power_parts_init(&parts);
    power_case_bench(power, bench, &parts);
    power_ratio((wide)parts.heads, (wide)parts.all_heads, ratio);
    out->part[FIGURE_HEADS] = power_thousandths(ratio);
    power_ratio(parts.weight, parts.all_weight, ratio);
    out->part[FIGURE_WEIGHT] = power_thousandths(ratio);
    out->part[FIGURE_BANZHAF] = power_thousandths(parts.banzhaf);
    out->part[FIGURE_SHAPLEY] = power_thousandths(parts.shapley);
    for (size_t i = 0; i < FIGURES; i++)
        out->some[i] = i != FIGURE_WEIGHT || parts.all_weight > 0;
    power_parts_release(&parts);
    mpq_clear(ratio);
}

/* Where there is little room the weight is left out: it is in the list of seats. */
struct columns {
    enum figure figure[FIGURES];
    int count, label, cell;
};

static struct columns columns_of(int all)
{
    struct columns columns = {{FIGURE_HEADS, FIGURE_WEIGHT, FIGURE_BANZHAF, FIGURE_SHAPLEY}, FIGURES, LABEL, 0};
    if (all < NARROW) {
        columns = (struct columns){{FIGURE_HEADS, FIGURE_BANZHAF, FIGURE_SHAPLEY}, FIGURES - 1, LABEL_NARROW, 0};
        columns.label = LABEL_NARROW;
    }
    columns.cell = (all - columns.label) / columns.count;
    return columns;
}

static void write_heading(struct page *page, const struct columns *columns)
{
    const char *const titles[] = {_("Seats"), _("Weight"), _("Banzhaf"), _("Shapley")};
    for (int i = 0; i < columns->count; i++)
        page_right(page, columns->label + i * columns->cell, columns->cell - 1, STYLE_MUTED,
                   slice_of(titles[columns->figure[i]]));
    page_next(page);
}

static void write_shares(struct page *page, const struct columns *columns, const char *label, enum style style,
                         const struct shares *shares)
{
    page_say(page, 1, columns->label - 1, style, slice_of(label));
    for (int i = 0; i < columns->count; i++) {
        int column = columns->label + i * columns->cell, bar = columns->cell - PERCENT - 1;
        enum figure figure = columns->figure[i];
        struct buffer text;
        buffer_init(&text);
        power_part_percent((wide)shares->part[figure], shares->some[figure] ? THOUSAND : 0, &text);
        if (bar >= BAR_LEAST)
            page_bar(page, column, bar, shares->part[figure], THOUSAND);
        page_right(page, column + columns->cell - 1 - PERCENT, PERCENT, style, buffer_slice(&text));
        buffer_release(&text);
    }
    page_next(page);
}

/* One bench: today, and below it as it would be. */
static void write_bench(const struct power_view *view, struct page *page, const struct columns *columns, size_t bench)
{
    const struct power_case *now = &view->today->power, *then = view->then ? &view->then->power : NULL;
    struct shares shares;
    if (!now->benches.bench[bench].seats && !(then && then->benches.bench[bench].seats))
        return;
    page_say(page, 0, page->area.columns, STYLE_TITLE, now->body->roster.bench[bench].title);
    page_next(page);
    read_shares(now, bench, &shares);
    write_shares(page, columns, _("today"), STYLE_NORMAL, &shares);
    if (!then)
        return;
    read_shares(then, bench, &shares);
    write_shares(page, columns, view->running ? _("(old)") : _("on trial"), view->running ? STYLE_MUTED : STYLE_NORMAL,
                 &shares);
}

static void write_lines(struct page *page, struct buffer *text)
{
    for (struct slice rest = buffer_slice(text); rest.length;)
        page_wrap(page, STYLE_NORMAL, 0, slice_cut(&rest, '\n'));
    buffer_release(text);
}

/* That of the selected seat, or of one's own. */
static size_t leading_bench(const struct power_view *view)
{
    size_t seat = power_view_seat(view) == ROLL_NONE ? view->own : power_view_seat(view);
    return seat == ROLL_NONE ? ROLL_NONE : view->study.seat[seat].bench;
}

/* What one asked about, in a sentence above all figures. */
static void write_lead(const struct power_view *view, struct page *page)
{
    const struct power_case *power = view->then ? &view->then->power : &view->today->power;
    size_t bench = leading_bench(view);
    struct buffer text;
    if (bench == ROLL_NONE)
        return;
    buffer_init(&text);
    power_sentence_bench(power, bench, &text);
    write_lines(page, &text);
}

/* What the words mean, and who says so. */
static void write_terms(struct page *page)
{
    static const struct {
        const char *name, *text;
    } measures[] = {
#define POWER_ROW(name, text) {name, text},
        POWER_MEASURES(POWER_ROW)
#undef POWER_ROW
    };
    page_next(page);
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        struct buffer text;
        buffer_init(&text);
        buffer_format(&text, "%s: %s", measures[i].name, _(measures[i].text));
        page_wrap(page, STYLE_MUTED, 0, buffer_slice(&text));
        buffer_release(&text);
    }
    page_wrap(page, STYLE_MUTED, 0, slice_of(_(POWER_TERMS)));
}

/* What the figures say: first what changes, then where everybody stands. */
static void write_sentences(const struct power_view *view, struct page *page)
{
    const struct power_case *now = &view->today->power, *then = view->then ? &view->then->power : now;
    struct buffer text;
    buffer_init(&text);
    if (view->then)
        power_words_changes(now, then, &text);
    power_sentence_benches(then, leading_bench(view), &text);
    power_sentence_all(then, &text);
    power_sentence_together(then, &text);
    page_next(page);
    write_lines(page, &text);
    write_terms(page);
}

static struct slice rule_title(const struct power_study *study, size_t rule)
{
    return study->body.statute.rule[study->counted[rule]].rule.title;
}

/* By which rule; and what is to be known of the figures. */
static void write_head(const struct power_view *view, struct page *page)
{
    const struct power_study *study = &view->study;
    struct buffer text;
    buffer_init(&text);
    if (study->rule == study->base)
        buffer_add(&text, rule_title(study, study->base));
    else
        i18n_pattern(_("today: {1}; on trial: {2}"), rule_title(study, study->base), rule_title(study, study->rule),
                     &text);
    page_wrap(page, STYLE_TITLE, 0, buffer_slice(&text));
    buffer_release(&text);
    if (view->running)
        page_wrap(page, STYLE_WARN, 0,
                  slice_of(view->today ? _("These figures are from before the change; they are being counted anew …")
                                       : _("It is being counted …")));
    if (!view->running && view->failed) {
        i18n_problem(&view->problem, &text);
        page_wrap(page, STYLE_BAD, 0, buffer_slice(&text));
        buffer_release(&text);
    }
}

static void write_figures(const struct power_view *view, struct page *page)
{
    if (!view->bodies.count) {
        page_wrap(page, STYLE_NORMAL, 0, slice_of(_("The ledger is empty. A secretary founds a body with F.")));
        return;
    }
    if (!view->study.counts) {
        page_wrap(page, STYLE_NORMAL, 0, slice_of(_("The statute has no rule whose votes are counted here.")));
        return;
    }
    write_head(view, page);
    if (!view->today)
        return;
    struct columns columns = columns_of(page->area.columns);
    write_lead(view, page);
    write_heading(page, &columns);
    for (size_t i = 0; i < view->study.body.roster.benches; i++)
        write_bench(view, page, &columns, i);
    write_sentences(view, page);
}

/* The list takes what it needs, but no more than two fifths. */
static int list_rows(const struct power_view *view, int rows)
{
    int wanted = (int)(view->list.count < rows ? view->list.count : rows) + FRAME, most = rows * 2 / 5;
    most = most < LIST_LEAST ? LIST_LEAST : most;
    return wanted < most ? wanted : most;
}

static struct area figures_area(const struct power_view *view, struct area area)
{
    return (struct area){area.row, area.column, area.rows - list_rows(view, area.rows), area.columns};
}

int power_paint_rows(const struct power_view *view, struct area area)
{
    return figures_area(view, area).rows - FRAME;
}

int power_paint_lines(const struct power_view *view, struct area area)
{
    struct page page = {.area = {.columns = area.columns - SIDE}};
    write_figures(view, &page);
    return page.line;
}

static void draw_rule(const struct power_study *study, struct canvas *canvas, struct area line, int column)
{
    list_cell(canvas, &line, &column, line.columns / 4, STYLE_NORMAL, slice_of(_("Rule")));
    list_cell(canvas, &line, &column, line.columns - column, STYLE_NORMAL, rule_title(study, study->rule));
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct power_study *study = context;
    int column = 0, quarter = line.columns / 4;
    (void)focused;
    if (index == 0) {
        draw_rule(study, canvas, line, column);
        return;
    }
    const struct roll_seat *seat = &study->seat[index - 1];
    bool changed = power_study_changed(study, (size_t)index - 1);
    struct buffer weight;
    buffer_init(&weight);
    format_decimal(seat->weight.units, seat->weight.digits, &weight);
    list_cell(canvas, &line, &column, quarter, STYLE_NORMAL, seat->id);
    list_cell(canvas, &line, &column, quarter, STYLE_NORMAL, study->body.roster.bench[seat->bench].title);
    list_cell(canvas, &line, &column, PERCENT + 1, STYLE_NORMAL, slice_of(seat->voting ? _("may vote") : _("advises")));
    list_cell(canvas, &line, &column, LABEL, STYLE_NORMAL, buffer_slice(&weight));
    list_cell(canvas, &line, &column, line.columns - column, changed ? STYLE_WARN : STYLE_MUTED,
              changed ? slice_of(_("changed")) : seat->title);
    buffer_release(&weight);
}

static void draw_input(const struct power_view *view, struct canvas *canvas, struct area inside)
{
    enum { QUESTION = 24 };
    struct buffer label;
    int row = inside.row + inside.rows - 1, width = inside.columns > 2 * QUESTION ? QUESTION : inside.columns / 2;
    buffer_init(&label);
    i18n_pattern(_("Weight of {1}:"), view->study.seat[power_view_seat(view)].id, SLICE(""), &label);
    canvas_text(canvas, row, inside.column, width - 1, STYLE_TITLE, buffer_slice(&label));
    input_draw(&view->weight, canvas, row, inside.column + width, inside.columns - width);
    buffer_release(&label);
}

static const char *list_hint(const struct power_view *view)
{
    if (view->typing)
        return _("Enter takes the weight, Esc leaves it");
    if (power_view_seat(view) == ROLL_NONE)
        return _("Left and Right pick another rule");
    return _("Left Right bench, Space vote, + - Enter weight");
}

static void draw_list(const struct power_view *view, struct canvas *canvas, struct area area)
{
    struct buffer title, count;
    struct list list = view->list;
    buffer_init(&title);
    buffer_init(&count);
    buffer_number(&count, power_study_changes(&view->study));
    if (power_study_changes(&view->study))
        i18n_pattern(_("On trial: {1} changed"), buffer_slice(&count), SLICE(""), &title);
    else
        buffer_text(&title, _("On trial: rule and seats"));
    struct area inside = canvas_box(canvas, area, buffer_slice(&title), slice_of(list_hint(view)));
    struct area rows = inside;
    rows.rows -= view->typing; /* the last one is asked in */
    if (view->study.counts)
        list_draw(&list, canvas, rows, draw_row, &view->study);
    if (view->typing)
        draw_input(view, canvas, inside);
    buffer_release(&title);
    buffer_release(&count);
}

void power_paint(const struct power_view *view, struct canvas *canvas, struct area area)
{
    struct area above = figures_area(view, area);
    struct buffer title, hint;
    int lines = power_paint_lines(view, area), top = view->pager.top, last = lines - (above.rows - FRAME);
    top = top > last ? last : top;
    top = top < 0 ? 0 : top;
    buffer_init(&title);
    buffer_init(&hint);
    i18n_pattern(_("{1}: voting power"), view->study.body.title, SLICE(""), &title);
    pager_place(top, above.rows - FRAME, lines, canvas->ascii, &hint);
    if (view->bodies.count > 1) {
        buffer_text(&hint, hint.length ? ", " : "");
        buffer_text(&hint, _("Tab next body"));
    }
    struct page page = {
        .canvas = canvas, .area = canvas_box(canvas, above, buffer_slice(&title), buffer_slice(&hint)), .skip = top};
    write_figures(view, &page);
    draw_list(view, canvas, (struct area){above.row + above.rows, area.column, area.rows - above.rows, area.columns});
    buffer_release(&title);
    buffer_release(&hint);
}
