/* A database as bytes, and back: what an audit keeps for the next one. */
#include "data/schema.h"
#include "data/store_internal.h"

#include <stdint.h>

enum status store_image(struct store *store, struct slice *out)
{
    sqlite3_int64 length;
    unsigned char *bytes = sqlite3_serialize(store->db, "main", &length, 0);
    *out = (struct slice){.at = (const char *)bytes, .length = bytes ? (size_t)length : 0};
    return bytes ? STATUS_OK : STATUS_NO_MEMORY;
}

void store_image_free(struct slice image)
{
    sqlite3_free((void *)(uintptr_t)image.at);
}

/* Copies page by page, so that the store is a file of SQLite's own making. */
static int copy_pages(sqlite3 *target, struct slice image)
{
    sqlite3 *source = NULL;
    sqlite3_backup *backup = NULL;
    int result = sqlite3_open_v2(":memory:", &source, SQLITE_OPEN_READWRITE, NULL);
    /* Read-only: SQLite takes the bytes as they are and changes nothing in them. */
    if (result == SQLITE_OK)
        result = sqlite3_deserialize(source, "main", (unsigned char *)(uintptr_t)image.at, (sqlite3_int64)image.length,
                                     (sqlite3_int64)image.length, SQLITE_DESERIALIZE_READONLY);
    if (result == SQLITE_OK && !(backup = sqlite3_backup_init(target, "main", source, "main")))
        result = sqlite3_errcode(target);
    if (backup) {
        sqlite3_backup_step(backup, -1);
        result = sqlite3_backup_finish(backup);
    }
    sqlite3_close_v2(source);
    return result;
}

/* The same care as with a ledger; what this program would not have made is not opened at all. */
static enum status look_at_tables(struct store *store)
{
    int64_t application = 0, version = 0;
    bool differs = true;
    struct buffer what;
    buffer_init(&what);
    enum status status = store_number(store, &application, NULL, "PRAGMA application_id", "");
    if (status == STATUS_OK)
        status = store_number(store, &version, NULL, "PRAGMA user_version", "");
    if (status == STATUS_OK && application == STORE_APPLICATION_ID && version == (int64_t)schema_count)
        status = store_schema_differs(store, &differs, &what);
    buffer_release(&what);
    return status == STATUS_OK && differs ? STATUS_FORM : status;
}

static enum status fill(struct store *store, struct slice image)
{
    int result = image.length ? copy_pages(store->db, image) : SQLITE_NOTADB;
    if (result != SQLITE_OK)
        return (result & 0xff) == SQLITE_NOMEM ? STATUS_NO_MEMORY : STATUS_FORM;
    if (sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) != SQLITE_OK ||
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) != SQLITE_OK ||
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL) != SQLITE_OK)
        return store_failed(store);
    enum status status = store_run(store, "PRAGMA cell_size_check = ON", "");
    if (status == STATUS_OK)
        status = look_at_tables(store);
    return status == STATUS_STORE ? STATUS_FORM : status;
}

enum status store_scratch_from(struct slice image, struct store **out, struct problem *problem)
{
    *out = NULL;
    struct store *store = store_temporary();
    if (!store)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    enum status status = STATUS_STORE;
    if (!store_is_sound(store))
        problem_say(problem, status, N_("no temporary database can be made: {1}"), store->message, NULL);
    else
        status = fill(store, image);
    if (status == STATUS_OK) {
        *out = store;
        return STATUS_OK;
    }
    store_close(store);
    return status;
}
