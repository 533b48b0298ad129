/*
 * How far long work is, on standard error where that is a terminal: one line that is written over, at most once a
 * second; with --plain or TERM=dumb lines of their own, one for every ten per cent, once the work has taken a second.
 */
#ifndef TUI_PROGRESS_H
#define TUI_PROGRESS_H

#include "tui/session.h"

struct progress {
    bool shown, lines;
    bool counted;  /* the numbers are worth being shown beside the per cent */
    int64_t began; /* in milliseconds */
    int64_t told;  /* when the line was written last; 0: never */
    unsigned said; /* lines: the tenths that were said */
};

void progress_begin(struct progress *progress, const struct session *session, bool counted);
void progress_tell(struct progress *progress, uint64_t done, uint64_t all);

/* Wipes its line; something else will be written, or the work is over. */
void progress_clear(const struct progress *progress);

#endif
