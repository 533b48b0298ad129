/* Plain mode: what the lists hold. */
#ifndef TUI_PLAIN_LISTS_H
#define TUI_PLAIN_LISTS_H

#include "tui/plain_pick.h"

/* In tui/plain_lists.c: what is in the ledger. */
plain_rows plain_proposals, plain_ballots, plain_meetings, plain_bodies, plain_pendings, plain_entries,
    plain_statements;

/* In tui/plain_own.c: what is the key's own. */
plain_rows plain_inbox, plain_votes, plain_keys, plain_seats;

/* In tui/plain_choices.c: what can be said of a thing: the options of a ballot, the rules of a body. */
plain_rows plain_choices, plain_rules;

/* A ballot as a row: its number, title and state or deadline. */
struct ballot_item;
void plain_ballot_row(struct plain_list *list, struct plain_row *row, const struct ballot_item *item);

#endif
