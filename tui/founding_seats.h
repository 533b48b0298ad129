/* Benches and seats of a founding in a file of their own, since a large body has more than entry 0 can hold. */
#ifndef TUI_FOUNDING_SEATS_H
#define TUI_FOUNDING_SEATS_H

#include "tui/session.h"

struct founding_seats {
    struct arena arena;
    struct draft rest;  /* a roster: what entry 0 has no room for */
    struct buffer path; /* where `rest` lies for people; empty: nowhere */
};

void founding_seats_init(struct founding_seats *seats);
void founding_seats_release(struct founding_seats *seats);

/*
 * Reads the file: `bench` and `seat` lines as in a statute file, or as in a roster with "+" in front, with or without a
 * first line "stimmbuch/1 …". As many as there is room for go into the draft of entry 0; the others are the rest.
 */
MUST_CHECK enum status founding_seats_read(struct session *session, const char *path, struct draft *founding,
                                           struct founding_seats *seats);

/* Writes the rest, if there is one, as a draft into the folder of the drafts. */
MUST_CHECK enum status founding_seats_keep(struct session *session, struct slice body, struct founding_seats *seats);

/* Removes that draft. */
void founding_seats_forget(struct founding_seats *seats);

/* When the founding is in the ledger: the rest in roster entries. While it waits for others: says what to do. */
MUST_CHECK enum status founding_seats_submit(struct session *session, struct slice body, bool founded,
                                             struct founding_seats *seats);

#endif
