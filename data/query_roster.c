#include "data/query_roster.h"

#include "core/arena.h"
#include "data/change_sql.h"
#include "data/seq.h"

#include <stdlib.h>
#include <string.h>

enum { BITS = 8, FIRST_ROOM = 16 };

/* Seats name their bench by its pos. */
struct bench_name {
    int64_t pos;
    struct slice id;
};

/* One question: whom it is told to, and what is remembered of it. */
struct asking {
    struct store *store;
    int64_t body, place;
    const struct roster_visitor *visitor;
    struct roster_makers *makers;
    struct problem *problem;
    bool more;
    struct arena arena;
    struct bench_name *bench; /* in the arena */
    size_t benches, room;
};

/* Rows of a table that last at place ?2 of body ?1. */
#define LASTS(t) t ".body = ?1 AND " t ".since < ?2 AND (" t ".until IS NULL OR " t ".until >= ?2)"

static enum status finish(struct store *store, struct rows *rows, struct problem *problem)
{
    enum status status = rows_end(rows);
    return status == STATUS_OK ? status : store_problem(store, problem);
}

static void mark(struct asking *asking, int64_t since)
{
    if (asking->makers && since >= 0 && since < asking->makers->place)
        asking->makers->bit[since / BITS] |= (uint8_t)(1u << since % BITS);
}

/* Benches are few: what has room grows by doubling. */
static struct bench_name *add_bench(struct asking *asking)
{
    if (asking->benches == asking->room) {
        size_t room = asking->room ? asking->room * 2 : FIRST_ROOM;
        struct bench_name *grown = arena_array(&asking->arena, room, sizeof *grown);
        if (!grown)
            return NULL;
        if (asking->benches)
            memcpy(grown, asking->bench, asking->benches * sizeof *grown);
        asking->bench = grown;
        asking->room = room;
    }
    return &asking->bench[asking->benches++];
}

