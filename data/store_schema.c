/*
 * Whether the schema of a file is ours, told from the text of the migrations alone: SQLite keeps the text of what made
 * a table, an index or a trigger. It takes a fraction of the time that making all of them anew takes (which is half of
 * what a command takes to start), and it may say no of a schema that is ours, as after migrations that alter tables.
 */
#include "data/schema.h"
#include "data/store_internal.h"

#include <string.h>

/* What FTS5 makes for the table `search`. */
static const struct {
    const char *name, *sql;
} further[] = {
    {"search_data", "CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB)"},
    {"search_idx", "CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"},
    {"search_docsize", "CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB)"},
    {"search_config", "CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID"},
};
enum { FURTHER = sizeof further / sizeof further[0] };

static bool begins(struct slice text, struct slice with)
{
    return text.length >= with.length && slice_equal(slice_head(text, with.length), with);
}

static bool is_further(struct slice name, struct slice sql)
{
    for (size_t i = 0; i < FURTHER; i++)
        if (slice_is(name, further[i].name) && slice_is(sql, further[i].sql))
            return true;
    return false;
}

/* Whether the statement makes something of that name. */
static bool makes(struct slice sql, struct slice name)
{
    static const char *const beginnings[] = {"CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX ",
                                             "CREATE TRIGGER ", "CREATE VIRTUAL TABLE "};
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++) {
        struct slice beginning = slice_of(beginnings[i]);
        if (!begins(sql, beginning))
            continue;
        struct slice rest = slice_from(sql, beginning.length);
        return begins(rest, name) && rest.length > name.length &&
               (rest.at[name.length] == ' ' || rest.at[name.length] == '(');
    }
    return false;
}

/* A whole statement of a migration: it begins at the beginning of a line and ends with a semicolon. */
static bool is_in(const char *script, struct slice sql)
{
    struct slice rest = slice_of(script);
    while (rest.length > sql.length) {
        const char *found = memmem(rest.at, rest.length, sql.at, sql.length);
        if (!found)
            return false;
        if ((found == script || found[-1] == '\n') && found[sql.length] == ';')
            return true;
        rest = slice_from(rest, (size_t)(found - rest.at) + 1);
    }
    return false;
}

static bool is_of_migrations(struct slice name, struct slice sql)
{
    if (!makes(sql, name))
        return false;
    for (unsigned i = 0; i < schema_count; i++)
        if (is_in(schema_sql[i], sql))
            return true;
    return false;
}

static size_t count_statements(void)
{
    size_t count = FURTHER;
    for (unsigned i = 0; i < schema_count; i++) {
        struct slice rest = slice_of(schema_sql[i]);
        while (rest.length)
            count += begins(slice_cut(&rest, '\n'), SLICE("CREATE "));
    }
    return count;
}

/* Each statement made one thing: as many things with different names are all of them. */
enum status store_schema_is_ours(struct store *store, bool *ours)
{
    struct rows rows = store_ask(store, STORE_SCHEMA_ROWS, "");
    struct buffer before;
    size_t count = 0;
    buffer_init(&before);
    *ours = true;
    while (*ours && rows_next(&rows)) {
        struct slice name = rows_text(&rows, 0), sql = rows_text(&rows, 1);
        *ours = !slice_equal(name, buffer_slice(&before)) && (is_further(name, sql) || is_of_migrations(name, sql));
        buffer_clear(&before);
        buffer_add(&before, name);
        count++;
    }
    *ours = *ours && count == count_statements();
    enum status status = rows_end(&rows), kept = buffer_status(&before);
    buffer_release(&before);
    return status == STATUS_OK ? kept : status;
}
