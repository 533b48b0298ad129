#include "data/query_page.h"

#include "core/fold.h"

/* The latest ballot is the only one that may be open. ?1 from, ?2 who, ?3 limit, ?4 state, ?5 words. */
#define COLUMNS                                                                                                        \
    "SELECT p.seq, p.body, p.idx, CASE WHEN a.state = 'open' THEN a.closes END, p.number, p.title, p.state, b.name, "  \
    "(SELECT v.choice FROM member m JOIN vote v ON v.body = m.body AND v.ballot = a.idx AND v.seat = m.seat "          \
    "AND v.voter = m.name WHERE m.body = p.body AND m.name = ?2 AND m.seat <> '' ORDER BY v.idx DESC LIMIT 1) "
#define BALLOT                                                                                                         \
    "JOIN body b ON b.num = p.body LEFT JOIN ballot a ON a.body = p.body AND a.idx = "                                 \
    "(SELECT max(c.idx) FROM ballot c WHERE c.body = p.body AND c.proposal = p.idx) "

/* Each question has a statement of its own, so that each is planned for the index that suits it. */
#define LIST(condition, order)                                                                                         \
    COLUMNS "FROM proposal p " BALLOT "WHERE " condition " AND ?5 = '' ORDER BY p.seq " order " LIMIT ?3"
#define SEARCH(condition, order)                                                                                       \
    COLUMNS "FROM search JOIN proposal p ON p.seq = search.rowid " BALLOT "WHERE search MATCH ?5 AND " condition       \
            " ORDER BY search.rowid " order " LIMIT ?3"

/* [searched][in a state][newer] */
static const char *const sql[2][2][2] = {
    {{LIST("p.seq < ?1 AND ?4 = ''", "DESC"), LIST("p.seq > ?1 AND ?4 = ''", "ASC")},
     {LIST("p.seq < ?1 AND p.state = ?4", "DESC"), LIST("p.seq > ?1 AND p.state = ?4", "ASC")}},
    {{SEARCH("search.rowid < ?1 AND ?4 = ''", "DESC"), SEARCH("search.rowid > ?1 AND ?4 = ''", "ASC")},
     {SEARCH("search.rowid < ?1 AND p.state = ?4", "DESC"), SEARCH("search.rowid > ?1 AND p.state = ?4", "ASC")}},
};

static struct page_item read_item(const struct rows *rows)
{
    return (struct page_item){.seq = rows_number(rows, 0),
                              .body = rows_number(rows, 1),
                              .index = rows_number(rows, 2),
                              .closes = rows_number(rows, 3),
                              .has_closes = !rows_null(rows, 3),
                              .number = rows_text(rows, 4),
                              .title = rows_text(rows, 5),
                              .state = rows_text(rows, 6),
                              .body_name = rows_text(rows, 7),
                              .choice = rows_text(rows, 8)};
}

enum status query_page(struct store *store, const struct page_question *question, page_visit *visit, void *context,
                       struct problem *problem)
{
    struct buffer words;
    buffer_init(&words);
    fold_query(question->search, &words);
    enum status status = buffer_status(&words);
    /* Something was typed, but no letter or digit: nothing can match. */
    if (status == STATUS_OK && (words.length || !question->search.length)) {
        struct rows rows =
            store_ask(store, sql[words.length > 0][question->state.length > 0][question->newer], "ititt",
                      question->from, question->who, question->limit, question->state, buffer_slice(&words));
        for (bool more = true; more && rows_next(&rows);) {
            struct page_item item = read_item(&rows);
            more = visit(context, &item);
        }
        status = rows_end(&rows);
        if (status != STATUS_OK)
            status = store_problem(store, problem);
    }
    buffer_release(&words);
    return status;
}

enum status query_page_count(struct store *store, struct slice state, int64_t *out, struct problem *problem)
{
    enum status status =
        state.length ? store_number(store, out, NULL, "SELECT count(*) FROM proposal WHERE state = ?", "t", state)
                     : store_number(store, out, NULL, "SELECT count(*) FROM proposal", "");
    return status == STATUS_OK ? status : store_problem(store, problem);
}
