/* One ballot, looked up by what a person typed, copied out of the query. */
#ifndef DATA_BALLOT_FACTS_H
#define DATA_BALLOT_FACTS_H

#include "data/query.h"

struct ballot_facts {
    int64_t body, index, proposal;
    int64_t ended;  /* the place of its closing or voiding */
    int64_t result; /* and of its result */
    int64_t closes; /* its deadline */
    uint64_t round;
    bool has_closes, open, closed, is_void, has_result;
    struct digest id, proposal_id;
    char rule[48];
    char title[1024];
};

/* Copies a row of query_ballots; a longer title is cut. */
void ballot_facts_take(struct ballot_facts *out, const struct ballot_item *item);

/* As the entries before `before` leave it: what ended it later, and a later result, have not happened. */
void ballot_facts_cut(struct ballot_facts *facts, int64_t before);

/* Its deadline has passed: no further vote counts, and the secretaries have yet to close it. */
bool ballot_facts_overdue(const struct ballot_facts *facts, int64_t now);

/* `text`: a proposal's number or the ballot's id, as for query_find_ballot, whose failures these are. */
MUST_CHECK enum status ballot_facts_find(struct store *store, const char *text, struct ballot_facts *out,
                                         struct problem *problem);

#endif
