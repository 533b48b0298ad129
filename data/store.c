#include "data/store_ahead.h"
#include "data/store_internal.h"

#include <stdlib.h>
#include <string.h>

enum status store_failed(struct store *store)
{
    store->error = sqlite3_extended_errcode(store->db);
    const char *message = sqlite3_errmsg(store->db);
    size_t length = strlen(message) < sizeof store->message ? strlen(message) : sizeof store->message - 1;
    memcpy(store->message, message, length);
    store->message[length] = '\0';
    return (store->error & 0xff) == SQLITE_NOMEM ? STATUS_NO_MEMORY : STATUS_STORE;
}

/* SQLite's result codes in words that say what to do. */
static const char *explain(int error)
{
    if (error == SQLITE_READONLY_ROLLBACK)
        return N_("a change of the ledger {1} was interrupted: undoing it needs write permission for the file and its "
                  "folder");
    switch (error & 0xff) {
    case SQLITE_READONLY:
        return N_("the ledger {1} cannot be written: give the file and its folder write permission");
    case SQLITE_FULL:
        return N_("the disk with the ledger {1} is full: nothing was written; make room and try again");
    case SQLITE_IOERR:
        return N_("the disk with the ledger {1} does not work ({2}): check the disk, its free space and its limits");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return N_("another program has held the ledger {1} for more than ten seconds: try again when it is done");
    case SQLITE_NOTADB:
        return N_("{1} is not a ledger: name the right file with --ledger");
    case SQLITE_CORRUPT:
        return N_("the ledger {1} is damaged ({2}): keep it, and take a copy from another member");
    case SQLITE_CANTOPEN:
        return N_("the ledger {1} cannot be opened: check its folder and permissions");
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return N_("the ledger {1} must not be read or written in this way ({2})");
    case SQLITE_TOOBIG:
        return N_("something in the ledger {1} is larger than this program allows: take a copy from another member");
    case SQLITE_INTERRUPT:
        return N_("the work on the ledger {1} was interrupted");
    default:
        return N_("the ledger {1} cannot be read or written ({2}): check its disk, or take a copy from another member");
    }
}

enum status store_problem(struct store *store, struct problem *problem)
{
    if ((store->error & 0xff) == SQLITE_NOMEM)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    problem_file(problem, store->path);
    return problem_say(problem, STATUS_STORE, explain(store->error), store->path, store->message);
}

bool store_writable(const struct store *store)
{
    return store->mode == STORE_WRITE || store->mode == STORE_CREATE;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < store->statements; i++)
        sqlite3_finalize(store->cache[i].statement);
    sqlite3_close_v2(store->db);
    ahead_free(store->ahead);
    free(store->path);
    free(store);
}

bool store_is_sound(const struct store *store)
{
    return store->error == SQLITE_OK;
}

bool store_is_damaged(const struct store *store)
{
    int error = store->error & 0xff;
    return error == SQLITE_CORRUPT || error == SQLITE_NOTADB || error == SQLITE_ERROR || error == SQLITE_TOOBIG;
}

void store_interrupt(struct store *store)
{
    sqlite3_interrupt(store->db);
}

static int watch(void *context)
{
    struct store *store = context;
    return !store->go_on(store->context);
}

void store_watch(struct store *store, bool (*go_on)(void *context), void *context)
{
    enum { STEPS = 1 << 20 };
    store->go_on = go_on;
    store->context = context;
    sqlite3_progress_handler(store->db, STEPS, watch, store);
}

static enum status transaction(struct store *store, const char *sql, struct problem *problem)
{
    if (store_run(store, sql, "") == STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

enum status store_begin(struct store *store, struct problem *problem)
{
    return transaction(store, "BEGIN IMMEDIATE", problem);
}

enum status store_begin_read(struct store *store, struct problem *problem)
{
    return transaction(store, "BEGIN", problem);
}

enum status store_commit(struct store *store, struct problem *problem)
{
    enum status status = transaction(store, "COMMIT", problem);
    if (status != STATUS_OK)
        store_rollback(store);
    return status;
}

void store_rollback(struct store *store)
{
    /* After some failures SQLite has rolled back by itself; then there is nothing to do. */
    if (!sqlite3_get_autocommit(store->db) && store_run(store, "ROLLBACK", "") != STATUS_OK)
        store_failed(store);
}

enum status store_version(struct store *store, int64_t *out)
{
    return store_number(store, out, NULL, "PRAGMA data_version", "");
}

bool store_is_moved(struct store *store)
{
    int moved = 0;
    return sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved;
}
