/* The framed parts of a count: votes, quorum, benches, what the rule asks for. */
#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"
#include "tui/result.h"

#include <string.h>

enum { GAP = 2, PERCENT = 8, NARROW = 60, NAME_MOST = 60, NAME_LEAST = 8, BAR_LEAST = 6, BAR_MOST = 24 };

static struct slice option_word(const struct result *result, size_t option)
{
    const struct offer *offer = &result->counting.offer;
    struct slice id = offer->option[option].id;
    const char *word = option < offer->lines ? NULL : i18n_word(id);
    return word ? slice_of(word) : id;
}

/* Titles may be long: they leave the bars half of the line. */
static int widest_option(const struct result *result, int columns)
{
    int widest = text_width(slice_of(_("weight")));
    struct buffer label;
    buffer_init(&label);
    for (size_t i = 0; i < result->counting.offer.options; i++) {
        buffer_clear(&label);
        lead_option(&result->counting.offer, i, &label);
        int width = text_width(buffer_slice(&label));
        widest = width > widest ? width : widest;
    }
    buffer_release(&label);
    return widest > columns / 2 ? columns / 2 : widest;
}

/* A line of the chart: a label, a bar, the number, its part of the whole. Where it is narrow the bar gives way. */
struct bar {
    struct slice label;
    int label_columns, number_columns;
    enum style style;
    wide part, whole;
    unsigned digits; /* of units of 10^-9 */
};

static void draw_bar(struct canvas *canvas, const struct area *area, int row, const struct bar *bar)
{
    struct buffer number, percent;
    int behind = bar->number_columns + PERCENT;
    int columns = area->columns - bar->label_columns - GAP - behind - 1, at = area->column + bar->label_columns + GAP;
    buffer_init(&number);
    buffer_init(&percent);
    format_decimal(bar->part, bar->digits, &number);
    format_percent(bar->part, bar->whole, &percent);
    canvas_text(canvas, row, area->column, bar->label_columns, bar->style, bar->label);
    /* In thousandths, since weights do not fit the bar's numbers. */
    if (columns > 0 && bar->whole > 0)
        canvas_bar(canvas, row, at, columns, (uint64_t)(bar->part * 1000 / bar->whole), 1000, STYLE_NORMAL);
    at = area->column + area->columns - behind;
    canvas_right(canvas, row, at, bar->number_columns, bar->style == STYLE_NORMAL ? STYLE_TITLE : bar->style,
                 buffer_slice(&number));
    canvas_right(canvas, row, at + bar->number_columns, PERCENT, bar->style, buffer_slice(&percent));
    buffer_release(&number);
    buffer_release(&percent);
}

static int number_columns(const struct result *result)
{
    struct buffer text;
    buffer_init(&text);
    format_decimal(result->weighted ? result->weight : (wide)result->counting.tally.seats * DECIMAL_ONE,
                   result->weighted ? result->digits : 0, &text);
    int columns = text_width(buffer_slice(&text));
    buffer_release(&text);
    return columns;
}

/* For each option a line, and a second one with its weight, or to make room. */
static void draw_bars(const struct result *result, struct canvas *canvas, const struct area *area, bool spacious)
{
    const struct tally *tally = &result->counting.tally;
    struct bar bar = {.label_columns = widest_option(result, area->columns), .number_columns = number_columns(result)};
    int row = area->row;
    struct buffer label;
    buffer_init(&label);
    for (size_t i = 0; i < result->counting.offer.options; i++) {
        buffer_clear(&label);
        lead_option(&result->counting.offer, i, &label);
        bar.label = buffer_slice(&label);
        bar.style = STYLE_NORMAL;
        bar.part = (wide)tally->count[i].heads * DECIMAL_ONE;
        bar.whole = (wide)tally->seats * DECIMAL_ONE;
        bar.digits = 0;
        draw_bar(canvas, area, row++, &bar);
        bar.label = slice_of(_("weight"));
        bar.style = STYLE_MUTED;
        bar.part = tally->count[i].weight;
        bar.whole = result->weight;
        bar.digits = result->digits;
        if (result->weighted)
            draw_bar(canvas, area, row, &bar);
        row += result->weighted || spacious;
    }
    buffer_release(&label);
}

