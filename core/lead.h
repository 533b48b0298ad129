/*
 * Which of the options on a ballot leads: choice, approval and ranking.
 */
#ifndef CORE_LEAD_H
#define CORE_LEAD_H

#include "core/choice.h"

/*
 * Who stands before whom; options are bits. Choice and approval go by weight, ranking by Schulze's paths; in each the
 * order is transitive, so of any options at least one has none of the others before it.
 */
struct standings {
    size_t options;
    uint64_t able;                     /* those that can lead at all */
    uint64_t before[CHOICE_LINES_MAX]; /* for each option those that stand before it */
};

/* Those of `among` that have none of `among` before them. */
uint64_t standings_first(const struct standings *standings, uint64_t among);

enum { LEAD_NONE = -1 };

struct lead {
    int winner;    /* the leading option; LEAD_NONE: none leads alone */
    uint64_t tied; /* the options, two at least, that share the lead; 0: none do */
    bool by_chair; /* the chair's vote decided among these */
    int runoff[2]; /* who would meet in a run-off: the two first, or LEAD_NONE twice where these are not two */
};

#define LEAD_OF_NONE ((struct lead){.winner = LEAD_NONE, .runoff = {LEAD_NONE, LEAD_NONE}})

/* `favourites`: of the options that share the lead those that the chair's vote likes best; NULL: it does not decide. */
void lead_find(const struct standings *standings, uint64_t (*favourites)(const void *context, uint64_t tied),
               const void *context, struct lead *out);

#endif
