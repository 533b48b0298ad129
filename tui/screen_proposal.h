/* One proposal: its motion, costs, services, and what was said and voted about it. */
#ifndef TUI_SCREEN_PROPOSAL_H
#define TUI_SCREEN_PROPOSAL_H

#include <stdint.h>

/* The argument of screen_proposal: where its entry stands. */
struct proposal_place {
    int64_t body, index;
};

#endif