int result_votes_rows(const struct result *result, bool spacious)
{
    int options = (int)result->counting.offer.options;
    if (result->hidden || !options)
        return 2 + 3;
    return 2 + options * (result->weighted || spacious ? 2 : 1) - (spacious && !result->weighted);
}

void result_votes_box(const struct result *result, struct canvas *canvas, struct area area, bool spacious)
{
    const struct tally *tally = &result->counting.tally;
    struct buffer title, cast, seats;
    buffer_init(&title);
    buffer_init(&cast);
    buffer_init(&seats);
    format_number(tally->cast, &cast);
    format_number(tally->seats, &seats);
    i18n_pattern(_("Votes ({1} of {2} seats)"), buffer_slice(&cast), buffer_slice(&seats), &title);
    struct area inside =
        canvas_box(canvas, area, buffer_slice(&title), slice_of(_("percent of all seats that may vote")));
    if (result->hidden) {
        const struct bar bar = {.label = slice_of(_("cast")),
                                .label_columns = text_width(slice_of(_("cast"))),
                                .number_columns = number_columns(result),
                                .part = (wide)tally->cast * DECIMAL_ONE,
                                .whole = (wide)tally->seats * DECIMAL_ONE};
        draw_bar(canvas, &inside, inside.row, &bar);
        inside.row++;
        inside.rows--;
        canvas_wrap(canvas, inside, STYLE_MUTED,
                    slice_of(_("Interim result hidden; nothing is decided before the ballot is closed.")), 0);
    } else {
        draw_bars(result, canvas, &inside, spacious);
    }
    buffer_release(&title);
    buffer_release(&cast);
    buffer_release(&seats);
}

/* In thousandths of the whole, as far as that makes sense. */
static uint64_t thousandths(struct rational value)
{
    if (value.numerator <= 0)
        return 0;
    return value.numerator >= value.denominator ? 1000 : (uint64_t)(value.numerator * 1000 / value.denominator);
}

/*
 * How much there is, and below it a mark where it is enough. A comparison with a number has no whole of its own: there
 * a full bar is all seats.
 */
static bool draw_gauge(const struct result *result, const struct comparison *comparison, struct canvas *canvas,
                       struct area area)
{
    struct rational share, needed, whole = {1, (wide)result->counting.tally.seats};
    if (comparison->proposer || !whole.denominator)
        return false;
    if (!expression_share(comparison, &share, &needed) &&
        (!rational_times(comparison->left, whole, &share) || !rational_times(comparison->right, whole, &needed)))
        return false;
    canvas_bar(canvas, area.row, area.column, area.columns, thousandths(share), 1000, STYLE_NORMAL);
    int mark = (int)(thousandths(needed) * (uint64_t)area.columns / 1000);
    canvas_say(canvas, area.row + 1, area.column + (mark < area.columns ? mark : area.columns - 1), 1, STYLE_TITLE,
               canvas_sign(canvas, SIGN_UP));
    return true;
}

static int draw_reason(const struct comparison *comparison, struct slice words, struct canvas *canvas, struct area area)
{
    bool holds = comparison->verdict == VERDICT_TRUE;
    canvas_say(canvas, area.row, area.column, 1, holds ? STYLE_GOOD : STYLE_BAD,
               canvas_sign(canvas, holds ? SIGN_GOOD : SIGN_BAD));
    struct area text = {area.row, area.column + 2, area.rows, area.columns - 2};
    return canvas_wrap(canvas, text, STYLE_NORMAL, words, 0);
}

