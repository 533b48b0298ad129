#include "data/query_meeting.h"

#define MEETINGS                                                                                                       \
    "SELECT m.body, m.idx, m.opens, m.closes, b.name, m.number, m.title, m.chair, m.id, "                              \
    "(SELECT count(*) FROM item i WHERE i.body = m.body AND i.meeting = m.idx), "                                      \
    "(SELECT count(*) FROM ballot a INDEXED BY ballot_meeting WHERE a.body = m.body AND a.meeting = m.idx), "          \
    "(SELECT count(*) FROM minutes n INDEXED BY minutes_meeting WHERE n.body = m.body AND n.meeting = m.idx) "         \
    "FROM meeting m JOIN body b ON b.num = m.body WHERE (?1 = 0 OR m.body = ?1) "

static const char list_sql[] = MEETINGS "AND ?2 < 0 ORDER BY m.opens DESC, m.body, m.idx DESC";
static const char one_sql[] = MEETINGS "AND m.idx = ?2";

/* Ends the question; a failure is told in words. */
static enum status end(struct store *store, struct rows *rows, struct problem *problem)
{
    enum status status = rows_end(rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_meetings(struct store *store, int64_t body, int64_t index, meeting_visit *visit, void *context,
                           struct problem *problem)
{
    struct rows rows = store_ask(store, index < 0 ? list_sql : one_sql, "ii", body, index);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct meeting_item item = {.body = rows_number(&rows, 0),
                                    .index = rows_number(&rows, 1),
                                    .opens = rows_number(&rows, 2),
                                    .closes = rows_number(&rows, 3),
                                    .has_closes = !rows_null(&rows, 3),
                                    .body_name = rows_text(&rows, 4),
                                    .number = rows_text(&rows, 5),
                                    .title = rows_text(&rows, 6),
                                    .chair = rows_text(&rows, 7),
                                    .id = rows_digest(&rows, 8),
                                    .items = rows_number(&rows, 9),
                                    .ballots = rows_number(&rows, 10),
                                    .minutes = rows_number(&rows, 11)};
        more = visit(context, &item);
    }
    return end(store, &rows, problem);
}

static const char topics_sql[] =
    "SELECT p.idx, p.amends, i.pos IS NOT NULL, p.id, p.number, p.title, p.kind, p.state, p.author "
    "FROM (SELECT proposal FROM item WHERE body = ?1 AND meeting = ?2 UNION "
    "SELECT proposal FROM ballot INDEXED BY ballot_meeting WHERE body = ?1 AND meeting = ?2 AND idx < ?3) t "
    "JOIN proposal p ON p.seq = (?1 << 40) + t.proposal "
    "LEFT JOIN item i ON i.body = ?1 AND i.meeting = ?2 AND i.proposal = p.idx "
    "ORDER BY i.pos IS NULL, i.pos, p.idx";

enum status query_topics(struct store *store, int64_t body, int64_t meeting, int64_t before, topic_visit *visit,
                         void *context, struct problem *problem)
{
    struct rows rows = store_ask(store, topics_sql, "iii", body, meeting, before);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct topic_item item = {.index = rows_number(&rows, 0),
                                  .amends = rows_null(&rows, 1) ? -1 : rows_number(&rows, 1),
                                  .listed = rows_number(&rows, 2) != 0,
                                  .id = rows_digest(&rows, 3),
                                  .number = rows_text(&rows, 4),
                                  .title = rows_text(&rows, 5),
                                  .kind = rows_text(&rows, 6),
                                  .state = rows_text(&rows, 7),
                                  .author = rows_text(&rows, 8)};
        more = visit(context, &item);
    }
    return end(store, &rows, problem);
}

/* The latest line of a seat so far; its words lie in `words`, one behind the other. */
struct latest {
    int64_t index;
    size_t seat, state; /* their lengths; 0: there is no line */
    struct buffer words;
};

static struct slice latest_seat(const struct latest *latest)
{
    return (struct slice){.at = latest->words.at, .length = latest->seat};
}

static enum status take_latest(struct latest *latest, const struct rows *rows)
{
    struct slice seat = rows_text(rows, 0), state = rows_text(rows, 1);
    latest->index = rows_number(rows, 2);
    latest->seat = seat.length;
    latest->state = state.length;
    buffer_clear(&latest->words);
    buffer_add(&latest->words, seat);
    buffer_add(&latest->words, state);
    return buffer_status(&latest->words);
}

