/*
 * Statements to a store, and the rows they give.
 */
#ifndef DATA_STORE_ROWS_H
#define DATA_STORE_ROWS_H

#include "core/digest.h"
#include "core/status.h"

struct store;
struct sqlite3_stmt;

/*
 * A question and its rows:
 *
 *     struct rows rows = store_ask(store, "SELECT name FROM body WHERE num = ?", "i", number);
 *     while (rows_next(&rows))
 *         use(rows_text(&rows, 0));          // borrowed until the next row
 *     status = rows_end(&rows);
 *
 * `types` has a letter for each parameter: i int64_t, u uint64_t, t struct slice (text), b struct slice (blob),
 * d const struct digest *, s const char *, n NULL without an argument, o optional: const int64_t *, NULL for null.
 * The SQL must be a string that lives as long as the store: its statement is kept by its address.
 */
struct rows {
    struct store *store;
    struct sqlite3_stmt *statement;
    enum status status;
};

struct rows store_ask(struct store *store, const char *sql, const char *types, ...);
bool rows_next(struct rows *rows);
enum status rows_end(struct rows *rows);
/* Have the columns these types? A letter each: i whole number, t text, b blob. */
bool rows_are(const struct rows *rows, const char *types);
int64_t rows_number(const struct rows *rows, int column);
bool rows_null(const struct rows *rows, int column);
struct slice rows_text(const struct rows *rows, int column);
struct slice rows_blob(const struct rows *rows, int column);
/* Zeros when the column is no digest. */
struct digest rows_digest(const struct rows *rows, int column);

/* A statement without rows. */
MUST_CHECK enum status store_run(struct store *store, const char *sql, const char *types, ...);

/* The first column of the first row as a number; *found tells whether there is a row (NULL: it must not matter). */
MUST_CHECK enum status store_number(struct store *store, int64_t *out, bool *found, const char *sql, const char *types,
                                    ...);

#endif
