#include "data/query_vote.h"

enum status query_counted_vote(struct store *store, int64_t body, int64_t ballot, struct slice seat, vote_visit *visit,
                               void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT idx, at, voter, choice, class FROM vote WHERE body = ? AND ballot = ? AND seat = ? "
                  "ORDER BY class, idx DESC LIMIT 1",
                  "iit", body, ballot, seat);
    if (rows_next(&rows)) {
        struct vote_item item = {.index = rows_number(&rows, 0),
                                 .at = rows_number(&rows, 1),
                                 .voter = rows_text(&rows, 2),
                                 .choice = rows_text(&rows, 3),
                                 .class = rows_number(&rows, 4)};
        visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_vote_reasons(struct store *store, int64_t body, int64_t ballot, reason_visit *visit, void *context,
                               struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT v.idx, v.seat, v.choice, e.note FROM vote v INDEXED BY vote_reason "
                  "JOIN entry e ON e.seq = (v.body << 40) + v.idx "
                  "WHERE v.body = ? AND v.ballot = ? AND v.reason AND NOT EXISTS "
                  "(SELECT 1 FROM vote o WHERE o.body = v.body AND o.ballot = v.ballot AND o.seat = v.seat "
                  "AND (o.class < v.class OR (o.class = v.class AND o.idx > v.idx))) ORDER BY v.seat",
                  "ii", body, ballot);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct reason_item item = {.index = rows_number(&rows, 0),
                                   .seat = rows_text(&rows, 1),
                                   .choice = rows_text(&rows, 2),
                                   .note = rows_blob(&rows, 3)};
        more = visit(context, &item);
    }
    enum status status = rows_end(&rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}
