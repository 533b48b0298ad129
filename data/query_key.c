#include "data/query_key.h"

enum status query_key_uses(struct store *store, struct slice name, struct slice vkey, struct slice other,
                           key_visit *visit, void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT c.body, c.vkey, "
                  "EXISTS (SELECT 1 FROM member m WHERE m.body = c.body AND m.name = c.name AND m.until IS NULL), "
                  "EXISTS (SELECT 1 FROM chain d WHERE d.body = c.body AND d.name = c.name AND d.vkey = ?2), "
                  "EXISTS (SELECT 1 FROM member m WHERE m.body = c.body AND m.name = ?3 AND m.role = 'secretary' "
                  "AND m.until IS NULL) "
                  "FROM body b JOIN chain c ON c.body = b.num AND c.name = ?1 AND c.until IS NULL "
                  "WHERE b.name <> ?1 ORDER BY b.name",
                  "ttt", name, vkey, other);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct key_use use = {.body = rows_number(&rows, 0),
                              .vkey = rows_text(&rows, 1),
                              .holds = rows_number(&rows, 2) != 0,
                              .in_chain = rows_number(&rows, 3) != 0,
                              .overseen = rows_number(&rows, 4) != 0};
        more = visit(context, &use);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_key_of_log(struct store *store, struct slice name, bool *out, struct problem *problem)
{
    int64_t bodies;
    if (store_number(store, &bodies, NULL, "SELECT count(*) FROM body WHERE name = ?", "t", name) != STATUS_OK)
        return store_problem(store, problem);
    *out = bodies > 0;
    return STATUS_OK;
}

enum status query_keys_known(struct store *store, struct slice part, known_key_visit *visit, void *context,
                             struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT c.name, c.vkey, max(m.role = 'secretary') AS office "
                  "FROM chain c JOIN member m ON m.body = c.body AND m.name = c.name AND m.until IS NULL "
                  "WHERE c.until IS NULL AND instr(c.name, ?1) > 0 "
                  "GROUP BY c.name, c.vkey ORDER BY office DESC, c.name, c.vkey LIMIT ?2",
                  "ti", part, (int64_t)KNOWN_KEYS_MAX);
    bool more = true;
    while (more && rows_next(&rows))
        more = visit(context, rows_text(&rows, 0), rows_text(&rows, 1));
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}
