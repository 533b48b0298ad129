#include "tests/bench/report.h"

#include "core/text.h"
#include "tests/bench/machine.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

enum { CELL = 40, COLUMNS = 6, THOUSAND = 1000 };

void report_add(struct report *report, const struct row *row)
{
    if (report->rows < REPORT_ROWS_MAX)
        report->row[report->rows++] = *row;
}

static bool has_ratio(const struct row *row)
{
    return !row->failed && row->bare > 0;
}

static uint64_t ratio(const struct row *row)
{
    return row->ours * THOUSAND / row->bare;
}

static bool reached(const struct row *row)
{
    switch (row->wanted) {
    case WANTED_RATIO_AT_MOST:
        return has_ratio(row) && ratio(row) <= row->limit;
    case WANTED_RATIO_AT_LEAST:
        return has_ratio(row) && ratio(row) >= row->limit;
    case WANTED_MORE_BELOW:
        return has_ratio(row) && row->ours < row->bare + row->limit;
    case WANTED_BELOW:
        return !row->failed && row->ours < row->limit;
    default:
        return true;
    }
}

/* Three digits: "1.23 ms", "12.3 ms", "123 ms". */
static void scaled(uint64_t value, uint64_t unit, const char *name, char out[CELL])
{
    uint64_t whole = value / unit, thousandths = value % unit * THOUSAND / unit;
    if (whole < 10)
        snprintf(out, CELL, "%" PRIu64 ".%02" PRIu64 " %s", whole, thousandths / 10, name);
    else if (whole < 100)
        snprintf(out, CELL, "%" PRIu64 ".%" PRIu64 " %s", whole, thousandths / 100, name);
    else
        snprintf(out, CELL, "%" PRIu64 " %s", whole, name);
}

static void quantity(uint64_t value, enum unit unit, char out[CELL])
{
    static const struct {
        uint64_t size;
        const char *name;
    } scale[][3] = {
        [UNIT_NANOSECONDS] = {{1000000000, "s"}, {1000000, "ms"}, {1000, "µs"}},
        [UNIT_A_SECOND] = {{1000000000, "G/s"}, {1000000, "M/s"}, {1000, "k/s"}},
        [UNIT_BYTES] = {{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}},
    };
    static const char *const smallest[] = {[UNIT_NANOSECONDS] = "ns", [UNIT_A_SECOND] = "/s", [UNIT_BYTES] = "B"};
    for (size_t i = 0; i < sizeof scale[0] / sizeof scale[0][0]; i++) {
        if (value >= scale[unit][i].size) {
            scaled(value, scale[unit][i].size, scale[unit][i].name, out);
            return;
        }
    }
    snprintf(out, CELL, "%" PRIu64 " %s", value, smallest[unit]);
}

static void wanted_words(const struct row *row, char out[CELL])
{
    char limit[CELL];
    quantity(row->limit, row->unit, limit);
    switch (row->wanted) {
    case WANTED_RATIO_AT_MOST:
    case WANTED_RATIO_AT_LEAST:
        snprintf(out, CELL, "ratio %s %" PRIu64 ".%02" PRIu64,
                 row->wanted == WANTED_RATIO_AT_MOST ? "<=" : ">=", row->limit / THOUSAND, row->limit % THOUSAND / 10);
        break;
    case WANTED_MORE_BELOW:
        snprintf(out, CELL, "< %.20s more", limit);
        break;
    case WANTED_BELOW:
        snprintf(out, CELL, "< %.20s", limit);
        break;
    default:
        snprintf(out, CELL, "%s", "");
    }
}

static void cells(const struct row *row, char out[COLUMNS][CELL + sizeof row->what])
{
    for (size_t i = 0; i < COLUMNS; i++)
        out[i][0] = '\0';
    snprintf(out[0], sizeof out[0], "%s", row->what);
    if (row->failed)
        snprintf(out[1], CELL, "failed");
    else
        quantity(row->ours, row->unit, out[1]);
    if (has_ratio(row)) {
        quantity(row->bare, row->unit, out[2]);
        snprintf(out[3], CELL, "%" PRIu64 ".%02" PRIu64, ratio(row) / THOUSAND, ratio(row) % THOUSAND / 10);
    }
    wanted_words(row, out[4]);
    if (row->wanted != WANTED_NOTHING)
        snprintf(out[5], CELL, "%s", reached(row) ? "ok" : "short");
}

static void print_cell(const char *text, int width, bool right)
{
    int blanks = width - text_width(slice_of(text));
    if (right && blanks > 0)
        printf("%*s", blanks, "");
    fputs(text, stdout);
    if (!right && blanks > 0)
        printf("%*s", blanks, "");
}

static void print_row(char cell[COLUMNS][CELL + sizeof((struct row *)0)->what], const int width[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        print_cell(cell[i], width[i], i >= 1 && i <= 3);
        fputs(i + 1 < COLUMNS ? "  " : "\n", stdout);
    }
}

void report_print(const struct report *report, const char *folder)
{
    static const char *const heads[COLUMNS] = {"what", "ours", "bare", "ratio", "wanted", ""};
    char cell[COLUMNS][CELL + sizeof report->row[0].what];
    int width[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        width[i] = (int)strlen(heads[i]);
    for (size_t r = 0; r < report->rows; r++) {
        cells(&report->row[r], cell);
        for (size_t i = 0; i < COLUMNS; i++)
            if (text_width(slice_of(cell[i])) > width[i])
                width[i] = text_width(slice_of(cell[i]));
    }
    machine_print(folder);
    for (size_t i = 0; i < COLUMNS; i++)
        snprintf(cell[i], sizeof cell[i], "%s", heads[i]);
    print_row(cell, width);
    for (size_t r = 0; r < report->rows; r++) {
        cells(&report->row[r], cell);
        print_row(cell, width);
    }
}

static json_t *row_json(const struct row *row)
{
    static const char *const units[] = {
        [UNIT_NANOSECONDS] = "nanoseconds", [UNIT_A_SECOND] = "per second", [UNIT_BYTES] = "bytes"};
    char wanted[CELL];
    wanted_words(row, wanted);
    json_t *object = json_pack("{s:s, s:s}", "what", row->what, "unit", units[row->unit]);
    json_object_set_new(object, "ours", row->failed ? json_null() : json_integer((json_int_t)row->ours));
    json_object_set_new(object, "bare", has_ratio(row) ? json_integer((json_int_t)row->bare) : json_null());
    json_object_set_new(object, "thousandths", has_ratio(row) ? json_integer((json_int_t)ratio(row)) : json_null());
    json_object_set_new(object, "wanted", row->wanted != WANTED_NOTHING ? json_string(wanted) : json_null());
    json_object_set_new(object, "ok", row->wanted != WANTED_NOTHING ? json_boolean(reached(row)) : json_null());
    return object;
}

bool report_write(const struct report *report, const char *folder, const char *path)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < report->rows; i++)
        json_array_append_new(rows, row_json(&report->row[i]));
    json_t *object = json_pack("{s:o, s:o}", "machine", machine_json(folder), "rows", rows);
    bool written = object && json_dump_file(object, path, JSON_INDENT(2)) == 0;
    json_decref(object);
    return written;
}
