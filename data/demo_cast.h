/* Who one can be in a sample ledger, and what there is to do: read from the ledger and the keys that lie beside it. */
#ifndef DATA_DEMO_CAST_H
#define DATA_DEMO_CAST_H

#include "core/arena.h"
#include "core/instant.h"
#include "data/demo.h"
#include "data/store.h"

enum { DEMO_NAMES_MAX = 64 };

struct demo_names {
    struct slice at[DEMO_NAMES_MAX];
    size_t count;
};

/* Slices are empty where there is no such thing. */
struct demo_cast {
    struct slice delegate, seat, who; /* key, seat, and the person behind the key */
    struct demo_names secretaries, auditors, bodies;
    struct slice to_vote; /* number of an open proposal that the delegate has not voted on */
    struct slice decided; /* number of a proposal that another body has decided */
};

/* Everything lies in the arena. */
MUST_CHECK enum status demo_cast_read(const struct demo_paths *paths, struct instant now, struct arena *arena,
                                      struct demo_cast *out, struct problem *problem);

#endif
