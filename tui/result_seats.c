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

int result_seats_rows(const struct result *result, int columns)
{
    return box_rows(&result->missing, columns) + box_rows(&result->recused, columns);
}

/* The box begins in that row, which may lie above the canvas; names are painted where the canvas is. */
static void paint_box(const struct result *result, const struct result_seats *seats, struct canvas *canvas, int row,
                      const char *pattern)
{
    const struct roll *roll = &result->counting.roll;
    struct area area = {row, 0, box_rows(seats, canvas->columns), canvas->columns};
    struct buffer title, number;
    if (!seats->count)
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
    buffer_init(&title);
    buffer_init(&number);
    format_number(seats->count, &number);
    i18n_pattern(pattern, buffer_slice(&number), SLICE(""), &title);
    canvas_box(canvas, area, buffer_slice(&title), SLICE(""));
    buffer_release(&title);
    buffer_release(&number);
}

void result_paint_seats(const struct result *result, struct canvas *canvas, int top)
{
    paint_box(result, &result->missing, canvas, -top,
              result->facts.open ? _("Without a vote ({1})") : _("Did not vote ({1})"));
    paint_box(result, &result->recused, canvas, box_rows(&result->missing, canvas->columns) - top, _("Recused ({1})"));
}
