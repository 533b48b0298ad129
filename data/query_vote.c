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
