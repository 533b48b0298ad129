/* The bars of the view for a hall: for each option, or for who has voted at all; and for each bench. */
#include "core/text.h"
#include "tui/big_text.h"
#include "tui/format.h"
#include "tui/hall.h"
#include "tui/i18n.h"
#include "tui/lead_words.h"

enum { GAP = 2, NUMBER_LEAST = 8, NAME_PART = 3, NARROW = 60, WIDE = 80 };

/* A hidden count has one bar: who has voted. So has a ballot on paper, of which nothing is known before. */
static bool only_cast(const struct hall *hall)
{
    return hall->result.hidden || !hall->result.counting.offer.options;
}

size_t hall_bars(const struct hall *hall)
{
    return only_cast(hall) ? 1 : hall->result.counting.offer.options;
}

struct bar {
    struct buffer label;
    uint64_t heads;
    wide weight;
    bool cast;
};

static void take_bar(const struct hall *hall, size_t index, struct bar *bar)
{
    const struct tally *tally = &hall->result.counting.tally;
    *bar = (struct bar){.cast = only_cast(hall)};
    buffer_init(&bar->label);
    if (bar->cast) {
        buffer_text(&bar->label, _("votes cast"));
        bar->heads = tally->cast;
    } else {
        lead_option(&hall->result.counting.offer, index, &bar->label);
        bar->heads = tally->count[index].heads;
        bar->weight = tally->count[index].weight;
    }
}

/* "weight 7.5", below the label. */
static void write_weight(const struct hall *hall, const struct bar *bar, struct buffer *out)
{
    struct buffer weight;
    buffer_init(&weight);
    format_decimal(bar->weight, hall->result.digits, &weight);
    i18n_pattern(_("weight {1}"), buffer_slice(&weight), SLICE(""), out);
    buffer_release(&weight);
}

static int widest_label(const struct hall *hall, int columns)
{
    int widest = 0;
    for (size_t i = 0; i < hall_bars(hall); i++) {
        struct bar bar;
        take_bar(hall, i, &bar);
        int width = text_width(buffer_slice(&bar.label));
        widest = width > widest ? width : widest;
        buffer_clear(&bar.label);
        if (hall->result.weighted && !bar.cast)
            write_weight(hall, &bar, &bar.label);
        width = text_width(buffer_slice(&bar.label));
        widest = width > widest ? width : widest;
        buffer_release(&bar.label);
    }
    int most = columns / (columns < NARROW ? NAME_PART - 1 : NAME_PART);
    return widest > most ? most : widest;
}

static void draw_option(const struct hall *hall, const struct bar *bar, struct canvas *canvas, struct area line,
                        const int columns[2])
{
    uint64_t seats = hall->result.counting.tally.seats;
    int label = columns[0], number = columns[1], row = line.row + (line.rows - 1) / 2;
    int at = line.column + label + GAP, room = line.columns - label - number - 2 * GAP;
    struct buffer text;
    buffer_init(&text);
    canvas_text(canvas, row, line.column, label, STYLE_TITLE, buffer_slice(&bar->label));
    for (int i = 0; i < line.rows && room > 0; i++)
        canvas_bar(canvas, line.row + i, at, room, bar->heads, seats, STYLE_NORMAL);
    format_number(bar->heads, &text);
    int width = big_width(BIG_TALL, buffer_slice(&text));
    at = line.column + line.columns - number;
    if (line.rows >= BIG_ROWS && width >= 0 && width <= number)
        big_line(canvas, line.row, at + number - width, width, BIG_TALL, STYLE_TITLE, buffer_slice(&text));
    else
        canvas_right(canvas, row, at, number, STYLE_TITLE, buffer_slice(&text));
    buffer_clear(&text);
    if (hall->result.weighted && !bar->cast && line.rows > 1) {
        write_weight(hall, bar, &text);
        canvas_text(canvas, row + 1, line.column, label, STYLE_MUTED, buffer_slice(&text));
    }
    buffer_release(&text);
}

static int number_columns(const struct hall *hall, int high)
{
    struct buffer text;
    buffer_init(&text);
    format_number(hall->result.counting.tally.seats, &text);
    int big = high >= BIG_ROWS ? big_width(BIG_TALL, buffer_slice(&text)) : 0;
    int small = text_width(buffer_slice(&text));
    buffer_release(&text);
    return big > small ? big : small;
}

