/*
 * Who sat where, at any place of a log, and the entries that made it so. A place is an index: the roster there is what
 * the entries before it leave.
 */
#ifndef DATA_QUERY_ROSTER_H
#define DATA_QUERY_ROSTER_H

#include "core/buffer.h"
#include "data/store.h"

/* `since`: the index of the entry that made the row what it is; `until`: of the one that ended it, or -1: it lasts. */
struct roster_bench {
    struct slice id, title;
    int64_t since;
};
struct roster_seat {
    struct slice id, bench, weight, title;
    bool voting;
    int64_t since, until;
};
struct roster_member {
    struct slice name, role, seat, vkey; /* seat: empty for an office */
    int64_t since, until, key_since, key_until;
};
struct roster_entry {
    int64_t index, at; /* at: the latest time given by its author and those of the ones before */
    struct slice what; /* body, enrol, roster, statute, rotate, revoke, log */
    struct digest id;
};

/*
 * Told of the benches in their order; of each seat, in the order of ids, and then of its members; of the offices. False
 * stops. What is borrowed is so for the call; of a seat until its last member.
 */
struct roster_visitor {
    bool (*bench)(void *context, const struct roster_bench *bench);
    bool (*seat)(void *context, const struct roster_seat *seat);
    bool (*member)(void *context, const struct roster_member *member);
    void *context;
};

/* The entries before a place that made something the roster there still is, and the statute: a bit each. */
struct roster_makers {
    uint8_t *bit;
    int64_t place;
};

/* `makers` is filled in; release it with roster_makers_release, also after a failure. NULL: nobody wants to know. */
MUST_CHECK enum status query_roster(struct store *store, int64_t body, int64_t place,
                                    const struct roster_visitor *visitor, struct roster_makers *makers,
                                    struct problem *problem);
void roster_makers_release(struct roster_makers *makers);

/*
 * The same by parts, for a window onto a large body: the benches, and at most `limit` seats from the one of the id
 * `from` on (empty: the first) with their members; the offices; how many seats there are; and, going back by key, the
 * id of the seat that stands `count` seats before the one of the id `before` (empty: before the end), or of the first.
 */
MUST_CHECK enum status query_roster_seats(struct store *store, int64_t body, int64_t place, struct slice from,
                                          int64_t limit, const struct roster_visitor *visitor, struct problem *problem);
MUST_CHECK enum status query_roster_offices(struct store *store, int64_t body, int64_t place,
                                            const struct roster_visitor *visitor, struct problem *problem);
MUST_CHECK enum status query_roster_count(struct store *store, int64_t body, int64_t place, int64_t *seats,
                                          struct problem *problem);
MUST_CHECK enum status query_roster_before(struct store *store, int64_t body, int64_t place, struct slice before,
                                           int64_t count, struct buffer *out, struct problem *problem);

/* The place of a moment: behind the last entry about the body that is not dated later. */
MUST_CHECK enum status query_roster_place(struct store *store, int64_t body, int64_t moment, int64_t *place,
                                          struct problem *problem);

typedef bool roster_entry_visit(void *context, const struct roster_entry *entry); /* false stops */

/* These entries, in order. */
MUST_CHECK enum status query_roster_entries(struct store *store, int64_t body, const struct roster_makers *makers,
                                            roster_entry_visit *visit, void *context, struct problem *problem);

/* How many entries before `place` changed the body; and `limit` of them, the newest first, behind the first `skip`. */
MUST_CHECK enum status query_roster_changes_count(struct store *store, int64_t body, int64_t place, int64_t *count,
                                                  struct problem *problem);
MUST_CHECK enum status query_roster_changes(struct store *store, int64_t body, int64_t place, int64_t skip,
                                            int64_t limit, roster_entry_visit *visit, void *context,
                                            struct problem *problem);

/* The one at that index: visited once, or not at all. */
MUST_CHECK enum status query_roster_change(struct store *store, int64_t body, int64_t index, roster_entry_visit *visit,
                                           void *context, struct problem *problem);

/* The index of the entry whose statute is in force at the end of the log: the founding, or a valid statute entry. */
MUST_CHECK enum status query_roster_statute(struct store *store, int64_t body, int64_t *index, struct problem *problem);

#endif
