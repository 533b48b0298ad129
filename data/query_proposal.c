/* Lists of proposals: filters, search, pages by key. */
#include "core/fold.h"
#include "data/query.h"

#define COLUMNS                                                                                                        \
    "SELECT p.seq, p.body, p.idx, p.at, b.name, p.number, p.title, p.kind, p.state, p.author, p.id, "                 \
    "(SELECT count(*) FROM statement s WHERE s.body = p.body AND s.proposal = p.idx) "                                \
    "FROM proposal p JOIN body b ON b.num = p.body "

/* ?1 body or 0, ?2 before, ?3 state, ?4 and ?5 tags, ?6 limit, ?7 search; an empty text means any. */
#define CONDITIONS                                                                                                     \
    "AND (?1 = 0 OR p.body = ?1) AND (?3 = '' OR p.state = ?3) "                                                      \
    "AND (?4 = '' OR EXISTS (SELECT 1 FROM tag WHERE tag = ?4 AND tag.seq = p.seq)) "                                 \
    "AND (?5 = '' OR EXISTS (SELECT 1 FROM tag WHERE tag = ?5 AND tag.seq = p.seq)) "

static const char list_sql[] = COLUMNS "WHERE p.seq < ?2 " CONDITIONS "AND ?7 = '' ORDER BY p.seq DESC LIMIT ?6";

/* The full-text index leads: it gives rowids in descending order without sorting. */
static const char search_sql[] = COLUMNS "JOIN search ON search.rowid = p.seq WHERE search MATCH ?7 AND search.rowid < ?2 " CONDITIONS
                                         "ORDER BY search.rowid DESC LIMIT ?6";

static struct proposal_item read_item(const struct rows *rows)
{
    return (struct proposal_item){.seq = rows_number(rows, 0),
                                  .body = rows_number(rows, 1),
                                  .index = rows_number(rows, 2),
                                  .at = rows_number(rows, 3),
                                  .body_name = rows_text(rows, 4),
                                  .number = rows_text(rows, 5),
                                  .title = rows_text(rows, 6),
                                  .kind = rows_text(rows, 7),
                                  .state = rows_text(rows, 8),
                                  .author = rows_text(rows, 9),
                                  .id = rows_digest(rows, 10),
                                  .statements = rows_number(rows, 11)};
}

static void tag_of(const char *family, struct slice value, struct buffer *out)
{
    if (!value.length)
        return;
    buffer_text(out, family);
    buffer_add(out, value);
}

enum status query_proposals(struct store *store, const struct proposal_filter *filter, proposal_visit *visit,
                            void *context, struct problem *problem)
{
    struct buffer words, demand, bench;
    buffer_init(&words);
    buffer_init(&demand);
    buffer_init(&bench);
    fold_query(filter->search, &words);
    tag_of("demand:", filter->demand, &demand);
    tag_of("bench:", filter->bench, &bench);
    enum status status = STATUS_NO_MEMORY;
    /* Something was typed, but no letter or digit: nothing can match. */
    bool nothing = filter->search.length && !words.length;
    if (buffer_status(&words) == STATUS_OK && buffer_status(&demand) == STATUS_OK && buffer_status(&bench) == STATUS_OK)
        status = STATUS_OK;
    if (status == STATUS_OK && !nothing) {
        struct rows rows = store_ask(store, words.length ? search_sql : list_sql, "iitttit", filter->body,
                                     filter->before ? filter->before : INT64_MAX, filter->state, buffer_slice(&demand),
                                     buffer_slice(&bench), filter->limit ? filter->limit : INT64_C(-1),
                                     buffer_slice(&words));
        for (bool more = true; more && rows_next(&rows);) {
            struct proposal_item item = read_item(&rows);
            more = visit(context, &item);
        }
        if (rows_end(&rows) != STATUS_OK)
            status = store_problem(store, problem);
    }
    buffer_release(&words);
    buffer_release(&demand);
    buffer_release(&bench);
    return status;
}