int hall_options(const struct hall *hall, struct canvas *canvas, struct area area, int high)
{
    int gap = high > 1, rows = 0;
    struct buffer text;
    int columns[2] = {widest_label(hall, area.columns), number_columns(hall, high)};
    buffer_init(&text);
    for (size_t i = 0; i < hall_bars(hall); i++) {
        struct bar bar;
        bool last = i + 1 == hall_bars(hall);
        if (!last && rows + high + gap + 1 > area.rows) {
            /* The rest has no room: how many there are is said. */
            i18n_count(ngettext("and {1} more option", "and {1} more options", hall_bars(hall) - i),
                       hall_bars(hall) - i, &text);
            canvas_text(canvas, area.row + rows, area.column, area.columns, STYLE_MUTED, buffer_slice(&text));
            rows++;
            break;
        }
        take_bar(hall, i, &bar);
        draw_option(hall, &bar, canvas, (struct area){area.row + rows, area.column, high, area.columns}, columns);
        rows += high + (last ? 0 : gap);
        buffer_release(&bar.label);
    }
    buffer_release(&text);
    return rows;
}

int hall_benches_rows(const struct hall *hall, int high)
{
    int rows = 1;
    for (size_t i = 0; i < hall->result.counting.roll.benches; i++)
        rows += hall->result.counting.tally.bench[i].seats ? high : 0;
    return rows;
}

/* Of a motion the options have a column each; of a choice among many, who has voted is all that there is room for. */
static size_t bench_options(const struct hall *hall)
{
    return only_cast(hall) || hall->result.counting.offer.lines ? 0 : hall->result.counting.offer.options;
}

static struct slice option_word(const struct hall *hall, size_t option)
{
    return i18n_choice(hall->result.counting.offer.option[option].id);
}

static int option_columns(const struct hall *hall, size_t option)
{
    int width = text_width(option_word(hall, option)) + GAP;
    return width > NUMBER_LEAST ? width : NUMBER_LEAST;
}

static int last_columns(void)
{
    int width = text_width(slice_of(_("missing"))) + GAP;
    return width > NUMBER_LEAST ? width : NUMBER_LEAST;
}

static void right_number(struct canvas *canvas, int row, int column, int columns, uint64_t number)
{
    struct buffer text;
    buffer_init(&text);
    format_number(number, &text);
    canvas_right(canvas, row, column, columns, STYLE_TITLE, buffer_slice(&text));
    buffer_release(&text);
}

struct bench_columns {
    int name, bar, numbers;
    bool counts;
};

static struct bench_columns widths_of(const struct hall *hall, int columns)
{
    struct bench_columns widths = {.numbers = last_columns(), .counts = columns >= WIDE};
    for (size_t i = 0; i < hall->result.counting.roll.benches; i++) {
        int width = text_width(hall->result.counting.roll.bench[i].title);
        if (hall->result.counting.tally.bench[i].seats && width > widths.name)
            widths.name = width;
    }
    widths.name = widths.name > columns / NAME_PART ? columns / NAME_PART : widths.name;
    for (size_t i = 0; i < bench_options(hall) && widths.counts; i++)
        widths.numbers += option_columns(hall, i);
    widths.bar = columns - widths.name - GAP - widths.numbers;
    return widths;
}

static void draw_bench(const struct hall *hall, size_t index, struct canvas *canvas, struct area line,
                       const struct bench_columns *widths)
{
    const struct tally_bench *bench = &hall->result.counting.tally.bench[index];
    size_t options = bench_options(hall);
    int column = line.column + widths->name + GAP;
    canvas_text(canvas, line.row, line.column, widths->name, STYLE_NORMAL,
                hall->result.counting.roll.bench[index].title);
    for (int i = 0; i < line.rows && widths->bar > 0; i++)
        canvas_bar(canvas, line.row + i, column, widths->bar, options ? bench->count[0].heads : bench->cast,
                   bench->seats, STYLE_NORMAL);
    column += widths->bar;
    for (size_t i = 0; i < options && widths->counts; i++) {
        right_number(canvas, line.row, column, option_columns(hall, i), bench->count[i].heads);
        column += option_columns(hall, i);
    }
    right_number(canvas, line.row, column, last_columns(), bench->seats - bench->cast);
}

int hall_benches(const struct hall *hall, struct canvas *canvas, struct area area, int high)
{
    struct bench_columns widths = widths_of(hall, area.columns);
    size_t options = bench_options(hall);
    int row = area.row, column = area.column + widths.name + GAP;
    canvas_text(canvas, row, column, widths.bar - 1, STYLE_MUTED,
                options ? option_word(hall, 0) : slice_of(_("votes cast")));
    column += widths.bar;
    for (size_t i = 0; i < options && widths.counts; i++) {
        canvas_right(canvas, row, column + 1, option_columns(hall, i) - 1, STYLE_MUTED, option_word(hall, i));
        column += option_columns(hall, i);
    }
    canvas_right(canvas, row++, column, last_columns(), STYLE_MUTED, slice_of(_("missing")));
    for (size_t i = 0; i < hall->result.counting.roll.benches; i++) {
        if (!hall->result.counting.tally.bench[i].seats)
            continue;
        draw_bench(hall, i, canvas, (struct area){row, area.column, high > 1 ? high - 1 : 1, area.columns}, &widths);
        row += high;
    }
    return row - area.row;
}
