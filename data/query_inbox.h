/* What a key has to do and has done: its places, the ballots it may vote on, its votes, what is new. */
#ifndef DATA_QUERY_INBOX_H
#define DATA_QUERY_INBOX_H

#include "data/store.h"

/* A place or office of a key, with the newest signed head of its body. Borrowed for the call, as everywhere. */
struct inbox_place {
    int64_t body, size;
    struct slice body_name, body_title, role, seat, seat_title;
};
typedef bool inbox_place_visit(void *context, const struct inbox_place *item);
MUST_CHECK enum status query_inbox_places(struct store *store, struct slice who, inbox_place_visit *visit,
                                          void *context, struct problem *problem);

struct inbox_ballot {
    int64_t body, index, closes, opens;
    bool has_closes, has_opens, has_vote;
    bool secretary; /* the row is about the office, not about voting */
    struct digest id;
    struct slice number, title, seat, role;
};
typedef bool inbox_ballot_visit(void *context, const struct inbox_ballot *item);

/*
 * Open ballots on whose roll the key has a voting seat, recused ones left out, the nearest deadline first. has_vote: it
 * has voted, or, where it is a deputy, the seat has.
 */
MUST_CHECK enum status query_inbox_open(struct store *store, struct slice who, inbox_ballot_visit *visit, void *context,
                                        struct problem *problem);

/* Open ballots past their deadline in bodies where the key is a secretary: they are to be closed. */
MUST_CHECK enum status query_inbox_overdue(struct store *store, struct slice who, int64_t now,
                                           inbox_ballot_visit *visit, void *context, struct problem *problem);

struct inbox_vote {
    int64_t body, index, ballot, at; /* its place, the ballot's, and the author's time */
    bool under_head;                 /* a signed head contains it */
    struct digest ballot_id;
    struct slice number, title, choice, state, outcome; /* the ballot's state and outcome */
};
typedef bool inbox_vote_visit(void *context, const struct inbox_vote *item);

/* The key's latest vote on each of the newest ballots of a body in which it voted for the seat, newest first. */
MUST_CHECK enum status query_inbox_votes(struct store *store, int64_t body, struct slice seat, struct slice who,
                                         int64_t limit, inbox_vote_visit *visit, void *context,
                                         struct problem *problem);

/* The proposal with that id, or on which the ballot with that id is: its index, or -1. And how it is called. */
MUST_CHECK enum status query_inbox_subject(struct store *store, int64_t body, const struct digest *id, int64_t *index,
                                           struct buffer *name, struct problem *problem);

#endif
