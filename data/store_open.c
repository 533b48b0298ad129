/* Opening a ledger file: whoever made it may be hostile. */
#include "data/path.h"
#include "data/schema.h"
#include "data/store_ahead.h"
#include "data/store_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    int option, value;
} defences[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},   {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

static const struct {
    int limit, value;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 65 << 20}, /* an attachment in its row */
    {SQLITE_LIMIT_SQL_LENGTH, 1 << 16}, {SQLITE_LIMIT_COLUMN, 64},       {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_WORKER_THREADS, 0},   {SQLITE_LIMIT_TRIGGER_DEPTH, 8}, {SQLITE_LIMIT_VDBE_OP, 250000},
};

/* Pragmas that hold for one connection, and what reading them back must give. */
static const struct {
    const char *set, *read;
    int64_t value;
} pragmas[] = {
    {"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", 3},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1},
    {"PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", 1},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", 1}, /* an attachment that is deleted */
};

enum status store_triggers(struct store *store, bool on)
{
    return sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, (int)on, NULL) == SQLITE_OK
               ? STATUS_OK
               : store_failed(store);
}

enum status store_settings(struct store *store, struct problem *problem)
{
    /* Before anything is read: another program may be writing at this moment. */
    sqlite3_busy_timeout(store->db, STORE_BUSY_MS);
    for (size_t i = 0; i < sizeof defences / sizeof defences[0]; i++)
        if (sqlite3_db_config(store->db, defences[i].option, defences[i].value, NULL) != SQLITE_OK)
            return store_failed(store);
    if (store->mode == STORE_AUDIT && store_triggers(store, false) != STATUS_OK)
        return STATUS_STORE;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        sqlite3_limit(store->db, limits[i].limit, limits[i].value);
    for (size_t i = 0; i < sizeof pragmas / sizeof pragmas[0]; i++) {
        int64_t value = -1;
        if (store_run(store, pragmas[i].set, "") != STATUS_OK ||
            store_number(store, &value, NULL, pragmas[i].read, "") != STATUS_OK)
            return store_problem(store, problem);
        if (value != pragmas[i].value)
            return problem_say(problem, STATUS_STORE, N_("SQLite did not take the setting \"{1}\""), pragmas[i].set,
                               NULL);
    }
    return STATUS_OK;
}

static int guard(void *context, int action, const char *first, const char *second, const char *database,
                 const char *trigger)
{
    (void)context;
    (void)database;
    (void)trigger;
    switch (action) {
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        return strcmp(first, "entry") == 0 || (action == SQLITE_DELETE && strcmp(first, "checkpoint") == 0)
                   ? SQLITE_DENY
                   : SQLITE_OK;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_TRIGGER:
    case SQLITE_DROP_INDEX:
    case SQLITE_ALTER_TABLE:
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_VIEW:
        return SQLITE_DENY;
    case SQLITE_PRAGMA:
        return second && strcmp(first, "integrity_check") != 0 ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_OK;
    }
}

void store_guard(struct store *store)
{
    sqlite3_set_authorizer(store->db, guard, NULL);
}

/* Runs the statements of one migration, one by one. */
static enum status run_script(struct store *store, const char *sql)
{
    while (*sql) {
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(store->db, sql, -1, &statement, &sql) != SQLITE_OK)
            return store_failed(store);
        int result = statement ? sqlite3_step(statement) : SQLITE_DONE;
        while (result == SQLITE_ROW) /* some pragmas answer */
            result = sqlite3_step(statement);
        sqlite3_finalize(statement);
        if (result != SQLITE_DONE)
            return store_failed(store);
    }
    return STATUS_OK;
}

enum status store_cache(struct store *store, unsigned kibibytes)
{
    enum { USUAL_KIB = 2000 };
    char pragma[48];
    sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA cache_size = -%u", kibibytes ? kibibytes : USUAL_KIB);
    /* The guard lets no pragma through that sets anything. */
    sqlite3_set_authorizer(store->db, NULL, NULL);
    enum status status = run_script(store, pragma);
    store_guard(store);
    return status;
}

