#include "core/chart.h"

#include "core/text.h"

enum {
    LETTERS = DRAWING_LETTERS,
    LINE = 200,      /* from one line of words to the next */
    BAR = 160,       /* how high a bar is */
    GAP = 120,       /* below a bar */
    LEGEND = 1600,   /* a column of the legend */
    SWATCH = 130,    /* its sign */
    LABEL_MOST = 86, /* columns of a label, which then fits the width */
    WORD_MOST = 19,  /* of a word in the legend */
    GROUP_MOST = 80
};

/* A label that is cut where it would not fit. */
static struct slice fit(struct drawing *drawing, struct slice text, int columns)
{
    if (text_width(text) <= columns)
        return text;
    struct slice head = text_fit(text, columns - 1);
    static const char dots[] = "…";
    char *copy = arena_alloc(drawing->arena, head.length + sizeof dots);
    if (!copy) {
        drawing->failed = true;
        return head;
    }
    memcpy(copy, head.at, head.length);
    memcpy(copy + head.length, dots, sizeof dots);
    return (struct slice){.at = copy, .length = head.length + sizeof dots - 1};
}

static void stripes(struct drawing *d, enum tone tone, bool upright, int step, const int area[4])
{
    for (int at = step; at < (upright ? area[2] : area[3]); at += step)
        drawing_line(d, tone, area[0] + (upright ? at : 0), area[1] + (upright ? 0 : at), upright ? 0 : area[2],
                     upright ? area[3] : 0);
}

/* A part of a bar in its form. */
static void draw_part(struct drawing *d, unsigned form, int x, int y, int width, int height)
{
    const int area[4] = {x, y, width, height};
    if (width <= 0)
        return;
    if (form == CHART_EMPTY) {
        drawing_frame(d, TONE_FAINT, x, y, width, height);
        return;
    }
    static const enum tone tones[] = {TONE_BLUE, TONE_ORANGE, TONE_FAINT, TONE_GREEN, TONE_VIOLET, TONE_INK};
    enum tone tone = tones[form % 6];
    bool framed = form % 6 == 2 || form % 6 == 5;
    if (framed)
        drawing_frame(d, tone, x, y, width, height);
    else
        drawing_box(d, tone, x, y, width, height);
    if (form % 6 == 1 || form % 6 == 4)
        stripes(d, TONE_PAPER, true, 60, area);
    if (form % 6 == 3 || form % 6 == 4)
        stripes(d, TONE_PAPER, false, 40, area);
    if (framed)
        stripes(d, tone, form % 6 == 5, 40, area);
}

/* A seat's sign. */
static void draw_dot(struct drawing *d, unsigned form, int x, int y, int radius)
{
    int reach = radius * 7 / 10;
    switch (form == CHART_EMPTY ? CHART_EMPTY : form % 6) {
    case 0:
        drawing_disc(d, TONE_BLUE, x, y, radius);
        break;
    case 1:
        drawing_ring(d, TONE_ORANGE, x, y, radius);
        drawing_line(d, TONE_ORANGE, x - reach, y - reach, 2 * reach, 2 * reach);
        drawing_line(d, TONE_ORANGE, x - reach, y + reach, 2 * reach, -2 * reach);
        break;
    case 2:
        drawing_ring(d, TONE_INK, x, y, radius);
        drawing_disc(d, TONE_INK, x, y, radius / 3);
        break;
    case 3:
        drawing_box(d, TONE_GREEN, x - reach, y - reach, 2 * reach, 2 * reach);
        break;
    case 4:
        drawing_frame(d, TONE_VIOLET, x - reach, y - reach, 2 * reach, 2 * reach);
        break;
    case 5:
        drawing_line(d, TONE_INK, x - radius, y, 2 * radius, 0);
        drawing_line(d, TONE_INK, x, y - radius, 0, 2 * radius);
        break;
    default:
        drawing_ring(d, TONE_FAINT, x, y, radius);
    }
}

static int legend_height(size_t words)
{
    size_t across = CHART_WIDTH / LEGEND;
    return (int)((words + across - 1) / across) * LINE + GAP;
}

static unsigned form_of(size_t part, size_t parts)
{
    return part + 1 == parts ? CHART_EMPTY : (unsigned)part;
}

