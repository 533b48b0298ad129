/*
 * The SQLite file: opening it safely, statements, transactions. Only data/ sees SQLite.
 *
 * Settings and their reasons: journal_mode TRUNCATE with synchronous EXTRA (an acknowledged commit survives a power
 * cut; WAL has a defect in this SQLite), defensive settings for files from strangers, an authorizer that denies what
 * this program never does.
 */
#ifndef DATA_STORE_H
#define DATA_STORE_H

#include "core/buffer.h"
#include "core/digest.h"
#include "core/status.h"

struct sqlite3;
struct sqlite3_stmt;

struct store;

enum store_mode {
    STORE_READ,   /* the file must be there; nothing is written */
    STORE_WRITE,  /* the file must be there */
    STORE_CREATE, /* made when it is missing, folders 0700 */
    STORE_AUDIT,  /* read-only, triggers and views off; a differing schema is no failure (store_schema_differs) */
};

/* STATUS_STORE with the path and what to do: missing, not a ledger, newer version, locked, read-only, no space … */
MUST_CHECK enum status store_open(const char *path, enum store_mode mode, struct store **out, struct problem *problem);

/* A private, temporary database with the same tables, deleted when it is closed; for replaying into a fresh state. */
MUST_CHECK enum status store_scratch(struct store **out, struct problem *problem);

void store_close(struct store *store);

/* Runs SQLite's integrity check; *sound is false when it found something, which is appended to `findings`. */
MUST_CHECK enum status store_integrity(struct store *store, bool *sound, struct buffer *findings);

/* With STORE_AUDIT: a table, index or trigger is not as the program makes it; `what` names the first. */
MUST_CHECK enum status store_schema_differs(struct store *store, bool *differs, struct buffer *what);

/* True when the file can be written. */
bool store_writable(const struct store *store);

/* BEGIN IMMEDIATE, waiting for other writers; COMMIT; ROLLBACK. After a failed commit nothing was written. */
MUST_CHECK enum status store_begin(struct store *store, struct problem *problem);
MUST_CHECK enum status store_commit(struct store *store, struct problem *problem);
void store_rollback(struct store *store);

/* A read transaction, so that several questions see one state; ended by store_rollback. */
MUST_CHECK enum status store_begin_read(struct store *store, struct problem *problem);

/* Says in words why the last statement failed. Returns STATUS_STORE (or STATUS_NO_MEMORY). */
enum status store_problem(struct store *store, struct problem *problem);

/* No statement has failed so far. */
bool store_is_sound(const struct store *store);

/* The last failure was about what the file holds: damaged, or a table or column that is not there. */
bool store_is_damaged(const struct store *store);

/* Asks SQLite to stop the statement that is running; safe from another thread. */
void store_interrupt(struct store *store);

/* While a statement runs, asks now and then whether it may go on; false stops it. */
void store_watch(struct store *store, bool (*go_on)(void *context), void *context);

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

/* For the audit's comparison of a table in two stores. Appends what differs; *equal is false then. */
MUST_CHECK enum status store_compare_table(struct store *left, int64_t left_body, struct store *right,
                                           int64_t right_body, const char *table, bool *equal);

#endif