enum status store_migrate(struct store *store, unsigned version)
{
    enum status status = STATUS_OK;
    for (unsigned i = version; i < schema_count && status == STATUS_OK; i++)
        status = run_script(store, schema_sql[i]);
    char pragma[64];
    sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA user_version = %u", schema_count);
    if (status == STATUS_OK)
        status = run_script(store, pragma);
    sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA application_id = %d", STORE_APPLICATION_ID);
    if (status == STATUS_OK)
        status = run_script(store, pragma);
    return status;
}

/* A new file gets its tables, an older one its migrations; a newer one or another program's is refused. */
static enum status prepare_file(struct store *store, struct problem *problem)
{
    int64_t application, version, tables;
    if (store_number(store, &application, NULL, "PRAGMA application_id", "") != STATUS_OK ||
        store_number(store, &version, NULL, "PRAGMA user_version", "") != STATUS_OK ||
        store_number(store, &tables, NULL, "SELECT count(*) FROM sqlite_schema", "") != STATUS_OK)
        return store_problem(store, problem);
    bool fresh = application == 0 && version == 0 && tables == 0;
    if (!fresh && application != STORE_APPLICATION_ID)
        return problem_say(problem, STATUS_STORE,
                           N_("{1} belongs to another program: name the right file with --ledger"), store->path, NULL);
    if (version > (int64_t)schema_count)
        return problem_say(problem, STATUS_STORE,
                           N_("{1} was written by a newer version of this program: install that one"), store->path,
                           NULL);
    if (version == (int64_t)schema_count)
        return STATUS_OK;
    if (!store_writable(store) || (fresh && store->mode != STORE_CREATE))
        return problem_say(problem, STATUS_STORE,
                           fresh ? N_("{1} is empty and not a ledger: name the right file with --ledger")
                                 : N_("{1} must be opened for writing once, to bring it up to date"),
                           store->path, NULL);
    enum status status = store_begin(store, problem);
    if (status != STATUS_OK)
        return status;
    status = store_migrate(store, (unsigned)version);
    if (status != STATUS_OK) {
        store_problem(store, problem);
        store_rollback(store);
        return status;
    }
    return store_commit(store, problem);
}

static enum status check_path(const char *path, enum store_mode mode, struct problem *problem)
{
    struct stat info;
    if (lstat(path, &info) == 0) {
        if (S_ISLNK(info.st_mode))
            return problem_say(problem, STATUS_STORE,
                               N_("{1} is a symbolic link: name the ledger itself with --ledger"), path, NULL);
        if (!S_ISREG(info.st_mode))
            return problem_say(problem, STATUS_STORE, N_("{1} is not a file: name the right one with --ledger"), path,
                               NULL);
        return STATUS_OK;
    }
    if (errno != ENOENT)
        return problem_say(problem, STATUS_STORE, N_("the ledger {1} cannot be opened: {2}"), path, strerror(errno));
    if (mode != STORE_CREATE)
        return problem_say(problem, STATUS_STORE,
                           N_("there is no ledger at {1}: name one with --ledger, or found a body first"), path, NULL);
    return path_make_parent(path, problem);
}

static enum status journal(struct store *store, struct problem *problem)
{
    struct rows rows = store_ask(store, "PRAGMA journal_mode = TRUNCATE", "");
    bool truncate = rows_next(&rows) && slice_is(rows_text(&rows, 0), "truncate");
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(store, problem);
    if (!truncate)
        return problem_say(problem, STATUS_STORE, N_("the journal of {1} cannot be set up as it must be"), store->path,
                           NULL);
    return STATUS_OK;
}

static enum status compare_schema(struct store *store, struct problem *problem)
{
    bool differs;
    struct buffer what;
    buffer_init(&what);
    enum status status = store_schema_differs(store, &differs, &what);
    if (status != STATUS_OK)
        status = store_problem(store, problem);
    else if (differs)
        status =
            problem_slices(problem, STATUS_STORE,
                           N_("{1} was altered: \"{2}\" is not as this program makes it; run \"stimmbuch verify\""),
                           slice_of(store->path), buffer_slice(&what));
    buffer_release(&what);
    return status;
}

