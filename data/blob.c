#include "data/blob.h"

enum status blob_keep(struct store *store, struct slice bytes, struct problem *problem)
{
    struct digest content = digest_of(bytes);
    if (store_run(store, "INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?, ?)", "db", &content, bytes) ==
        STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}
