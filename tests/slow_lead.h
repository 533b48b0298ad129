/*
 * Who leads, found a second time: by the letter of the Debian constitution where options are ranked.
 */
#ifndef TESTS_SLOW_LEAD_H
#define TESTS_SLOW_LEAD_H

#include "tests/slow_count.h"

/* Whether the seat's vote names the option; in a ranking whether it stands above "none". The seat must have a vote. */
bool slow_names(const struct slow_ballot *ballot, size_t seat, const char *option);

/*
 * The counted votes for an option of the result, on one bench or (ROLL_NONE) on all. Those for "none" of a ranking
 * neither abstain nor rank an option above it.
 */
struct tally_count slow_option(const struct slow_ballot *ballot, const char *option, size_t bench);

struct slow_lead {
    const char *winner; /* NULL: none */
    bool tied[SLOW_LINES_MAX], tie;
    const char *runoff[2]; /* NULL: none; in no order that matters */
};

/* `chair`: its vote decides a tie. */
struct slow_lead slow_lead(const struct slow_ballot *ballot, bool chair);

#endif
