/* The fields of a store; only store*.c may know them. */
#ifndef DATA_STORE_INTERNAL_H
#define DATA_STORE_INTERNAL_H

#include "data/store.h"

#include <sqlite3.h>

enum { STORE_APPLICATION_ID = 0x53544d42, STORE_STATEMENTS = 128, STORE_BUSY_MS = 10000 };

struct ahead;

struct store {
    sqlite3 *db;
    struct ahead *ahead; /* how the file is opened; NULL: in the system's own way */
    enum store_mode mode;
    int error; /* extended result code of the last failure */
    char message[160];
    char *path;
    bool (*go_on)(void *context);
    void *context; /* of go_on */
    size_t statements;
    struct {
        const char *sql;
        sqlite3_stmt *statement;
    } cache[STORE_STATEMENTS];
};

/* Remembers why a call failed and returns the status for it. */
enum status store_failed(struct store *store);

/* Applies the migrations from `version` on. */
MUST_CHECK enum status store_migrate(struct store *store, unsigned version);

/* What there is in a file: tables, indexes, triggers; and what made each. */
#define STORE_SCHEMA_ROWS "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"

/* True: the schema does not differ. False: it may, store_schema_differs has to look closer. */
MUST_CHECK enum status store_schema_is_ours(struct store *store, bool *ours);

/* Read and set back: the pragmas that hold for one connection. */
MUST_CHECK enum status store_settings(struct store *store, struct problem *problem);

/* An empty temporary database, set up for being filled at once; no tables yet. NULL without memory. */
struct store *store_temporary(void);

/* Denies what this program never does to a ledger. */
void store_guard(struct store *store);

#endif