static bool visit_latest(const struct latest *latest, attendance_visit *visit, void *context)
{
    struct attendance_item item = {
        .index = latest->index,
        .seat = latest_seat(latest),
        .state = {.at = latest->words.at + latest->seat, .length = latest->state},
    };
    return latest->seat == 0 || visit(context, &item);
}

/* One walk over the table in its own order: thousands of lookups, or of groups, would take several times as long. */
enum status query_attendance(struct store *store, int64_t body, int64_t meeting, int64_t before,
                             attendance_visit *visit, void *context, struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT seat, state, idx FROM attendance WHERE body = ? AND meeting = ? AND idx < ? "
                                 "ORDER BY seat, idx",
                                 "iii", body, meeting, before);
    struct latest latest = {.seat = 0};
    bool more = true;
    enum status status = STATUS_OK;
    buffer_init(&latest.words);
    while (more && status == STATUS_OK && rows_next(&rows)) {
        if (!slice_equal(latest_seat(&latest), rows_text(&rows, 0)))
            more = visit_latest(&latest, visit, context);
        status = take_latest(&latest, &rows);
    }
    enum status ended = end(store, &rows, problem);
    status = ended != STATUS_OK ? ended : status;
    if (more && status == STATUS_OK)
        (void)visit_latest(&latest, visit, context);
    buffer_release(&latest.words);
    return status == STATUS_NO_MEMORY ? problem_say(problem, status, NULL, NULL, NULL) : status;
}

static enum status visit_places(struct store *store, struct rows *rows, place_visit *visit, void *context,
                                struct problem *problem)
{
    bool more = true;
    while (more && rows_next(rows))
        more = visit(context, rows_number(rows, 0));
    return end(store, rows, problem);
}

enum status query_meeting_ballots(struct store *store, int64_t body, int64_t meeting, place_visit *visit, void *context,
                                  struct problem *problem)
{
    struct rows rows =
        store_ask(store, "SELECT idx FROM ballot INDEXED BY ballot_meeting WHERE body = ? AND meeting = ? ORDER BY idx",
                  "ii", body, meeting);
    return visit_places(store, &rows, visit, context, problem);
}

enum status query_statuses(struct store *store, int64_t body, int64_t proposal, int64_t after, place_visit *visit,
                           void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store, "SELECT idx FROM status WHERE body = ? AND proposal = ? AND idx > ? ORDER BY idx", "iii", body,
                  proposal, after);
    return visit_places(store, &rows, visit, context, problem);
}

enum status query_recusals(struct store *store, int64_t body, int64_t proposal, int64_t before,
                           bool (*visit)(void *context, struct slice seat), void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store, "SELECT seat FROM recusal WHERE body = ? AND proposal = ? AND idx < ? ORDER BY seat", "iii",
                  body, proposal, before);
    bool more = true;
    while (more && rows_next(&rows))
        more = visit(context, rows_text(&rows, 0));
    return end(store, &rows, problem);
}

enum status query_minutes(struct store *store, int64_t body, int64_t meeting, struct minutes_item *out, bool *found,
                          struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT id, sha256, idx, (SELECT count(*) FROM confirm c WHERE c.body = m.body AND "
                                 "c.minutes = m.idx) FROM minutes m INDEXED BY minutes_meeting "
                                 "WHERE body = ? AND meeting = ? ORDER BY idx DESC LIMIT 1",
                                 "ii", body, meeting);
    *found = rows_next(&rows);
    if (*found)
        *out = (struct minutes_item){.id = rows_digest(&rows, 0),
                                     .content = rows_digest(&rows, 1),
                                     .index = rows_number(&rows, 2),
                                     .confirmations = rows_number(&rows, 3)};
    return end(store, &rows, problem);
}

enum status query_ballot_place(struct store *store, int64_t body, int64_t ballot, struct ballot_place *out,
                               struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT m.id, a.call, coalesce(a.decision, '') FROM ballot a LEFT JOIN meeting m "
                                 "ON m.body = a.body AND m.idx = a.meeting WHERE a.body = ? AND a.idx = ?",
                                 "ii", body, ballot);
    *out = (struct ballot_place){.call = 1};
    if (rows_next(&rows)) {
        struct slice decision = rows_text(&rows, 2);
        *out = (struct ballot_place){.in_meeting = !rows_null(&rows, 0), .call = rows_number(&rows, 1)};
        if (out->in_meeting)
            out->meeting = rows_digest(&rows, 0);
        if (decision.length && decision.length < sizeof out->decision)
            memcpy(out->decision, decision.at, decision.length);
    }
    return end(store, &rows, problem);
}