/* Below everything else: each form and what it means. */
static void draw_legend(struct drawing *d, const struct slice *word, size_t words, bool dots)
{
    int top = d->height - legend_height(words) + GAP;
    for (size_t i = 0; i < words; i++) {
        int x = (int)(i % (CHART_WIDTH / LEGEND)) * LEGEND, y = top + (int)(i / (CHART_WIDTH / LEGEND)) * LINE;
        if (dots)
            draw_dot(d, form_of(i, words), x + SWATCH / 2, y + SWATCH / 2, SWATCH / 2 - 10);
        else
            draw_part(d, form_of(i, words), x + 10, y, SWATCH - 10, SWATCH);
        drawing_word(d, WORD_LEFT, x + SWATCH + 50, y + SWATCH - 20, fit(d, word[i], WORD_MOST));
    }
}

int chart_bars_height(size_t bars, size_t words)
{
    return (int)bars * (LINE + BAR + GAP) + legend_height(words);
}

void chart_bars(struct drawing *drawing, const struct chart_bar *bar, size_t bars, const struct slice *word,
                size_t words)
{
    uint64_t longest = 1;
    for (size_t i = 0; i < bars; i++) {
        uint64_t all = 0;
        for (size_t k = 0; k < words; k++)
            all += bar[i].part[k];
        longest = all > longest ? all : longest;
    }
    for (size_t i = 0; i < bars; i++) {
        int y = (int)i * (LINE + BAR + GAP);
        uint64_t before = 0;
        drawing_word(drawing, WORD_LEFT, 0, y + LETTERS, fit(drawing, bar[i].label, LABEL_MOST));
        for (size_t k = 0; k < words; k++) {
            int from = (int)(before * (CHART_WIDTH - 20) / longest);
            before += bar[i].part[k];
            draw_part(drawing, form_of(k, words), 10 + from, y + LINE,
                      (int)(before * (CHART_WIDTH - 20) / longest) - from, BAR);
        }
    }
    draw_legend(drawing, word, words, false);
}

/* The sine of an angle from 0 to 18,000 hundredths of a degree, times 10,000 (Bhaskara, within two thousandths). */
static int64_t sine(int64_t angle)
{
    int64_t product = angle * (18000 - angle);
    return 40000 * product / (405000000 - product);
}

/* The cosine likewise: of what lies left it is negative. */
static int64_t cosine(int64_t angle)
{
    return angle <= 9000 ? sine(9000 + angle) : -sine(angle - 9000);
}

enum { HALF_OUTER = 2600, HALF_INNER = 1000, HALF_MARGIN = 340, HALF_ROWS = 14, DOT_ROOM = 300, DOT_MOST = 130 };
enum { STEP_MOST = 400 };

/* How many of the seats sit in each of the rows, in proportion to how long they are. */
static void share_rows(size_t seats, int rows, size_t *count)
{
    int64_t length = 0, before = 0;
    size_t placed = 0;
    for (int i = 0; i < rows; i++)
        length += 2 * HALF_INNER * rows + (HALF_OUTER - HALF_INNER) * (2 * i + 1);
    for (int i = 0; i < rows; i++) {
        before += 2 * HALF_INNER * rows + (HALF_OUTER - HALF_INNER) * (2 * i + 1);
        size_t upto = (size_t)((int64_t)seats * before / length);
        count[i] = upto - placed;
        placed = upto;
    }
}

/* As few rows as leave each seat as much room beside as above it. */
static int rows_for(size_t seats)
{
    int rows = 1;
    while (rows < HALF_ROWS) {
        int64_t step = (HALF_OUTER - HALF_INNER) / rows, room = 0, beside = step < DOT_ROOM ? step : DOT_ROOM;
        for (int i = 0; i < rows; i++)
            room += (HALF_INNER + step * i + step / 2) * 314 / 100 / beside;
        if (room >= (int64_t)seats)
            break;
        rows++;
    }
    return rows;
}

struct spot {
    int64_t angle; /* from 0, on the left, to 18,000 */
    int row;
};

/* The places from left to right; of those at the same angle the inner one first. */
static void order_spots(struct spot *spot, size_t spots, const size_t *count, int rows)
{
    size_t at[HALF_ROWS] = {0};
    for (size_t i = 0; i < spots; i++) {
        int next = 0;
        int64_t least = INT64_MAX;
        for (int row = 0; row < rows; row++) {
            if (at[row] == count[row])
                continue;
            int64_t angle = count[row] > 1 ? (int64_t)(at[row] * 18000 / (count[row] - 1)) : 9000;
            if (angle < least) {
                next = row;
                least = angle;
            }
        }
        spot[i] = (struct spot){.angle = least, .row = next};
        at[next]++;
    }
}

int chart_half_height(size_t words, size_t groups)
{
    return HALF_OUTER + 2 * HALF_MARGIN + legend_height(words) + (int)groups * LINE;
}