static enum status open_file(struct store *store, struct problem *problem)
{
    int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
    flags |= store_writable(store) ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    flags |= store->mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0;
    /* SQLITE_OPEN_NOFOLLOW refuses links anywhere in the path, so folders that are links are resolved first. */
    char *real = path_real(store->path);
    if (!real)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    /* An audit reads the file from one end to the other; where this way cannot be had, the usual one does. */
    if (store->mode == STORE_AUDIT)
        store->ahead = ahead_make();
    int result = sqlite3_open_v2(real, &store->db, flags, store->ahead ? ahead_name(store->ahead) : NULL);
    free(real);
    /* SQLite falls back to reading where it may not write; that would surface only at the first change. */
    if (result == SQLITE_OK && store_writable(store) && sqlite3_db_readonly(store->db, "main") == 1) {
        store->error = SQLITE_READONLY;
        return store_problem(store, problem);
    }
    if (result == SQLITE_OK)
        return STATUS_OK;
    if (!store->db)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    store_failed(store);
    return store_problem(store, problem);
}

static enum status store_new(const char *path, enum store_mode mode, struct store **out, struct problem *problem)
{
    struct store *store = calloc(1, sizeof *store);
    if (!store || !(store->path = strdup(path))) {
        free(store);
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    }
    store->mode = mode;
    *out = store;
    return STATUS_OK;
}

static enum status open_and_check(const char *path, enum store_mode mode, struct store **out, struct problem *problem)
{
    enum status status = store_new(path, mode, out, problem);
    if (status != STATUS_OK)
        return status;
    struct store *store = *out;
    status = open_file(store, problem);
    if (status == STATUS_OK)
        status = store_settings(store, problem);
    if (status == STATUS_OK && store_writable(store))
        status = journal(store, problem);
    if (status == STATUS_OK)
        status = prepare_file(store, problem);
    if (status == STATUS_OK && mode != STORE_AUDIT)
        status = compare_schema(store, problem);
    return status;
}

/*
 * A program that was killed while it wrote leaves a journal. SQLite undoes the half change before anything is read, but
 * not through a connection that may only read: so one that may write reads first.
 */
static enum status undo_interrupted(const char *path, struct problem *problem)
{
    struct store *store = NULL;
    int64_t tables;
    enum status status = store_new(path, STORE_WRITE, &store, problem);
    if (status == STATUS_OK)
        status = open_file(store, problem);
    if (status == STATUS_OK)
        status = store_settings(store, problem);
    if (status == STATUS_OK &&
        store_number(store, &tables, NULL, "SELECT count(*) FROM sqlite_schema", "") != STATUS_OK)
        status = store_problem(store, problem);
    store_close(store);
    return status;
}

enum status store_open(const char *path, enum store_mode mode, struct store **out, struct problem *problem)
{
    struct store *store = NULL;
    *out = NULL;
    enum status status = check_path(path, mode, problem);
    if (status == STATUS_OK)
        status = open_and_check(path, mode, &store, problem);
    if (status == STATUS_STORE && store && store->error == SQLITE_READONLY_ROLLBACK &&
        undo_interrupted(path, NULL) == STATUS_OK) {
        store_close(store);
        store = NULL;
        status = open_and_check(path, mode, &store, problem);
    }
    if (status != STATUS_OK) {
        problem_file(problem, path);
        store_close(store);
        return status;
    }
    store_guard(store);
    *out = store;
    return STATUS_OK;
}

struct store *store_temporary(void)
{
    struct store *store = calloc(1, sizeof *store);
    if (!store || !(store->path = strdup("(scratch)"))) {
        free(store);
        return NULL;
    }
    store->mode = STORE_CREATE;
    enum status status = STATUS_OK;
    if (sqlite3_open_v2("", &store->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        status = store->db ? store_failed(store) : STATUS_NO_MEMORY;
    /* The journal is for savepoints; a transaction that begins with empty tables has next to nothing in it. */
    if (status == STATUS_OK)
        status = run_script(store, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;"
                                   "PRAGMA locking_mode = EXCLUSIVE;");
    if (status == STATUS_NO_MEMORY) {
        store_close(store);
        return NULL;
    }
    return store;
}

enum status store_scratch(struct store **out, struct problem *problem)
{
    *out = NULL;
    struct store *store = store_temporary();
    if (!store)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = store_is_sound(store) ? store_migrate(store, 0) : STATUS_STORE;
    if (status != STATUS_OK) {
        problem_say(problem, STATUS_STORE, N_("no temporary database can be made: {1}"), store->message, NULL);
        store_close(store);
        return status;
    }
    *out = store;
    return STATUS_OK;
}
