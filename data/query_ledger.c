#include "data/query_ledger.h"

enum status query_entries(struct store *store, int64_t body, int64_t from, int64_t limit, entry_visit *visit,
                          void *context, struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT e.body, e.idx, e.id, e.note, coalesce(r.code, '') FROM entry e "
                                 "LEFT JOIN rejected r ON r.body = e.body AND r.idx = e.idx "
                                 "WHERE e.body = ? AND e.idx <= ? ORDER BY e.idx DESC LIMIT ?",
                                 "iii", body, from, limit);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct entry_item item = {.body = rows_number(&rows, 0),
                                  .index = rows_number(&rows, 1),
                                  .id = rows_digest(&rows, 2),
                                  .note = rows_blob(&rows, 3),
                                  .rejected = rows_text(&rows, 4)};
        more = visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_head_size(struct store *store, int64_t body, int64_t *size, struct problem *problem)
{
    if (store_number(store, size, NULL, "SELECT coalesce(max(size), 0) FROM checkpoint WHERE body = ?", "i", body) ==
        STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}
