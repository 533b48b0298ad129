/*
 * The way of a proposal: what it was before in other bodies and what became of it there, and what its own body decided
 * besides voting on it (adjourned, referred, withdrawn).
 *
 * An entry names nothing of another body, so what links two proposals is what the authors wrote: BODY/NUMBER in the
 * text, as in "lenkungskreis.d-stack.example/2026-017", where this ledger has both. It is a pointer for readers; no
 * rule of a body goes by it.
 */
#ifndef DATA_PROPOSAL_WAY_H
#define DATA_PROPOSAL_WAY_H

#include "core/arena.h"
#include "data/store.h"

enum { WAY_STEPS = 12, WAY_EVENTS = 12, WAY_BODIES = 64 };

struct way_step {
    int64_t body, index, at;
    struct slice body_title, number, state;
};

struct way_event {
    int64_t at;
    struct slice state, recipient; /* recipient: of what was referred */
};

/* Everything lies in the arena; both in the order of time, not more than so many of each. */
struct proposal_way {
    struct arena arena;
    struct way_step step[WAY_STEPS]; /* itself among them */
    struct way_event event[WAY_EVENTS];
    size_t steps, events;
};

/* Release it with proposal_way_release, also after a failure. */
MUST_CHECK enum status proposal_way_read(struct proposal_way *out, struct store *store, int64_t body, int64_t index,
                                         struct problem *problem);
void proposal_way_release(struct proposal_way *way);

/* The next NUMBER that stands behind NAME/ in the text, which goes on behind it; .at NULL: there is none. */
struct slice proposal_way_reference(struct slice *text, struct slice name);

#endif
