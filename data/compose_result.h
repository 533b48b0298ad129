/* Composing the result of a closed ballot; as in data/compose.h. */
#ifndef DATA_COMPOSE_RESULT_H
#define DATA_COMPOSE_RESULT_H

#include "data/compose.h"

/* What secretaries say of a result beside the recount: its number, and all of it for a ballot on paper. */
struct result_terms {
    struct slice number;         /* may be not given */
    struct slice result, winner; /* paper only; the winner may be not given */
    const char *const *count;    /* paper only: OPTION=HEADS or OPTION=HEADS:WEIGHT each */
    size_t counts;
};

/* Is the ballot one on paper (external), of which the ledger has no votes? By its rule, as it was opened. */
MUST_CHECK enum status result_is_on_paper(struct log *log, const struct ballot_facts *ballot, bool *out);

/* STATUS_USAGE for terms that do not fit the method or are not well-formed; none at all are well. */
MUST_CHECK enum status result_terms_check(struct log *log, const struct ballot_facts *ballot,
                                          const struct result_terms *terms, struct problem *problem);

/*
 * The result of a closed ballot, as the recount determines it. `terms` may be NULL. STATUS_USAGE for terms that do not
 * fit the method, and for a ballot on paper without a result.
 */
MUST_CHECK enum status compose_result(const struct author *author, const struct ballot_facts *ballot,
                                      const struct result_terms *terms, struct draft *draft, struct problem *problem);

/* A result of this ballot may wait for signatures already: then *found, and its submission is filled in. */
MUST_CHECK enum status result_waiting(struct store *store, const struct digest *ballot, struct submission *out,
                                      bool *found, struct problem *problem);

#endif
