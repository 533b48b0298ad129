#include "data/query_ledger.h"

#include "data/seq.h"

enum status query_entries(struct store *store, int64_t body, int64_t from, int64_t limit, entry_visit *visit,
                          void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT e.body, e.idx, e.id, e.note, coalesce(r.code, '') FROM entry e "
                  "LEFT JOIN rejected r ON r.body = e.body AND r.idx = e.idx "
                  "WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq DESC LIMIT ?",
                  "iii", seq_of(body, 0), seq_of(body, from < SEQ_INDEX_MAX ? from : SEQ_INDEX_MAX), limit);
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

enum status query_kind_places(struct store *store, int64_t body, enum kind kind, place_of_entry_visit *visit,
                              void *context, struct problem *problem)
{
    struct buffer line;
    struct rows rows;
    buffer_init(&line);
    if (kind == KIND_COUNT) {
        rows = store_ask(store, "SELECT idx FROM rejected WHERE body = ? ORDER BY idx DESC", "i", body);
    } else {
        buffer_format(&line, "stimmbuch/1 %s\n", kind_table(kind)->name);
        if (buffer_status(&line) != STATUS_OK)
            return STATUS_NO_MEMORY;
        rows = store_ask(store,
                         "SELECT idx FROM entry WHERE " SEQ_IS_OF("?1") " AND substr(note, 1, length(?2)) = ?2 "
                                                                        "ORDER BY seq DESC",
                         "ib", body, buffer_slice(&line));
    }
    bool more = true;
    while (more && rows_next(&rows))
        more = visit(context, rows_number(&rows, 0));
    enum status status = rows_end(&rows);
    buffer_release(&line);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_head_size(struct store *store, int64_t body, int64_t *size, struct problem *problem)
{
    if (store_number(store, size, NULL, "SELECT coalesce(max(size), 0) FROM checkpoint WHERE body = ?", "i", body) ==
        STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}
