/* A meeting from the log, for people: the invitation, who is there, what is put to the vote in which order, what came
 * out. */
#ifndef DATA_MEETING_READ_H
#define DATA_MEETING_READ_H

#include "core/cost.h"
#include "data/ballot_facts.h"
#include "data/query_meeting.h"

struct meeting_seat {
    struct slice seat, state;
};

struct meeting_topic {
    int64_t index;
    struct digest id;
    bool listed; /* on the agenda; else it was only voted on */
    struct slice number, title, state;
    struct entry entry; /* the proposal */
    struct cost_matrix cost;
};

struct meeting_ballot {
    struct ballot_facts facts;
    struct slice outcome, decision; /* empty: none */
};

struct meeting_read {
    struct arena arena;
    int64_t body, index;
    struct digest id;
    struct entry entry; /* the invitation */
    struct meeting_seat *seat;
    size_t seats;
    struct meeting_topic *topic; /* the agenda in the proposed order of votes, then what else was voted on */
    size_t topics;
    struct meeting_ballot *ballot; /* in the order of the log */
    size_t ballots;
    int64_t last; /* the index of its last line of attendance or ballot; 0: it has none */
    int64_t end;  /* the index of the last entry of those told here: closings, results and the invitation too */
    bool has_minutes;
    struct minutes_item minutes; /* the newest */
};

/* Release it with meeting_read_release, also after a failure. */
MUST_CHECK enum status meeting_read(struct meeting_read *out, struct store *store, const struct found *meeting,
                                    struct problem *problem);

/* The same as the entries before `before` leave it; but the minutes are the newest all the same. */
MUST_CHECK enum status meeting_read_at(struct meeting_read *out, struct store *store, const struct found *meeting,
                                       int64_t before, struct problem *problem);
void meeting_read_release(struct meeting_read *meeting);

#endif
