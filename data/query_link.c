#include "data/query_link.h"

/* ?1 body, ?2 the proposal's place. What it names comes from its own row, what names it by the indexes. */
static const char links_sql[] =
    "SELECT 'supersedes', q.number, q.title, q.state, '', q.id FROM proposal p "
    "JOIN proposal q ON q.seq = (?1 << 40) + p.replaces WHERE p.seq = (?1 << 40) + ?2 UNION ALL "
    "SELECT 'superseded-by', q.number, q.title, q.state, '', q.id FROM proposal q INDEXED BY proposal_replaces "
    "WHERE q.body = ?1 AND q.replaces = ?2 UNION ALL "
    "SELECT 'amends', q.number, q.title, q.state, '', q.id FROM proposal p "
    "JOIN proposal q ON q.seq = (?1 << 40) + p.amends WHERE p.seq = (?1 << 40) + ?2 UNION ALL "
    "SELECT 'amended-by', q.number, q.title, q.state, '', q.id FROM proposal q INDEXED BY proposal_amends "
    "WHERE q.body = ?1 AND q.amends = ?2 UNION ALL "
    "SELECT 'repeals', q.number, q.title, q.state, coalesce(b.decision, ''), q.id FROM proposal p "
    "JOIN ballot b ON b.body = ?1 AND b.idx = p.repeals JOIN proposal q ON q.seq = (?1 << 40) + b.proposal "
    "WHERE p.seq = (?1 << 40) + ?2 UNION ALL "
    "SELECT 'repealed-by', q.number, q.title, q.state, coalesce(b.decision, ''), q.id FROM ballot b INDEXED BY "
    "ballot_proposal JOIN proposal q INDEXED BY proposal_repeals ON q.body = ?1 AND q.repeals = b.idx "
    "WHERE b.body = ?1 AND b.proposal = ?2";

enum status query_links(struct store *store, int64_t body, int64_t proposal, link_visit *visit, void *context,
                        struct problem *problem)
{
    struct rows rows = store_ask(store, links_sql, "ii", body, proposal);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct link_item item = {.relation = rows_text(&rows, 0),
                                 .number = rows_text(&rows, 1),
                                 .title = rows_text(&rows, 2),
                                 .state = rows_text(&rows, 3),
                                 .decision = rows_text(&rows, 4),
                                 .id = rows_digest(&rows, 5)};
        more = visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}
