/* What the audit asks of the file itself: SQLite's own check, and whether the schema is ours. */
#include "data/schema.h"
#include "data/store_internal.h"

#include <string.h>

enum status store_integrity(struct store *store, bool *sound, struct buffer *findings)
{
    struct rows rows = store_ask(store, "PRAGMA integrity_check(20)", "");
    *sound = true;
    while (rows_next(&rows)) {
        if (slice_is(rows_text(&rows, 0), "ok"))
            continue;
        *sound = false;
        buffer_text(findings, findings->length ? "; " : "");
        buffer_add(findings, rows_text(&rows, 0));
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? buffer_status(findings) : status;
}

/* What a quick check leaves out are the indexes, and the order of tables that are their own index. */
static const char order_wrong[] = "SELECT 1 FROM (SELECT DISTINCT tbl_name AS name FROM sqlite_schema "
                                  "WHERE tbl_name <> 'entry' AND (type = 'index' OR sql LIKE '%WITHOUT ROWID')) t,"
                                  " pragma_integrity_check(t.name) c WHERE c.integrity_check <> 'ok' LIMIT 1";

enum status store_integrity_part(struct store *store, bool *sound)
{
    int64_t one;
    bool wrong = true;
    struct rows rows = store_ask(store, "PRAGMA quick_check", "");
    *sound = rows_next(&rows) && slice_is(rows_text(&rows, 0), "ok");
    enum status status = rows_end(&rows);
    if (status == STATUS_OK && *sound)
        status = store_number(store, &one, &wrong, order_wrong, "");
    *sound = *sound && !wrong;
    return status;
}

/* Of two rows that differ, the name that comes first in the order of names. */
static struct slice first_name(const struct rows *ours, const struct rows *theirs)
{
    struct slice own = rows_text(ours, 0), other = rows_text(theirs, 0);
    return slice_compare(own, other) <= 0 ? own : other;
}

/* Compares with what the migrations make in an empty database in memory. */
static enum status compare(struct store *store, bool *differs, struct buffer *what)
{
    struct store fresh = {.mode = STORE_CREATE};
    enum status status = STATUS_NO_MEMORY;
    if (sqlite3_open_v2(":memory:", &fresh.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK)
        status = store_migrate(&fresh, 0);
    if (status != STATUS_OK) {
        sqlite3_close_v2(fresh.db);
        return status;
    }
    struct rows ours = store_ask(&fresh, STORE_SCHEMA_ROWS, ""), theirs = store_ask(store, STORE_SCHEMA_ROWS, "");
    bool more_ours = rows_next(&ours), more_theirs = rows_next(&theirs), same = true;
    while (same && (more_ours || more_theirs)) {
        same = more_ours && more_theirs && slice_equal(rows_text(&ours, 0), rows_text(&theirs, 0)) &&
               slice_equal(rows_text(&ours, 1), rows_text(&theirs, 1));
        if (!same && more_ours && more_theirs)
            buffer_add(what, first_name(&ours, &theirs));
        else if (!same)
            buffer_add(what, rows_text(more_ours ? &ours : &theirs, 0));
        more_ours = same && rows_next(&ours);
        more_theirs = same && rows_next(&theirs);
    }
    *differs = !same;
    status = rows_end(&theirs);
    enum status own = rows_end(&ours);
    for (size_t i = 0; i < fresh.statements; i++)
        sqlite3_finalize(fresh.cache[i].statement);
    sqlite3_close_v2(fresh.db);
    if (status == STATUS_OK)
        status = own;
    return status == STATUS_OK ? buffer_status(what) : status;
}

enum status store_schema_differs(struct store *store, bool *differs, struct buffer *what)
{
    bool ours = false;
    *differs = true;
    enum status status = store_schema_is_ours(store, &ours);
    if (status != STATUS_OK || !ours)
        return status == STATUS_OK ? compare(store, differs, what) : status;
    *differs = false;
    return STATUS_OK;
}
