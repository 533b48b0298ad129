#include "data/role.h"

enum status role_is_replica(struct store *store, int64_t body, bool *out)
{
    int64_t count = 0;
    enum status status = store_number(store, &count, NULL, "SELECT count(*) FROM replica WHERE body = ?", "i", body);
    *out = count > 0;
    return status;
}

enum status role_make_replica(struct store *store, int64_t body)
{
    return store_run(store, "INSERT OR IGNORE INTO replica (body) VALUES (?)", "i", body);
}
