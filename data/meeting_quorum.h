/*
 * Is there a quorum in a meeting, for each condition that the statute asks of those present; and how many may still
 * leave. Rules that are made for the written procedure are left out. Nothing here decides: a ballot's own count does.
 * The roster is that of today, without recusals.
 */
#ifndef DATA_MEETING_QUORUM_H
#define DATA_MEETING_QUORUM_H

#include "core/leeway.h"
#include "data/ledger.h"
#include "data/meeting_read.h"
#include "data/replay_version.h"

struct quorum_rule {
    struct slice title; /* of the rules that ask for it, a comma between them */
    const struct expression *quorum;
    struct leeway leeway;
};

struct quorum_bench {
    struct slice title;
    uint64_t seats, present; /* voting seats */
};

/* All of it lies in the arena, or is the version's, which stays while the log goes on. */
struct meeting_quorum {
    struct arena arena;
    struct version *version; /* the body as it was when this was made */
    struct roll roll;        /* change `present` of a seat, then meeting_quorum_count */
    struct quorum_rule *rule;
    size_t rules;
    struct quorum_bench *bench;
    size_t benches;
    uint64_t seats, present; /* voting seats */
    uint32_t call;
};

/*
 * By the roster and the statute that the entries before `place` leave: the end of the log for a meeting that runs, what
 * it was last heard of for one that is over. `call`: see meeting_calls. Release it with meeting_quorum_release, also
 * after a failure.
 */
MUST_CHECK enum status meeting_quorum_make(struct meeting_quorum *out, struct log *log,
                                           const struct meeting_read *meeting, int64_t place, uint32_t call,
                                           struct problem *problem);
/* STATUS_NO_MEMORY. */
MUST_CHECK enum status meeting_quorum_count(struct meeting_quorum *quorum);
void meeting_quorum_release(struct meeting_quorum *quorum);

/* For each topic of the meeting, in their order, the call that a ballot on it would have. `call` has room for all. */
MUST_CHECK enum status meeting_calls(struct log *log, const struct meeting_read *meeting, int64_t *call,
                                     struct problem *problem);

#endif
