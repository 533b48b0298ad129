/*
 * Several seats in one pass: a key that may vote for several seats on a ballot votes for one after the other, each vote
 * read and signed on its own; at the end stands what was cast.
 */
#ifndef TUI_SEAT_PASS_H
#define TUI_SEAT_PASS_H

#include "core/entry.h"
#include "data/query_find.h"

enum { PASS_SEATS = 16 };

/* A vote that was signed; what is longer than there is room for is cut at a character. */
struct seat_vote {
    char seat[48], title[204], choice[204];
    struct found stored; /* index -1: it waits */
};

/* The argument of screen_pass, borrowed for the call. */
struct seat_pass {
    struct seat_vote vote[PASS_SEATS];
    size_t votes;
    size_t left; /* seats for which one may vote and has not */
};

/* From the vote's text, and where it went; `title` is empty. */
void seat_vote_take(struct seat_vote *out, const struct entry *vote, const struct found *stored);

struct app;

/* After such a vote, the ballot paper being on top: it goes on with the next seat, or the pass ends. */
void seat_pass_go_on(struct app *app, const struct seat_vote *vote);

/* Leaves the paper, which is on top, for what was cast: a receipt, or for several votes screen_pass. */
void seat_pass_end(struct app *app);

#endif
