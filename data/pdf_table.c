#ifdef HAVE_PANGOCAIRO
#include "data/pdf_table.h"

enum { COLUMNS_MAX = 96, GAP = 10 * PEN_UNIT, LEAST = 20 * PEN_UNIT };

struct columns {
    int x[COLUMNS_MAX], width[COLUMNS_MAX];
    size_t count;
};

void pdf_rule(struct pen *pen, int x, int width)
{
    if (!pen->cairo)
        return;
    pen->api->cairo_set_line_width(pen->cairo, .5);
    pen->api->cairo_move_to(pen->cairo, x / (double)PEN_UNIT, pen->y / (double)PEN_UNIT);
    pen->api->cairo_line_to(pen->cairo, (x + width) / (double)PEN_UNIT, pen->y / (double)PEN_UNIT);
    pen->api->cairo_stroke(pen->cairo);
}

static enum pen_style style_of(size_t row, size_t column)
{
    return row == 0 || column == 0 ? PEN_STRONG : PEN_NORMAL;
}

/* Where all are too wide together, those that are wider than their share give way. */
static void shrink(struct columns *columns, int all)
{
    int room = PEN_WIDTH - (int)(columns->count - 1) * GAP, share = room / (int)columns->count, wide = 0, narrow = 0;
    if (all <= room)
        return;
    for (size_t i = 0; i < columns->count; i++) {
        narrow += columns->width[i] <= share ? columns->width[i] : 0;
        wide += columns->width[i] > share ? columns->width[i] : 0;
    }
    for (size_t i = 0; i < columns->count; i++)
        if (columns->width[i] > share && wide)
            columns->width[i] = (int)((int64_t)columns->width[i] * (room - narrow) / wide);
}

static void measure(struct pen *pen, const struct block *table, struct columns *columns)
{
    int all = 0;
    for (size_t i = 0; i < columns->count; i++) {
        columns->width[i] = LEAST;
        for (size_t at = i; at < table->cells; at += table->columns) {
            int width = pen_measure(pen, style_of(at / table->columns, i), table->cell[at]);
            columns->width[i] = width > columns->width[i] ? width : columns->width[i];
        }
        all += columns->width[i];
    }
    shrink(columns, all);
    for (size_t i = 0, x = PEN_LEFT; i < columns->count; i++) {
        columns->x[i] = (int)x;
        x += (size_t)(columns->width[i] + GAP);
    }
}

/* How many lines the highest cell of the row has. */
static int count_lines(struct pen *pen, const struct block *table, const struct columns *columns, size_t row)
{
    int most = 1;
    struct pen_line line;
    for (size_t i = 0; i < columns->count && row * table->columns + i < table->cells; i++) {
        struct slice rest = table->cell[row * table->columns + i];
        int lines = 0;
        while (pen_take(pen, style_of(row, i), columns->width[i], &rest, &line))
            lines++;
        most = lines > most ? lines : most;
    }
    return most;
}

static void write_row(struct pen *pen, const struct block *table, const struct columns *columns, size_t row)
{
    struct slice rest[COLUMNS_MAX] = {{0}};
    struct pen_line line;
    int height = pen_height(PEN_NORMAL), lines = count_lines(pen, table, columns, row);
    for (size_t i = 0; i < columns->count && row * table->columns + i < table->cells; i++)
        rest[i] = table->cell[row * table->columns + i];
    for (int k = 0; k < lines; k++) {
        pen_need(pen, height);
        pen->y += height;
        for (size_t i = 0; i < columns->count; i++)
            if (pen_take(pen, style_of(row, i), columns->width[i], &rest[i], &line))
                pen_draw(pen, &line, columns->x[i] + (i >= table->left ? columns->width[i] - line.width : 0),
                         pen->y - height / 4);
    }
    pen->y += height / 6;
    pdf_rule(pen, PEN_LEFT, columns->x[columns->count - 1] + columns->width[columns->count - 1] - PEN_LEFT);
}

void pdf_table(struct pen *pen, const struct block *table)
{
    struct columns columns = {.count = table->columns < COLUMNS_MAX ? table->columns : COLUMNS_MAX};
    size_t rows = table->columns ? (table->cells + table->columns - 1) / table->columns : 0;
    int height = pen_height(PEN_NORMAL);
    if (!rows)
        return;
    pen_need(pen, 5 * height);
    pen_text(pen, PEN_STRONG, 0, table->text);
    measure(pen, table, &columns);
    for (size_t row = 0; row < rows; row++) {
        int high = count_lines(pen, table, &columns, row) * height + height / 6;
        unsigned page = pen->page;
        pen_need(pen, high < PEN_BOTTOM - PEN_TOP ? high : height);
        if (row && pen->page > page)
            write_row(pen, table, &columns, 0);
        write_row(pen, table, &columns, row);
    }
}

#else
typedef int pdf_table_is_not_built_in;
#endif