/* Whether it is reached, in a word, and each of its comparisons; a single one with a gauge. */
static int draw_quorum(const struct result *result, struct canvas *canvas, struct area inside)
{
    const struct tally *tally = &result->counting.tally;
    bool reached = tally->outcome != OUTCOME_NO_QUORUM;
    if (!tally->quorums)
        return canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(_("This rule asks for no quorum.")), 0);
    if (result->hidden)
        return canvas_wrap(canvas, inside, STYLE_NORMAL, buffer_slice(&result->words.quorum), 0);
    canvas_say(canvas, inside.row, inside.column, 1, reached ? STYLE_GOOD : STYLE_BAD,
               canvas_sign(canvas, reached ? SIGN_GOOD : SIGN_BAD));
    canvas_say(canvas, inside.row, inside.column + 2, inside.columns - 2, STYLE_TITLE,
               reached ? _("there is a quorum") : _("there is no quorum"));
    int used = 1;
    for (size_t i = 0; i < tally->quorums; i++) {
        struct area rest = {inside.row + used, inside.column, inside.rows - used, inside.columns};
        int gauge = tally->quorums == 1 && draw_gauge(result, &tally->quorum[i], canvas, rest) ? 2 : 0;
        rest.row += gauge;
        rest.rows -= gauge;
        used += gauge + draw_reason(&tally->quorum[i], result->quorum[i], canvas, rest);
    }
    return used;
}

int result_quorum_box(const struct result *result, struct canvas *canvas, struct area area, int least)
{
    struct area inside = {area.row + 1, area.column + 2, area.rows - 2, area.columns - 4};
    int used = draw_quorum(result, canvas, inside) + 2;
    bool gauge = !result->hidden && result->counting.tally.quorums == 1;
    struct buffer hint;
    buffer_init(&hint);
    i18n_pattern(_("{1} needed"), slice_of(canvas_sign(canvas, SIGN_UP)), SLICE(""), &hint);
    area.rows = used > least ? used : least;
    /* The frame is as high as what it holds, so that is drawn first; the frame leaves its inside alone. */
    canvas_box(canvas, area, slice_of(_("Quorum")), gauge ? buffer_slice(&hint) : SLICE(""));
    buffer_release(&hint);
    return area.rows;
}

struct bench_columns {
    bool counts; /* of the options: where they are not hidden, and there is room for them */
    int name, bar, count, option[CHOICE_OPTIONS_MAX]; /* bar: 0 where there is no room for one */
};

/* The bar shows the first option of a vote on a motion, "yes" or "consent"; else who has voted. */
static bool bar_shows_option(const struct result *result)
{
    return !result->hidden && result->counting.offer.lines == 0 && result->counting.offer.options > 0;
}

static struct slice bar_word(const struct result *result)
{
    return bar_shows_option(result) ? option_word(result, 0) : slice_of(_("cast"));
}

/* What the names of the benches leave of their column. */
static int bar_columns(const struct result *result, int name)
{
    const struct roll *roll = &result->counting.roll;
    int widest = text_width(slice_of(_("Bench")));
    for (size_t i = 0; i < roll->benches; i++) {
        int width = result->counting.tally.bench[i].seats ? text_width(roll->bench[i].title) : 0;
        widest = width > widest ? width : widest;
    }
    int left = name - widest - GAP;
    return left < BAR_LEAST ? 0 : left < BAR_MOST ? left : BAR_MOST;
}

static struct bench_columns bench_columns(const struct result *result, int columns)
{
    struct bench_columns widths = {.name = columns, .count = columns < NARROW ? 5 : 10};
    int options = 0;
    widths.name -= 2 * widths.count;
    for (size_t i = 0; i < result->counting.offer.options; i++) {
        int word = text_width(option_word(result, i)) + GAP;
        widths.option[i] = columns < NARROW ? 5 : word > 8 ? word : 8;
        options += widths.option[i];
    }
    widths.counts = !result->hidden && widths.name - options >= NAME_LEAST;
    widths.name -= widths.counts ? options : 0;
    /* The numbers stay near their bench in wide windows. */
    widths.name = widths.name < NAME_MOST ? widths.name : NAME_MOST;
    widths.bar = bar_columns(result, widths.name);
    widths.name -= widths.bar;
    return widths;
}

