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
#include "data/store_rows.h"

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

/*
 * A whole database as bytes, to be freed, outside a transaction; and a scratch store that begins as such bytes say.
 * They may come from anybody: STATUS_FORM when they are no database with the program's own tables.
 */
MUST_CHECK enum status store_image(struct store *store, struct slice *out);
void store_image_free(struct slice image);
MUST_CHECK enum status store_scratch_from(struct slice image, struct store **out, struct problem *problem);

void store_close(struct store *store);

/* Runs SQLite's integrity check; *sound is false when it found something, which is appended to `findings`. */
MUST_CHECK enum status store_integrity(struct store *store, bool *sound, struct buffer *findings);

/*
 * The same but for one thing, whether the index of entry ids holds, in order, what the entries say; and *sound does not
 * tell what was found. Only where the schema does not differ.
 */
MUST_CHECK enum status store_integrity_part(struct store *store, bool *sound);

/* With STORE_AUDIT: a table, index or trigger is not as the program makes it; `what` names the first. */
MUST_CHECK enum status store_schema_differs(struct store *store, bool *differs, struct buffer *what);

/* True when the file can be written. */
bool store_writable(const struct store *store);

/* For one long transaction: so many KiB of pages stay in memory until they are written; 0: as many as ever. */
MUST_CHECK enum status store_cache(struct store *store, unsigned kibibytes);
/* Whoever appends many entries checks their places once, instead of having the triggers do it with each. */
MUST_CHECK enum status store_triggers(struct store *store, bool on);

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

/* A number that becomes another one when another process has written to the file. */
MUST_CHECK enum status store_version(struct store *store, int64_t *out);

/* The file was removed, or another one stands in its place: what is read and written here is seen by nobody else. */
bool store_is_moved(struct store *store);

/* Asks SQLite to stop the statement that is running; safe from another thread. */
void store_interrupt(struct store *store);

/* While a statement runs, asks now and then whether it may go on; false stops it. */
void store_watch(struct store *store, bool (*go_on)(void *context), void *context);

/* Does a derived table say the same of a body in two stores? STATUS_NOT_FOUND for a table that is not compared. */
MUST_CHECK enum status store_compare_table(struct store *left, int64_t left_body, struct store *right,
                                           int64_t right_body, const char *table, bool *equal);

#endif
