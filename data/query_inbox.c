#include "data/query_inbox.h"

#include "data/seq.h"

static enum status finish(struct store *store, struct rows *rows, struct problem *problem)
{
    enum status status = rows_end(rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_inbox_places(struct store *store, struct slice who, inbox_place_visit *visit, void *context,
                               struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT b.num, " SEQ_LOG_SIZE(
                      "b.num") ", b.name, "
                               "b.title, m.role, m.seat, coalesce(s.title, '') "
                               "FROM body b JOIN member m ON m.body = b.num AND m.name = ? AND m.until IS NULL "
                               "LEFT JOIN seat s ON s.body = m.body AND s.id = m.seat AND s.until IS NULL "
                               "ORDER BY b.name, m.role, m.seat",
                  "t", who);
    for (bool more = true; more && rows_next(&rows);) {
        struct inbox_place item = {.body = rows_number(&rows, 0),
                                   .size = rows_number(&rows, 1),
                                   .body_name = rows_text(&rows, 2),
                                   .body_title = rows_text(&rows, 3),
                                   .role = rows_text(&rows, 4),
                                   .seat = rows_text(&rows, 5),
                                   .seat_title = rows_text(&rows, 6)};
        more = visit(context, &item);
    }
    return finish(store, &rows, problem);
}

#define BALLOT "SELECT a.body, a.idx, a.closes, a.opens, a.id, p.number, p.title, "
#define FROM_OPEN                                                                                                      \
    "FROM ballot a JOIN proposal p ON p.seq = (a.body << 40) + a.proposal "                                            \
    "JOIN member m ON m.body = a.body AND m.name = ?1 AND m.until IS NULL "

static enum status visit_ballots(struct store *store, struct rows *rows, bool secretary, inbox_ballot_visit *visit,
                                 void *context, struct problem *problem)
{
    for (bool more = true; more && rows_next(rows);) {
        struct inbox_ballot item = {.body = rows_number(rows, 0),
                                    .index = rows_number(rows, 1),
                                    .closes = rows_number(rows, 2),
                                    .opens = rows_number(rows, 3),
                                    .has_closes = !rows_null(rows, 2),
                                    .has_opens = !rows_null(rows, 3),
                                    .id = rows_digest(rows, 4),
                                    .number = rows_text(rows, 5),
                                    .title = rows_text(rows, 6),
                                    .seat = rows_text(rows, 7),
                                    .role = rows_text(rows, 8),
                                    .has_vote = rows_number(rows, 9) != 0,
                                    .secretary = secretary};
        more = visit(context, &item);
    }
    return finish(store, rows, problem);
}

enum status query_inbox_open(struct store *store, struct slice who, inbox_ballot_visit *visit, void *context,
                             struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  BALLOT "m.seat, m.role, EXISTS (SELECT 1 FROM vote v WHERE v.body = a.body AND v.ballot = a.idx "
                         "AND v.seat = m.seat AND (v.voter = m.name OR m.role = 'deputy')) " FROM_OPEN
                         "JOIN seat s ON s.body = m.body AND s.id = m.seat AND s.since < a.idx "
                         "AND (s.until IS NULL OR s.until >= a.idx) "
                         "WHERE a.state = 'open' AND s.voting = 1 AND m.since < a.idx "
                         "AND NOT EXISTS (SELECT 1 FROM recusal r "
                         "WHERE r.body = a.body AND r.proposal = a.proposal AND r.seat = m.seat) "
                         "ORDER BY a.closes IS NULL, a.closes, a.body, a.idx",
                  "t", who);
    return visit_ballots(store, &rows, false, visit, context, problem);
}

enum status query_inbox_overdue(struct store *store, struct slice who, int64_t now, inbox_ballot_visit *visit,
                                void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  BALLOT "'', m.role, 0 " FROM_OPEN "WHERE a.state = 'open' AND a.closes < ?2 AND m.role = 'secretary' "
                         "ORDER BY a.closes, a.body, a.idx",
                  "ti", who, now);
    return visit_ballots(store, &rows, true, visit, context, problem);
}

/* Only so many of the newest ballots are looked at, however many there are. */
#define NEWEST_BALLOTS "200"

enum status query_inbox_votes(struct store *store, int64_t body, struct slice seat, struct slice who, int64_t limit,
                              inbox_vote_visit *visit, void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store,
                  "SELECT v.idx, v.ballot, v.at, "
                  "coalesce((SELECT max(size) FROM checkpoint c WHERE c.body = ?1) > v.idx, 0), "
                  "a.id, p.number, p.title, v.choice, a.state, coalesce(a.outcome, '') "
                  "FROM (SELECT * FROM ballot WHERE body = ?1 ORDER BY idx DESC LIMIT " NEWEST_BALLOTS ") a "
                  "JOIN vote v ON v.body = a.body AND v.ballot = a.idx AND v.seat = ?2 AND v.idx = "
                  "(SELECT max(w.idx) FROM vote w "
                  "WHERE w.body = a.body AND w.ballot = a.idx AND w.seat = ?2 AND w.voter = ?3) "
                  "JOIN proposal p ON p.seq = (a.body << 40) + a.proposal ORDER BY a.idx DESC LIMIT ?4",
                  "itti", body, seat, who, limit);
    for (bool more = true; more && rows_next(&rows);) {
        struct inbox_vote item = {.body = body,
                                  .index = rows_number(&rows, 0),
                                  .ballot = rows_number(&rows, 1),
                                  .at = rows_number(&rows, 2),
                                  .under_head = rows_number(&rows, 3) != 0,
                                  .ballot_id = rows_digest(&rows, 4),
                                  .number = rows_text(&rows, 5),
                                  .title = rows_text(&rows, 6),
                                  .choice = rows_text(&rows, 7),
                                  .state = rows_text(&rows, 8),
                                  .outcome = rows_text(&rows, 9)};
        more = visit(context, &item);
    }
    return finish(store, &rows, problem);
}

enum status query_inbox_subject(struct store *store, int64_t body, const struct digest *id, int64_t *index,
                                struct buffer *name, struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT idx, number, title FROM proposal WHERE id = ?2 AND body = ?1 UNION ALL "
                                 "SELECT p.idx, p.number, p.title FROM ballot a "
                                 "JOIN proposal p ON p.seq = (a.body << 40) + a.proposal "
                                 "WHERE a.id = ?2 AND a.body = ?1",
                                 "id", body, id);
    *index = -1;
    if (rows_next(&rows)) {
        *index = rows_number(&rows, 0);
        buffer_add(name, rows_text(&rows, 1));
        buffer_byte(name, ' ');
        buffer_add(name, rows_text(&rows, 2));
    }
    enum status status = finish(store, &rows, problem);
    return status == STATUS_OK ? buffer_status(name) : status;
}
