/* Lists of ballots. */
#include "data/ballot_counts.h"
#include "data/query_page.h"

#define COLUMNS(cast, seats)                                                                                           \
    "SELECT a.body, a.idx, a.proposal, a.round, a.opens, a.closes, a.start, a.ended, a.result, " cast ", "             \
    "b.name, p.number, a.title, a.rule, a.state, coalesce(a.outcome, ''), a.id, p.id, " seats " "                      \
    "FROM ballot a JOIN body b ON b.num = a.body JOIN proposal p ON p.seq = (a.body << 40) + a.proposal "

#define CAST BALLOT_CAST("a")
#define SEATS BALLOT_SEATS("a")

static const char list_sql[] =
    COLUMNS(CAST, SEATS) "WHERE (?1 = '' OR a.state = ?1) AND (?2 = 0 OR a.body = ?2) AND ?3 < 0 "
                         "ORDER BY a.body DESC, a.idx DESC";
/* Of all ballots in the order of their key, or of those in one state, by its index. */
#define BELOW "(a.body, a.idx) < (?1 >> 40, ?1 & 0xffffffffff) "
#define ABOVE "(a.body, a.idx) > (?1 >> 40, ?1 & 0xffffffffff) "
#define FALLING "ORDER BY a.body DESC, a.idx DESC LIMIT ?2"
#define RISING "ORDER BY a.body, a.idx LIMIT ?2"
static const char older_sql[] = COLUMNS(CAST, SEATS) "WHERE " BELOW FALLING,
                  newer_sql[] = COLUMNS(CAST, SEATS) "WHERE " ABOVE RISING,
                  older_in_state_sql[] = COLUMNS(CAST, SEATS) "WHERE a.state = ?3 AND " BELOW FALLING,
                  newer_in_state_sql[] = COLUMNS(CAST, SEATS) "WHERE a.state = ?3 AND " ABOVE RISING;
#define ONE "WHERE (?1 = '' OR a.state = ?1) AND a.body = ?2 AND a.idx = ?3"
static const char one_sql[] = COLUMNS(CAST, SEATS) ONE, bare_sql[] = COLUMNS("0", "0") ONE;

static enum status visit_ballots(struct store *store, struct rows rows, ballot_visit *visit, void *context,
                                 struct problem *problem)
{
    bool more = true;
    while (more && rows_next(&rows)) {
        struct ballot_item item = {.body = rows_number(&rows, 0),
                                   .index = rows_number(&rows, 1),
                                   .proposal = rows_number(&rows, 2),
                                   .round = rows_number(&rows, 3),
                                   .opens = rows_number(&rows, 4),
                                   .closes = rows_number(&rows, 5),
                                   .start = rows_number(&rows, 6),
                                   .ended = rows_number(&rows, 7),
                                   .result = rows_number(&rows, 8),
                                   .has_opens = !rows_null(&rows, 4),
                                   .has_closes = !rows_null(&rows, 5),
                                   .has_ended = !rows_null(&rows, 7),
                                   .has_result = !rows_null(&rows, 8),
                                   .cast = rows_number(&rows, 9),
                                   .body_name = rows_text(&rows, 10),
                                   .number = rows_text(&rows, 11),
                                   .title = rows_text(&rows, 12),
                                   .rule = rows_text(&rows, 13),
                                   .state = rows_text(&rows, 14),
                                   .outcome = rows_text(&rows, 15),
                                   .id = rows_digest(&rows, 16),
                                   .proposal_id = rows_digest(&rows, 17),
                                   .seats = rows_number(&rows, 18)};
        more = visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_ballots(struct store *store, struct slice state, int64_t body, int64_t index, ballot_visit *visit,
                          void *context, struct problem *problem)
{
    struct rows rows = store_ask(store, index < 0 ? list_sql : one_sql, "tii", state, body, index);
    return visit_ballots(store, rows, visit, context, problem);
}

enum status query_ballots_page(struct store *store, struct slice state, int64_t from, bool newer, int64_t limit,
                               ballot_visit *visit, void *context, struct problem *problem)
{
    struct rows rows =
        state.length ? store_ask(store, newer ? newer_in_state_sql : older_in_state_sql, "iit", from, limit, state)
                     : store_ask(store, newer ? newer_sql : older_sql, "ii", from, limit);
    return visit_ballots(store, rows, visit, context, problem);
}

enum status query_ballot(struct store *store, int64_t body, int64_t index, ballot_visit *visit, void *context,
                         struct problem *problem)
{
    struct rows rows = store_ask(store, bare_sql, "tii", SLICE(""), body, index);
    return visit_ballots(store, rows, visit, context, problem);
}
