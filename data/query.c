#include "data/query.h"

#include "data/seq.h"

static enum status finish(struct store *store, struct rows *rows, struct problem *problem)
{
    enum status status = rows_end(rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

enum status query_bodies(struct store *store, body_visit *visit, void *context, struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT num, name, title, level, founding, approvals, " SEQ_LOG_SIZE(
                                     "num") ", EXISTS (SELECT 1 FROM replica r WHERE r.body = num) "
                                            "FROM body ORDER BY name",
                                 "");
    bool more = true;
    while (more && rows_next(&rows)) {
        struct body_item item = {.number = rows_number(&rows, 0),
                                 .name = rows_text(&rows, 1),
                                 .title = rows_text(&rows, 2),
                                 .level = rows_text(&rows, 3),
                                 .founding = rows_digest(&rows, 4),
                                 .approvals = rows_number(&rows, 5),
                                 .size = rows_number(&rows, 6),
                                 .copy = rows_number(&rows, 7)};
        more = visit(context, &item);
    }
    return finish(store, &rows, problem);
}

/* Places and offices that last, with the key that the name has. */
#define MEMBERS                                                                                                        \
    "SELECT m.name, m.role, m.seat, c.vkey, m.since FROM member m "                                                    \
    "JOIN chain c ON c.body = m.body AND c.name = m.name AND c.until IS NULL WHERE m.body = ? AND m.until IS NULL "

enum status query_members(struct store *store, int64_t body, const struct slice *seat, member_visit *visit,
                          void *context, struct problem *problem)
{
    struct rows rows = seat
                           ? store_ask(store, MEMBERS "AND m.seat = ? ORDER BY m.role DESC, m.since", "it", body, *seat)
                           : store_ask(store, MEMBERS "ORDER BY m.seat, m.role DESC, m.since", "i", body);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct member_item item = {.name = rows_text(&rows, 0),
                                   .role = rows_text(&rows, 1),
                                   .seat = rows_text(&rows, 2),
                                   .vkey = rows_text(&rows, 3),
                                   .since = rows_number(&rows, 4)};
        more = visit(context, &item);
    }
    return finish(store, &rows, problem);
}

static void copy_short(char *out, size_t size, struct slice text)
{
    size_t length = text.length < size ? text.length : size - 1;
    if (length)
        memcpy(out, text.at, length);
    out[length] = '\0';
}

enum status query_place(struct store *store, int64_t body, struct slice key, struct place_item *out,
                        struct problem *problem)
{
    *out = (struct place_item){.seats = 0};
    struct rows rows =
        store_ask(store, "SELECT seat, role FROM member WHERE body = ? AND name = ? AND seat <> '' AND until IS NULL",
                  "it", body, key);
    while (rows_next(&rows)) {
        bool first = out->seats++ == 0;
        copy_short(out->seat, sizeof out->seat, first ? rows_text(&rows, 0) : SLICE(""));
        copy_short(out->role, sizeof out->role, first ? rows_text(&rows, 1) : SLICE(""));
    }
    return finish(store, &rows, problem);
}

enum status query_last_vote(struct store *store, int64_t body, int64_t ballot, struct slice seat, struct slice key,
                            int64_t *at, bool *found, struct problem *problem)
{
    if (store_number(store, at, found,
                     "SELECT max(at) FROM vote WHERE body = ? AND ballot = ? AND seat = ? AND voter = ?", "iitt", body,
                     ballot, seat, key) == STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

enum status query_pending(struct store *store, pending_visit *visit, void *context, struct problem *problem)
{
    struct rows rows = store_ask(store, "SELECT id, body, since, note FROM pending ORDER BY since, id", "");
    bool more = true;
    while (more && rows_next(&rows)) {
        struct pending_item item = {.id = rows_digest(&rows, 0),
                                    .body = rows_number(&rows, 1),
                                    .since = rows_number(&rows, 2),
                                    .note = rows_blob(&rows, 3)};
        more = visit(context, &item);
    }
    return finish(store, &rows, problem);
}

enum status query_entry(struct store *store, int64_t body, int64_t index, struct buffer *note, struct problem *problem)
{
    struct rows rows =
        store_ask(store, "SELECT note FROM entry WHERE seq = ? AND idx = ?", "ii", seq_of(body, index), index);
    bool found = rows_next(&rows);
    if (found)
        buffer_add(note, rows_blob(&rows, 0));
    enum status status = finish(store, &rows, problem);
    if (status == STATUS_OK && !found)
        return problem_say(problem, STATUS_NOT_FOUND, N_("there is no such entry"), NULL, NULL);
    return status == STATUS_OK ? buffer_status(note) : status;
}

enum status query_statements(struct store *store, int64_t body, int64_t proposal, statement_visit *visit, void *context,
                             struct problem *problem)
{
    struct rows rows = store_ask(store,
                                 "SELECT idx, id, stance, seat, author FROM statement INDEXED BY statement_proposal "
                                 "WHERE body = ? AND proposal = ? ORDER BY idx",
                                 "ii", body, proposal);
    bool more = true;
    while (more && rows_next(&rows)) {
        struct statement_item item = {.index = rows_number(&rows, 0),
                                      .id = rows_digest(&rows, 1),
                                      .stance = rows_text(&rows, 2),
                                      .seat = rows_text(&rows, 3),
                                      .author = rows_text(&rows, 4)};
        more = visit(context, &item);
    }
    return finish(store, &rows, problem);
}

enum status query_rejections(struct store *store, int64_t body, int64_t proposal, struct slice rule, int64_t *out,
                             struct problem *problem)
{
    if (store_number(store, out, NULL,
                     "SELECT count(*) FROM ballot INDEXED BY ballot_proposal "
                     "WHERE body = ? AND proposal = ? AND rule = ? AND outcome = 'rejected'",
                     "iit", body, proposal, rule) == STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}
