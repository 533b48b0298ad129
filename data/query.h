/* What commands and screens ask. A function is given the rows, borrowed for the call; it returns false to stop. */
#ifndef DATA_QUERY_H
#define DATA_QUERY_H

#include "data/query_find.h"

struct body_item {
    int64_t number;
    struct slice name, title, level;
    struct digest founding;
    int64_t approvals, size, copy; /* copy: not 0 where it is one (data/role.h) */
};
typedef bool body_visit(void *context, const struct body_item *item);
MUST_CHECK enum status query_bodies(struct store *store, body_visit *visit, void *context, struct problem *problem);

struct member_item {
    struct slice name, role, seat, vkey;
    int64_t since;
};
typedef bool member_visit(void *context, const struct member_item *item);

/* Places and offices of a body, by seat, holder before deputies. `seat` NULL: all. */
MUST_CHECK enum status query_members(struct store *store, int64_t body, const struct slice *seat, member_visit *visit,
                                     void *context, struct problem *problem);

/* What a key may do in a body. seat: the only seat in which it has a place, empty when there are none or several. */
struct place_item {
    size_t seats;
    char seat[48], role[16];
};
MUST_CHECK enum status query_place(struct store *store, int64_t body, struct slice key, struct place_item *out,
                                   struct problem *problem);

struct proposal_item {
    int64_t seq, body, index, at, statements;
    struct slice body_name, number, title, kind, state, author;
    struct digest id;
};
struct proposal_filter {
    struct slice search, state, demand, bench; /* empty: any */
    int64_t body;                              /* 0: any */
    int64_t before;                            /* only below this seq; 0: from the newest */
    int64_t limit;                             /* at most so many; 0: all */
};
typedef bool proposal_visit(void *context, const struct proposal_item *item);

/* Newest first, by key. */
MUST_CHECK enum status query_proposals(struct store *store, const struct proposal_filter *filter, proposal_visit *visit,
                                       void *context, struct problem *problem);

struct ballot_item {
    int64_t body, index, proposal, round, opens, closes, start, ended, result, cast;
    int64_t seats; /* that may vote: without those that take no part */
    bool has_opens, has_closes, has_ended, has_result;
    struct slice body_name, number, title, rule, state, outcome;
    struct digest id, proposal_id;
};
typedef bool ballot_visit(void *context, const struct ballot_item *item);

/* Newest first; `state` empty: any; `body` 0: any; `index` -1: any (an index needs its body). */
MUST_CHECK enum status query_ballots(struct store *store, struct slice state, int64_t body, int64_t index,
                                     ballot_visit *visit, void *context, struct problem *problem);
/* One of them without its counts, `cast` and `seats`, which take their time where there are thousands. */
MUST_CHECK enum status query_ballot(struct store *store, int64_t body, int64_t index, ballot_visit *visit,
                                    void *context, struct problem *problem);

/* The `at` of the key's latest vote for the seat on the ballot; *found. And whether the roll has it as holder. */
MUST_CHECK enum status query_last_vote(struct store *store, int64_t body, int64_t ballot, struct slice seat,
                                       struct slice key, int64_t *at, bool *found, struct problem *problem);

struct pending_item {
    struct digest id;
    int64_t body, since;
    struct slice note;
};
typedef bool pending_visit(void *context, const struct pending_item *item);
MUST_CHECK enum status query_pending(struct store *store, pending_visit *visit, void *context, struct problem *problem);

/* The bytes of a logged entry. */
MUST_CHECK enum status query_entry(struct store *store, int64_t body, int64_t index, struct buffer *note,
                                   struct problem *problem);

struct statement_item {
    int64_t index;
    struct digest id;
    struct slice stance, seat, author;
};
typedef bool statement_visit(void *context, const struct statement_item *item);
MUST_CHECK enum status query_statements(struct store *store, int64_t body, int64_t proposal, statement_visit *visit,
                                        void *context, struct problem *problem);

/* How many ballots on this proposal under this rule were rejected. */
MUST_CHECK enum status query_rejections(struct store *store, int64_t body, int64_t proposal, struct slice rule,
                                        int64_t *out, struct problem *problem);

#endif