static void draw_number(struct drawing *d, unsigned group, int64_t angle)
{
    char digits[24];
    size_t length = 0, begin = sizeof digits;
    for (unsigned rest = group + 1; rest; rest /= 10)
        digits[--begin] = (char)('0' + rest % 10);
    length = sizeof digits - begin;
    struct slice copy = arena_copy(d->arena, (struct slice){.at = digits + begin, .length = length});
    d->failed = d->failed || !copy.at;
    drawing_word(d, WORD_MIDDLE, CHART_WIDTH / 2 - (int)((HALF_OUTER + 230) * cosine(angle) / 10000),
                 HALF_OUTER + HALF_MARGIN - (int)((HALF_OUTER + 230) * sine(angle) / 10000) + LETTERS / 3, copy);
}

void chart_half(struct drawing *drawing, const struct chart_seat *seat, size_t seats, const struct slice *word,
                size_t words, const struct slice *group, size_t groups)
{
    size_t count[HALF_ROWS] = {0};
    int rows = rows_for(seats), step = (HALF_OUTER - HALF_INNER) / rows;
    /* Few rows lie at the outer rim, where the numbers of the groups are. */
    step = step < STEP_MOST ? step : STEP_MOST;
    struct spot *spot = arena_array(drawing->arena, seats, sizeof *spot);
    if (!spot || seats > CHART_SEATS_MOST) {
        drawing->failed = drawing->failed || !spot;
        return;
    }
    share_rows(seats, rows, count);
    order_spots(spot, seats, count, rows);
    int radius = step * 2 / 5 < DOT_MOST ? step * 2 / 5 : DOT_MOST;
    for (size_t i = 0, first = 0; i < seats; i++) {
        int64_t distance = HALF_OUTER - (int64_t)step * (rows - 1 - spot[i].row) - step / 2;
        draw_dot(drawing, seat[i].form, CHART_WIDTH / 2 - (int)(distance * cosine(spot[i].angle) / 10000),
                 HALF_OUTER + HALF_MARGIN - (int)(distance * sine(spot[i].angle) / 10000), radius);
        if (i + 1 == seats || seat[i + 1].group != seat[i].group) {
            draw_number(drawing, seat[i].group, (spot[first].angle + spot[i].angle) / 2);
            first = i + 1;
        }
    }
    for (size_t i = 0; i < groups; i++)
        drawing_word(drawing, WORD_LEFT, 0, HALF_OUTER + 2 * HALF_MARGIN + (int)i * LINE + LETTERS,
                     fit(drawing, group[i], GROUP_MOST));
    draw_legend(drawing, word, words, true);
}

int chart_amounts_height(size_t amounts)
{
    return (int)amounts * (LINE + BAR + GAP) + legend_height(2);
}

void chart_amounts(struct drawing *drawing, const struct chart_amount *amount, size_t amounts,
                   const struct slice word[2])
{
    int64_t most = 1;
    for (size_t i = 0; i < amounts; i++)
        most = amount[i].high > most ? amount[i].high : most;
    for (size_t i = 0; i < amounts; i++) {
        int y = (int)i * (LINE + BAR + GAP);
        __extension__ typedef __int128 wide_length;
        int low = (int)((wide_length)amount[i].low * (CHART_WIDTH - 220) / most);
        int high = (int)((wide_length)amount[i].high * (CHART_WIDTH - 220) / most);
        drawing_word(drawing, WORD_LEFT, 0, y + LETTERS, fit(drawing, amount[i].label, LABEL_MOST));
        draw_part(drawing, 0, 10, y + LINE, low, BAR);
        draw_part(drawing, 2, 10 + low, y + LINE, high - low, BAR);
        /* An arrow: it may go on. */
        if (amount[i].open) {
            drawing_line(drawing, TONE_INK, 20 + high, y + LINE + BAR / 2, 160, 0);
            drawing_line(drawing, TONE_INK, 120 + high, y + LINE + 20, 60, BAR / 2 - 20);
            drawing_line(drawing, TONE_INK, 120 + high, y + LINE + BAR - 20, 60, 20 - BAR / 2);
        }
    }
    int top = drawing->height - legend_height(2) + GAP;
    for (int i = 0; i < 2; i++) {
        draw_part(drawing, i ? 2 : 0, 10 + i * 3200, top, SWATCH, SWATCH);
        drawing_word(drawing, WORD_LEFT, 190 + i * 3200, top + SWATCH - 20, fit(drawing, word[i], 2 * WORD_MOST));
    }
}