static enum status visit_benches(struct asking *asking)
{
    struct rows rows =
        store_ask(asking->store, "SELECT id, title, since, pos FROM bench b WHERE " LASTS("b") " ORDER BY pos", "ii",
                  asking->body, asking->place);
    enum status status = STATUS_OK;
    while (asking->more && status == STATUS_OK && rows_next(&rows)) {
        struct roster_bench bench = {
            .id = rows_text(&rows, 0), .title = rows_text(&rows, 1), .since = rows_number(&rows, 2)};
        struct bench_name *name = add_bench(asking);
        if (name)
            *name = (struct bench_name){rows_number(&rows, 3), arena_copy(&asking->arena, bench.id)};
        if (!name || !name->id.at)
            status = problem_say(asking->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
        mark(asking, bench.since);
        asking->more = asking->visitor->bench(asking->visitor->context, &bench);
    }
    enum status end = finish(asking->store, &rows, asking->problem);
    return status == STATUS_OK ? end : status;
}

static struct slice bench_at(const struct asking *asking, int64_t pos)
{
    for (size_t i = 0; i < asking->benches; i++)
        if (asking->bench[i].pos == pos)
            return asking->bench[i].id;
    return SLICE("");
}

static int64_t until(const struct rows *rows, int column)
{
    return rows_null(rows, column) ? -1 : rows_number(rows, column);
}

static void visit_member(struct asking *asking, const struct rows *rows)
{
    struct roster_member member = {.seat = rows_text(rows, 0),
                                   .name = rows_text(rows, 1),
                                   .role = rows_text(rows, 2),
                                   .vkey = rows_text(rows, 3),
                                   .since = rows_number(rows, 4),
                                   .key_since = rows_number(rows, 5),
                                   .until = until(rows, 6),
                                   .key_until = until(rows, 7)};
    mark(asking, member.since);
    mark(asking, member.key_since);
    asking->more = asking->visitor->member(asking->visitor->context, &member);
}

#define MEMBERS                                                                                                        \
    "SELECT m.seat, m.name, m.role, c.vkey, m.since, c.since, m.until, c.until FROM member m INDEXED BY member_seat "  \
    "JOIN chain c ON c.name = m.name AND " LASTS("c") " WHERE " LASTS("m")

/* Both go by the seat's ID: they are read side by side, from the one of that ID on. Members of no seat are officers. */
static enum status visit_seats(struct asking *asking, struct slice from, int64_t limit)
{
    if (!from.length)
        from = SLICE("\x01");
    struct rows seats = store_ask(asking->store,
                                  "SELECT id, bench, weight, title, voting, since, until FROM seat s WHERE " LASTS(
                                      "s") " AND id >= ?3 ORDER BY id LIMIT ?4",
                                  "iiti", asking->body, asking->place, from, limit),
                members = store_ask(asking->store, MEMBERS " AND m.seat >= ?3 ORDER BY m.seat, m.role DESC, m.name",
                                    "iit", asking->body, asking->place, from);
    bool member = rows_next(&members);
    while (asking->more && rows_next(&seats)) {
        struct roster_seat seat = {.id = rows_text(&seats, 0),
                                   .bench = bench_at(asking, rows_number(&seats, 1)),
                                   .weight = rows_text(&seats, 2),
                                   .title = rows_text(&seats, 3),
                                   .voting = rows_number(&seats, 4) != 0,
                                   .since = rows_number(&seats, 5),
                                   .until = until(&seats, 6)};
        mark(asking, seat.since);
        asking->more = asking->visitor->seat(asking->visitor->context, &seat);
        while (asking->more && member && slice_equal(rows_text(&members, 0), rows_text(&seats, 0))) {
            visit_member(asking, &members);
            member = rows_next(&members);
        }
    }
    enum status status = finish(asking->store, &members, asking->problem);
    enum status end = finish(asking->store, &seats, asking->problem);
    return status == STATUS_OK ? end : status;
}

static enum status visit_offices(struct asking *asking)
{
    struct rows rows = store_ask(asking->store, MEMBERS " AND m.seat = '' ORDER BY m.role DESC, m.name", "ii",
                                 asking->body, asking->place);
    while (asking->more && rows_next(&rows))
        visit_member(asking, &rows);
    return finish(asking->store, &rows, asking->problem);
}

/* The statute too is part of how a body stands. */
static enum status mark_statute(struct asking *asking)
{
    int64_t index;
    if (!asking->makers)
        return STATUS_OK;
    if (store_number(asking->store, &index, NULL,
                     "SELECT idx " FROM_VERSIONS "AND idx < ?2 AND what IN ('body', 'statute') "
                     "ORDER BY idx DESC LIMIT 1",
                     "ii", asking->body, asking->place) != STATUS_OK)
        return store_problem(asking->store, asking->problem);
    mark(asking, index);
    return STATUS_OK;
}

static enum status visit_all(struct asking *asking)
{
    enum status status = mark_statute(asking);
    if (status == STATUS_OK)
        status = visit_benches(asking);
    if (status == STATUS_OK)
        status = visit_seats(asking, SLICE(""), -1);
    return status == STATUS_OK ? visit_offices(asking) : status;
}

enum status query_roster(struct store *store, int64_t body, int64_t place, const struct roster_visitor *visitor,
                         struct roster_makers *makers, struct problem *problem)
{
    struct asking asking = {.store = store,
                            .body = body,
                            .place = place,
                            .visitor = visitor,
                            .makers = makers,
                            .problem = problem,
                            .more = true};
    if (makers) {
        *makers = (struct roster_makers){.bit = calloc((size_t)place / BITS + 1, 1), .place = place};
        if (!makers->bit)
            return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    }
    enum status status = visit_all(&asking);
    arena_release(&asking.arena);
    return status;
}

enum status query_roster_seats(struct store *store, int64_t body, int64_t place, struct slice from, int64_t limit,
                               const struct roster_visitor *visitor, struct problem *problem)
{
    struct asking asking = {
        .store = store, .body = body, .place = place, .visitor = visitor, .problem = problem, .more = true};
    enum status status = visit_benches(&asking);
    if (status == STATUS_OK)
        status = visit_seats(&asking, from, limit);
    arena_release(&asking.arena);
    return status;
}

enum status query_roster_offices(struct store *store, int64_t body, int64_t place, const struct roster_visitor *visitor,
                                 struct problem *problem)
{
    struct asking asking = {
        .store = store, .body = body, .place = place, .visitor = visitor, .problem = problem, .more = true};
    return visit_offices(&asking);
}

enum status query_roster_count(struct store *store, int64_t body, int64_t place, int64_t *seats,
                               struct problem *problem)
{
    if (store_number(store, seats, NULL, "SELECT count(*) FROM seat s WHERE " LASTS("s"), "ii", body, place) ==
        STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

enum status query_roster_before(struct store *store, int64_t body, int64_t place, struct slice before, int64_t count,
                                struct buffer *out, struct problem *problem)
{
    struct rows rows =
        before.length
            ? store_ask(store, "SELECT id FROM seat s WHERE " LASTS("s") " AND id < ?3 ORDER BY id DESC LIMIT ?4",
                        "iiti", body, place, before, count)
            : store_ask(store, "SELECT id FROM seat s WHERE " LASTS("s") " ORDER BY id DESC LIMIT ?3", "iii", body,
                        place, count);
    while (rows_next(&rows)) {
        buffer_clear(out);
        buffer_add(out, rows_text(&rows, 0));
    }
    enum status status = finish(store, &rows, problem);
    return status == STATUS_OK ? buffer_status(out) : status;
}

void roster_makers_release(struct roster_makers *makers)
{
    free(makers->bit);
    makers->bit = NULL;
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

static struct roster_entry read_entry(const struct rows *rows)
{
    return (struct roster_entry){.index = rows_number(rows, 0),
                                 .what = rows_text(rows, 1),
                                 .at = rows_number(rows, 2),
                                 .id = rows_digest(rows, 3)};
}

#define CHANGES "SELECT idx, what, at, id FROM change WHERE body = ? AND "

enum status query_roster_entries(struct store *store, int64_t body, const struct roster_makers *makers,
                                 roster_entry_visit *visit, void *context, struct problem *problem)
{
    struct rows rows = store_ask(store, CHANGES "idx < ? ORDER BY idx", "ii", body, makers->place);
    bool more = true;
    while (more && rows_next(&rows)) {
        int64_t index = rows_number(&rows, 0);
        if (index < 0 || !(makers->bit[index / BITS] >> index % BITS & 1))
            continue;
        struct roster_entry entry = read_entry(&rows);
        more = visit(context, &entry);
    }
    return finish(store, &rows, problem);
}

static enum status visit_entries(struct store *store, struct rows *rows, roster_entry_visit *visit, void *context,
                                 struct problem *problem)
{
    bool more = true;
    while (more && rows_next(rows)) {
        struct roster_entry entry = read_entry(rows);
        more = visit(context, &entry);
    }
    return finish(store, rows, problem);
}

enum status query_roster_changes_count(struct store *store, int64_t body, int64_t place, int64_t *count,
                                       struct problem *problem)
{
    if (store_number(store, count, NULL, "SELECT count(*) FROM change WHERE body = ? AND idx < ?", "ii", body, place) ==
        STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}

enum status query_roster_changes(struct store *store, int64_t body, int64_t place, int64_t skip, int64_t limit,
                                 roster_entry_visit *visit, void *context, struct problem *problem)
{
    struct rows rows =
        store_ask(store, CHANGES "idx < ? ORDER BY idx DESC LIMIT ? OFFSET ?", "iiii", body, place, limit, skip);
    return visit_entries(store, &rows, visit, context, problem);
}

enum status query_roster_change(struct store *store, int64_t body, int64_t index, roster_entry_visit *visit,
                                void *context, struct problem *problem)
{
    struct rows rows = store_ask(store, CHANGES "idx = ?", "ii", body, index);
    return visit_entries(store, &rows, visit, context, problem);
}

enum status query_roster_statute(struct store *store, int64_t body, int64_t *index, struct problem *problem)
{
    if (store_number(store, index, NULL, "SELECT max(idx) " FROM_VERSIONS "AND what IN ('body', 'statute')", "i",
                     body) == STATUS_OK)
        return STATUS_OK;
    return store_problem(store, problem);
}
