/* What was said and voted about a proposal: statements with their text, ballots, seats that take no part. */
#ifndef DATA_PROPOSAL_TALK_H
#define DATA_PROPOSAL_TALK_H

#include "core/arena.h"
#include "core/instant.h"
#include "data/ballot_facts.h"

enum { TALK_BALLOTS = 12, TALK_STATEMENTS = 60, TALK_SEATS = 40 };

struct talk_ballot {
    struct ballot_facts facts;
    int64_t opens, closes, cast;
    bool has_opens, has_closes;
    struct slice outcome; /* empty: there is none */
};

struct talk_statement {
    int64_t index;
    struct instant at;
    struct slice stance, seat, author, text;
    struct slice seat_title; /* as it was when the statement was made; empty: no seat */
    bool advisory;
};

/* Not more than so many of each are read; the newest ballot first, the statements in their order. */
struct proposal_talk {
    struct arena arena;
    struct talk_ballot *ballot;
    struct talk_statement *statement;
    struct slice *recused; /* seats */
    size_t ballots, statements, recusals;
};

/* Release it with proposal_talk_release, also after a failure. */
MUST_CHECK enum status proposal_talk_read(struct proposal_talk *out, struct store *store, int64_t body,
                                          int64_t proposal, struct problem *problem);
void proposal_talk_release(struct proposal_talk *talk);

/* The ballot that is open, or NULL. */
const struct talk_ballot *proposal_talk_open(const struct proposal_talk *talk);

#endif
