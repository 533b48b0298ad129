#include "data/role.h"

enum status role_body(struct store *store, const struct digest *founding, int64_t *number)
{
    return store_number(store, number, NULL, "SELECT coalesce(max(num), 0) FROM body WHERE founding = ?", "d",
                        founding);
}

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

enum status role_hub(struct store *store, int64_t body, struct buffer *url, uint64_t *items)
{
    struct rows rows = store_ask(store, "SELECT hub, item FROM replica WHERE body = ? AND hub IS NOT NULL", "i", body);
    *items = 0;
    if (rows_next(&rows)) {
        buffer_add(url, rows_text(&rows, 0));
        *items = (uint64_t)rows_number(&rows, 1);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? buffer_status(url) : status;
}

enum status role_set_hub(struct store *store, int64_t body, struct slice url)
{
    return store_run(store,
                     "INSERT INTO replica (body, hub) VALUES (?1, ?2) ON CONFLICT (body) DO "
                     "UPDATE SET hub = ?2, item = 0 WHERE hub IS NOT ?2",
                     "it", body, url);
}

enum status role_set_items(struct store *store, int64_t body, uint64_t items)
{
    return store_run(store, "UPDATE replica SET item = ? WHERE body = ?", "ui", items, body);
}
