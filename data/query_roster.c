#include "data/query_roster.h"
#include "data/seq.h"

/* Rows of a table that last at place ?2 of body ?1. */
#define LASTS(t) t ".body = ?1 AND " t ".since < ?2 AND (" t ".until IS NULL OR " t ".until >= ?2)"

static enum status finish(struct store *store, struct rows *rows, struct problem *problem)
{
    enum status status = rows_end(rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

static enum status visit_benches(struct store *store, int64_t body, int64_t place, const struct roster_visitor *visitor,
                                 bool *more, struct problem *problem)
{
    struct rows rows =
        store_ask(store, "SELECT id, title, since FROM bench b WHERE " LASTS("b") " ORDER BY pos", "ii", body, place);
    while (*more && rows_next(&rows)) {
        struct roster_bench bench = {
            .id = rows_text(&rows, 0), .title = rows_text(&rows, 1), .since = rows_number(&rows, 2)};
        *more = visitor->bench(visitor->context, &bench);
    }
    return finish(store, &rows, problem);
}

static int64_t until(const struct rows *rows, int column)
{
    return rows_null(rows, column) ? -1 : rows_number(rows, column);
}

static bool visit_member(const struct roster_visitor *visitor, const struct rows *rows)
{
    struct roster_member member = {.seat = rows_text(rows, 0),
                                   .name = rows_text(rows, 1),
                                   .role = rows_text(rows, 2),
                                   .vkey = rows_text(rows, 3),
                                   .since = rows_number(rows, 4),
                                   .key_since = rows_number(rows, 5),
                                   .until = until(rows, 6),
                                   .key_until = until(rows, 7)};
    return visitor->member(visitor->context, &member);
}

#define MEMBERS                                                                                                        \
    "SELECT m.seat, m.name, m.role, c.vkey, m.since, c.since, m.until, c.until FROM member m INDEXED BY member_seat "  \
    "JOIN chain c ON c.name = m.name AND " LASTS("c") " WHERE " LASTS("m")

/* Both go by the seat's ID: they are read side by side. */
static enum status visit_seats(struct store *store, int64_t body, int64_t place, const struct roster_visitor *visitor,
                               bool *more, struct problem *problem)
{
    struct rows seats =
                    store_ask(store,
                              "SELECT s.id, b.id, s.weight, s.title, s.voting, s.since, s.until FROM seat s "
                              "JOIN bench b ON b.pos = s.bench AND " LASTS("b") " WHERE " LASTS("s") " ORDER BY s.id",
                              "ii", body, place),
                members = store_ask(store, MEMBERS " AND m.seat > '' ORDER BY m.seat, m.role DESC, m.name", "ii", body,
                                    place);
    bool member = rows_next(&members);
    while (*more && rows_next(&seats)) {
        struct roster_seat seat = {.id = rows_text(&seats, 0),
                                   .bench = rows_text(&seats, 1),
                                   .weight = rows_text(&seats, 2),
                                   .title = rows_text(&seats, 3),
                                   .voting = rows_number(&seats, 4) != 0,
                                   .since = rows_number(&seats, 5),
                                   .until = until(&seats, 6)};
        *more = visitor->seat(visitor->context, &seat);
        while (*more && member && slice_equal(rows_text(&members, 0), rows_text(&seats, 0))) {
            *more = visit_member(visitor, &members);
            member = rows_next(&members);
        }
    }
    enum status status = finish(store, &members, problem);
    enum status end = finish(store, &seats, problem);
    return status == STATUS_OK ? end : status;
}

static enum status visit_offices(struct store *store, int64_t body, int64_t place, const struct roster_visitor *visitor,
                                 bool *more, struct problem *problem)
{
    struct rows rows = store_ask(store, MEMBERS " AND m.seat = '' ORDER BY m.role DESC, m.name", "ii", body, place);
    while (*more && rows_next(&rows))
        *more = visit_member(visitor, &rows);
    return finish(store, &rows, problem);
}

enum status query_roster(struct store *store, int64_t body, int64_t place, const struct roster_visitor *visitor,
                         struct problem *problem)
{
    bool more = true;
    enum status status = visit_benches(store, body, place, visitor, &more, problem);
    if (status == STATUS_OK && more)
        status = visit_seats(store, body, place, visitor, &more, problem);
    if (status == STATUS_OK && more)
        status = visit_offices(store, body, place, visitor, &more, problem);
    return status;
}

enum status query_roster_place(struct store *store, int64_t body, int64_t moment, int64_t *place,
                               struct problem *problem)
{
    /* Times of the table never go back. */
    if (store_number(
            store, place, NULL,
            "SELECT coalesce((SELECT min(idx) FROM change WHERE body = ?1 AND at > ?2), " SEQ_LOG_SIZE("?1") ")", "ii",
            body, moment) == STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

typedef bool entry_visit(void *context, const struct roster_entry *entry);

static enum status visit_entries(struct store *store, struct rows *rows, entry_visit *visit, void *context,
                                 struct problem *problem)
{
    bool more = true;
    while (more && rows_next(rows)) {
        struct roster_entry entry = {.index = rows_number(rows, 0),
                                     .what = rows_text(rows, 1),
                                     .at = rows_number(rows, 2),
                                     .id = rows_digest(rows, 3)};
        more = visit(context, &entry);
    }
    return finish(store, rows, problem);
}

#define MADE(table) "SELECT since FROM " table " t WHERE " LASTS("t")

enum status query_roster_entries(struct store *store, int64_t body, int64_t place,
                                 bool (*visit)(void *context, const struct roster_entry *entry), void *context,
                                 struct problem *problem)
{
    struct rows rows = store_ask(
        store,
        "SELECT h.idx, h.what, h.at, e.id FROM (" MADE("bench") " UNION " MADE("seat") " UNION " MADE(
            "member") " UNION " MADE("chain") " UNION SELECT max(idx) FROM change WHERE body = ?1 AND idx < ?2 AND "
                                              "what = 'statute') made JOIN change h ON h.body = ?1 AND h.idx = "
                                              "made.since "
                                              "JOIN entry e ON e.seq = (?1 << 40) + h.idx ORDER BY h.idx",
        "ii", body, place);
    return visit_entries(store, &rows, visit, context, problem);
}

#define CHANGES                                                                                                        \
    "SELECT h.idx, h.what, h.at, e.id FROM change h JOIN entry e ON e.seq = (?1 << 40) + h.idx WHERE h.body = ?1 AND "

enum status query_roster_changes(struct store *store, int64_t body, int64_t place, entry_visit *visit, void *context,
                                 struct problem *problem)
{
    struct rows rows = store_ask(store, CHANGES "h.idx < ?2 ORDER BY h.idx DESC", "ii", body, place);
    return visit_entries(store, &rows, visit, context, problem);
}

enum status query_roster_change(struct store *store, int64_t body, int64_t index, entry_visit *visit, void *context,
                                struct problem *problem)
{
    struct rows rows = store_ask(store, CHANGES "h.idx = ?2", "ii", body, index);
    return visit_entries(store, &rows, visit, context, problem);
}

enum status query_roster_statute(struct store *store, int64_t body, int64_t *index, struct problem *problem)
{
    if (store_number(store, index, NULL, "SELECT max(idx) FROM change WHERE body = ? AND what IN ('body', 'statute')",
                     "i", body) == STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}
