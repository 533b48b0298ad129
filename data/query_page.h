/*
 * Lists for a screen: pages by key in both directions, of proposals with the deadline and one's own vote, and of
 * ballots. No page is reached by counting rows, so the last of a hundred thousand comes as fast as the first.
 */
#ifndef DATA_QUERY_PAGE_H
#define DATA_QUERY_PAGE_H

#include "data/query.h"

struct page_item {
    int64_t seq, body, index;
    int64_t closes; /* of the open ballot */
    bool has_closes;
    struct slice number, title, state, body_name;
    struct slice choice; /* of `who`, on the latest ballot; empty: none */
};
typedef bool page_visit(void *context, const struct page_item *item);

struct page_question {
    struct slice search, state; /* empty: any */
    struct slice who;           /* whose votes; empty: nobody's */
    int64_t from;               /* only below this seq or, with `newer`, only above it */
    bool newer;                 /* ascending from there, else descending */
    int64_t limit;
};

MUST_CHECK enum status query_page(struct store *store, const struct page_question *question, page_visit *visit,
                                  void *context, struct problem *problem);

/* How many proposals are in the state, or there are at all where it is empty. */
MUST_CHECK enum status query_page_count(struct store *store, struct slice state, int64_t *out, struct problem *problem);

/* Ballots as query_ballots has them: at most `limit` below that seq or, with `newer`, above it and ascending. */
MUST_CHECK enum status query_ballots_page(struct store *store, struct slice state, int64_t from, bool newer,
                                          int64_t limit, ballot_visit *visit, void *context, struct problem *problem);

#endif
