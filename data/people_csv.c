#include "data/people_csv.h"

#include "core/text.h"
#include "data/file.h"

#include <strings.h>

struct table {
    struct slice rest;
    unsigned long line;
    char comma;
    struct buffer lines; /* in the form of the address book's own file */
    struct buffer cell;
    struct problem *problem;
};

static enum status refuse(const struct table *table, const char *message)
{
    enum status status = problem_say(table->problem, STATUS_FORM, message, NULL, NULL);
    problem_place(table->problem, table->line, 0);
    return status;
}

/* A quoted cell; inside it two quotes stand for one. */
static enum status take_quoted(struct table *table, struct slice *row)
{
    *row = slice_from(*row, 1);
    while (row->length) {
        bool quote = row->at[0] == '"';
        if (quote && (row->length == 1 || row->at[1] != '"')) {
            *row = slice_from(*row, 1);
            return row->length == 0 || row->at[0] == table->comma
                       ? STATUS_OK
                       : refuse(table, N_("behind a closing quotation mark stands neither a comma nor the line's end"));
        }
        buffer_byte(&table->cell, row->at[0]);
        *row = slice_from(*row, quote ? 2 : 1);
    }
    return refuse(table, N_("a quotation mark is not closed on its line"));
}

/* The next cell of the row, without blanks around it; *more: another one follows. */
static enum status take_cell(struct table *table, struct slice *row, bool *more)
{
    enum status status = STATUS_OK;
    buffer_clear(&table->cell);
    while (row->length && row->at[0] == ' ')
        *row = slice_from(*row, 1);
    if (row->length && row->at[0] == '"')
        status = take_quoted(table, row);
    else
        for (; row->length && row->at[0] != table->comma; *row = slice_from(*row, 1))
            buffer_byte(&table->cell, row->at[0]);
    *more = row->length > 0;
    if (*more)
        *row = slice_from(*row, 1);
    return status == STATUS_OK ? buffer_status(&table->cell) : status;
}

static struct slice trimmed(const struct buffer *cell)
{
    struct slice text = buffer_slice(cell);
    while (text.length && text.at[0] == ' ')
        text = slice_from(text, 1);
    while (text.length && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

static bool is_heading(const struct table *table)
{
    struct slice cell = trimmed(&table->cell);
    static const char *const words[] = {"handle", "kennung"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (table->line == 1 && cell.length == strlen(words[i]) && strncasecmp(cell.at, words[i], cell.length) == 0)
            return true;
    return false;
}

/* "handle text\n"; a line that says nothing stays one, so that lines are counted as in the table. */
static enum status take_row(struct table *table, struct slice row)
{
    bool more = false, any = false;
    enum status status = take_cell(table, &row, &more);
    if (status != STATUS_OK || is_heading(table))
        return status;
    if (!more)
        return refuse(table, N_("the line has one column only: a handle, and who that is"));
    buffer_add(&table->lines, trimmed(&table->cell));
    while (more && status == STATUS_OK) {
        status = take_cell(table, &row, &more);
        struct slice text = trimmed(&table->cell);
        if (!text.length)
            continue;
        buffer_text(&table->lines, any ? ", " : " ");
        buffer_add(&table->lines, text);
        any = true;
    }
    buffer_byte(&table->lines, '\n');
    return status;
}

static enum status take_rows(struct table *table)
{
    enum status status = STATUS_OK;
    while (table->rest.length && status == STATUS_OK) {
        struct slice row = slice_cut(&table->rest, '\n');
        table->line++;
        size_t before = table->lines.length;
        if (row.length)
            status = take_row(table, row);
        /* Who that is stands in the address book's own words, whose checks know no line of the table. */
        struct slice line = slice_from(buffer_slice(&table->lines), before);
        if (status == STATUS_OK && line.length)
            status = people_check_line(slice_head(line, line.length - 1), table->line, table->problem);
    }
    return status == STATUS_OK ? buffer_status(&table->lines) : status;
}

enum status people_csv_parse(struct slice text, struct people *out, struct problem *problem)
{
    struct table table = {.comma = ',', .problem = problem};
    struct buffer clean;
    unsigned long changes = 0;
    *out = (struct people){.count = 0};
    buffer_init(&table.lines);
    buffer_init(&table.cell);
    buffer_init(&clean);
    enum status status = text_normalise_draft(text, &clean, &changes, problem);
    table.rest = buffer_slice(&clean);
    struct slice first = table.rest;
    first = slice_cut(&first, '\n');
    if (first.length && memchr(first.at, ';', first.length))
        table.comma = ';';
    if (status == STATUS_OK)
        status = take_rows(&table);
    if (status == STATUS_OK)
        status = people_parse(&table.lines, out, problem);
    buffer_release(&table.lines);
    buffer_release(&table.cell);
    buffer_release(&clean);
    return status;
}

enum status people_csv_read(const char *path, struct people *out, struct problem *problem)
{
    struct buffer bytes;
    *out = (struct people){.count = 0};
    buffer_init(&bytes);
    problem_file(problem, path);
    enum status status = file_read(path, PEOPLE_FILE_MAX, &bytes, problem);
    if (status == STATUS_OK)
        status = people_csv_parse(buffer_slice(&bytes), out, problem);
    buffer_release(&bytes);
    return status;
}