static void draw_bench(const struct result *result, const struct bench_columns *widths, size_t bench,
                       struct canvas *canvas, struct area line)
{
    const struct tally_bench *tally = &result->counting.tally.bench[bench];
    uint64_t number[CHOICE_OPTIONS_MAX + 2] = {tally->seats};
    size_t numbers = 1;
    for (size_t i = 0; i < result->counting.offer.options && widths->counts; i++)
        number[numbers++] = tally->count[i].heads;
    number[numbers++] = tally->seats - tally->cast;
    canvas_text(canvas, line.row, line.column, widths->name - 1, STYLE_NORMAL,
                result->counting.roll.bench[bench].title);
    int column = line.column + widths->name;
    if (widths->bar)
        canvas_bar(canvas, line.row, column, widths->bar,
                   bar_shows_option(result) ? tally->count[0].heads : tally->cast, tally->seats, STYLE_NORMAL);
    column += widths->bar;
    for (size_t i = 0; i < numbers; i++) {
        struct buffer text;
        bool count = i == 0 || i + 1 == numbers;
        int columns = count ? widths->count : widths->option[i - 1];
        buffer_init(&text);
        format_number(number[i], &text);
        canvas_right(canvas, line.row, column, columns, count ? STYLE_NORMAL : STYLE_TITLE, buffer_slice(&text));
        buffer_release(&text);
        column += columns;
    }
}

static void draw_bench_heads(const struct result *result, const struct bench_columns *widths, struct canvas *canvas,
                             struct area line)
{
    int column = line.column + widths->name;
    canvas_say(canvas, line.row, line.column, widths->name - 1, STYLE_MUTED, _("Bench"));
    canvas_text(canvas, line.row, column, widths->bar, STYLE_MUTED, bar_word(result));
    column += widths->bar;
    canvas_right(canvas, line.row, column, widths->count, STYLE_MUTED, slice_of(_("seats")));
    column += widths->count;
    for (size_t i = 0; i < result->counting.offer.options && widths->counts; i++) {
        canvas_right(canvas, line.row, column + 1, widths->option[i] - 1, STYLE_MUTED, option_word(result, i));
        column += widths->option[i];
    }
    canvas_right(canvas, line.row, column + 1, widths->count - 1, STYLE_MUTED, slice_of(_("missing")));
}

int result_bench_box(const struct result *result, struct canvas *canvas, struct area area)
{
    const struct roll *roll = &result->counting.roll;
    area.rows = 3;
    for (size_t i = 0; i < roll->benches; i++)
        area.rows += result->counting.tally.bench[i].seats > 0;
    struct bench_columns widths = bench_columns(result, area.columns - 4);
    const char *hint = widths.counts || result->hidden ? "" : _("options for each bench: stimmbuch tally");
    struct area inside = canvas_box(canvas, area, slice_of(_("Benches")), slice_of(hint));
    draw_bench_heads(result, &widths, canvas, inside);
    for (size_t i = 0; i < roll->benches; i++) {
        if (result->counting.tally.bench[i].seats == 0)
            continue;
        inside.row++;
        draw_bench(result, &widths, i, canvas, inside);
    }
    return area.rows;
}

int result_rule_box(const struct result *result, struct canvas *canvas, struct area area)
{
    const struct tally *tally = &result->counting.tally;
    struct area inside = {area.row + 1, area.column + 2, area.rows - 2, area.columns - 4};
    int used = 0;
    if (result->hidden || !tally->adopteds)
        used = canvas_wrap(canvas, inside, STYLE_NORMAL, buffer_slice(&result->words.adopted), 0);
    for (size_t i = 0; i < tally->adopteds && !result->hidden; i++) {
        struct area rest = {inside.row + used, inside.column, inside.rows - used, inside.columns};
        used += draw_reason(&tally->adopted[i], result->adopted[i], canvas, rest);
    }
    if (!used)
        return 0;
    const char *hint = !result->facts.open || result->hidden ? ""
                       : tally->fixed                        ? _("the outcome can no longer change")
                                                             : _("the outcome can still change");
    area.rows = used + 2;
    canvas_box(canvas, area, slice_of(_("Adopted if")), slice_of(hint));
    return area.rows;
}
