#include "data/blob.h"

enum status blob_keep(struct store *store, struct slice bytes, struct problem *problem)
{
    struct digest content = digest_of(bytes);
    if (store_run(store, "INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)", "db", &content, bytes) ==
        STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

enum status blob_get(struct store *store, const struct digest *content, struct buffer *out, bool *found,
                     struct problem *problem)
{
    struct rows rows = store_ask(store, "SELECT bytes FROM blob WHERE sha256 = ?", "d", content);
    *found = rows_next(&rows);
    if (*found) {
        struct digest kept = digest_of(rows_blob(&rows, 0));
        *found = digest_equal(&kept, content);
    }
    if (*found)
        buffer_add(out, rows_blob(&rows, 0));
    if (rows_end(&rows) != STATUS_OK)
        return store_problem(store, problem);
    return buffer_status(out);
}
