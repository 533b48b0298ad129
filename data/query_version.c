#include "data/query_version.h"

#include "data/change_sql.h"

/* A proposal supersedes one before it, and is superseded by one at most: the chain has an end on both sides. */
static const char proposal_sql[] =
    "WITH RECURSIVE older (idx, step) AS (SELECT ?2, 0 UNION ALL SELECT p.replaces, older.step - 1 FROM older "
    "JOIN proposal p ON p.seq = (?1 << 40) + older.idx WHERE p.replaces IS NOT NULL AND older.step > -?3), "
    "newer (idx, step) AS (SELECT ?2, 0 UNION ALL SELECT q.idx, newer.step + 1 FROM newer JOIN proposal q "
    "INDEXED BY proposal_replaces ON q.body = ?1 AND q.replaces = newer.idx WHERE newer.step < ?3) "
    "SELECT p.idx, p.at, p.number, p.title, p.state, p.author FROM (SELECT idx, step FROM older UNION "
    "SELECT idx, step FROM newer) v JOIN proposal p ON p.seq = (?1 << 40) + v.idx ORDER BY v.step";

static const char statute_sql[] = "SELECT idx, at, '', '', '', '' FROM (SELECT idx, at " FROM_VERSIONS
                                  "AND what IN ('body', 'statute') AND ?2 IS NOT NULL ORDER BY idx DESC LIMIT ?3) "
                                  "ORDER BY idx";

enum status query_versions(struct store *store, enum kind kind, int64_t body, int64_t index, version_visit *visit,
                           void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store, kind == KIND_STATUTE ? statute_sql : proposal_sql, "iii", body, index, (int64_t)VERSIONS_MAX);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct version_item item = {.index = rows_number(&rows, 0),
                                    .at = rows_number(&rows, 1),
                                    .number = rows_text(&rows, 2),
                                    .title = rows_text(&rows, 3),
                                    .state = rows_text(&rows, 4),
                                    .author = rows_text(&rows, 5)};
        more = visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}
