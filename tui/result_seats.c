/* The names below a count: who did not vote, who takes no part. */
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/result.h"

enum { NAME_COLUMNS = 30 };

static enum status list(struct result *result, bool (*belongs)(const struct result *result, size_t seat),
                        struct result_seats *out)
{
    size_t seats = result->counting.roll.seats;
    *out = (struct result_seats){.seat = arena_array(&result->counting.arena, seats, sizeof *out->seat)};
    if (!out->seat)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < seats; i++)
        if (belongs(result, i))
            out->seat[out->count++] = i;
    return STATUS_OK;
}

/* Bench by bench, and in each as the roll has them. */
static enum status sort_by_bench(struct counting *counting, struct result_seats *seats)
{
    const struct roll *roll = &counting->roll;
    size_t *next = arena_array(&counting->arena, roll->benches + 1, sizeof *next);
    size_t *sorted = arena_array(&counting->arena, seats->count, sizeof *sorted);
    if (!next || !sorted)
        return STATUS_NO_MEMORY;
    memset(next, 0, (roll->benches + 1) * sizeof *next);
    for (size_t i = 0; i < seats->count; i++)
        next[roll->seat[seats->seat[i]].bench + 1]++;
    for (size_t bench = 0; bench < roll->benches; bench++)
        next[bench + 1] += next[bench];
    for (size_t i = 0; i < seats->count; i++)
        sorted[next[roll->seat[seats->seat[i]].bench]++] = seats->seat[i];
    seats->seat = sorted;
    return STATUS_OK;
}

static bool misses(const struct result *result, size_t seat)
{
    return result_votes(result, seat) && result->counting.choice[seat] == SITUATION_SILENT;
}

static bool is_recused(const struct result *result, size_t seat)
{
    const struct roll_seat *s = &result->counting.roll.seat[seat];
    return s->voting && s->recused;
}

enum status result_list_seats(struct result *result)
{
    enum status status = list(result, misses, &result->missing);
    if (status == STATUS_OK)
        status = sort_by_bench(&result->counting, &result->missing);
    return status == STATUS_OK ? list(result, is_recused, &result->recused) : status;
}

/* Names stand in columns of the same width. */
static int names_across(int columns)
{
    int across = (columns - 4) / NAME_COLUMNS;
    return across < 1 ? 1 : across;
}

static int box_rows(const struct result_seats *seats, int columns)
{
    size_t across = (size_t)names_across(columns);
    return seats->count ? 2 + (int)((seats->count + across - 1) / across) : 0;
}

size_t result_bench_run(const struct result *result, size_t first)
{
    const struct result_seats *seats = &result->missing;
    const struct roll *roll = &result->counting.roll;
    size_t count = 1;
    while (first + count < seats->count &&
           roll->seat[seats->seat[first + count]].bench == roll->seat[seats->seat[first]].bench)
        count++;
    return count;
}

/* Those without a vote who are of one bench. */
static struct result_seats run_from(const struct result *result, size_t first)
{
    return (struct result_seats){result->missing.seat + first, result_bench_run(result, first)};
}

int result_seats_rows(const struct result *result, int columns)
{
    int rows = box_rows(&result->recused, columns);
    for (size_t i = 0; i < result->missing.count;) {
        struct result_seats run = run_from(result, i);
        rows += box_rows(&run, columns);
        i += run.count;
    }
    return rows;
}

/* The box begins in that row, which may lie above the canvas; names are painted where the canvas is. */
static void paint_box(const struct result *result, const struct result_seats *seats, struct canvas *canvas, int row,
                      struct slice title)
{
    const struct roll *roll = &result->counting.roll;
    struct area area = {row, 0, box_rows(seats, canvas->columns), canvas->columns};
    if (!seats->count || row >= canvas->rows || row + area.rows <= 0)
        return;
    int across = names_across(canvas->columns), width = (canvas->columns - 4) / across;
    size_t first = row + 1 < 0 ? (size_t)(-row - 1) * (size_t)across : 0;
    for (size_t i = first; i < seats->count; i++) {
        const struct roll_seat *seat = &roll->seat[seats->seat[i]];
        int line = row + 1 + (int)i / across;
        if (line >= canvas->rows)
            break;
        canvas_text(canvas, line, 2 + (int)i % across * width, width - 1, STYLE_NORMAL,
                    seat->title.length ? seat->title : seat->id);
    }
    canvas_box(canvas, area, title, SLICE(""));
}

/* "Without a vote: Kommunen (2)" */
static void write_title(const struct result *result, const struct result_seats *seats, struct buffer *out)
{
    const struct roll *roll = &result->counting.roll;
    struct buffer number;
    buffer_init(&number);
    format_number(seats->count, &number);
    i18n_pattern(result->facts.open ? _("Without a vote: {1} ({2})") : _("Did not vote: {1} ({2})"),
                 roll->bench[roll->seat[seats->seat[0]].bench].title, buffer_slice(&number), out);
    buffer_release(&number);
}

void result_paint_seats(const struct result *result, struct canvas *canvas, int top)
{
    struct buffer title, number;
    int row = -top;
    buffer_init(&title);
    buffer_init(&number);
    for (size_t i = 0; i < result->missing.count;) {
        struct result_seats run = run_from(result, i);
        buffer_clear(&title);
        write_title(result, &run, &title);
        paint_box(result, &run, canvas, row, buffer_slice(&title));
        row += box_rows(&run, canvas->columns);
        i += run.count;
    }
    buffer_clear(&title);
    format_number(result->recused.count, &number);
    i18n_pattern(_("Recused ({1})"), buffer_slice(&number), SLICE(""), &title);
    paint_box(result, &result->recused, canvas, row, buffer_slice(&title));
    buffer_release(&title);
    buffer_release(&number);
}
