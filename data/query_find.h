/* What a person means: a number wins over the prefix of an id. */
#ifndef DATA_QUERY_FIND_H
#define DATA_QUERY_FIND_H

#include "data/store.h"

/* Ids may be shortened to at least so many hex digits. */
enum { QUERY_PREFIX_MIN = 4 };

/* Which thing a person means, by number (2026-017, BODY/2026-017) or id prefix. */
struct found {
    int64_t body, index, seq;
    struct digest id;
};

/* A body by its name, which wins, or by its founding id: found->body and ->id. STATUS_NOT_FOUND, STATUS_AMBIGUOUS. */
MUST_CHECK enum status query_find_body(struct store *store, const char *text, struct found *out,
                                       struct problem *problem);

/* STATUS_NOT_FOUND, STATUS_AMBIGUOUS (several bodies have it), STATUS_USAGE (neither a number nor an id). */
MUST_CHECK enum status query_find_proposal(struct store *store, const char *text, struct found *out,
                                           struct problem *problem);

/* A proposal's number means its open ballot, else its latest one. */
MUST_CHECK enum status query_find_ballot(struct store *store, const char *text, struct found *out,
                                         struct problem *problem);
MUST_CHECK enum status query_find_meeting(struct store *store, const char *text, struct found *out,
                                          struct problem *problem);
/* A valid result, by the number of the decision. */
MUST_CHECK enum status query_find_result(struct store *store, const char *text, struct found *out,
                                         struct problem *problem);
/* The id of the result that adopted the proposal. STATUS_NOT_FOUND, without a problem, where none did. */
MUST_CHECK enum status query_find_adoption(struct store *store, const struct found *proposal, struct digest *out,
                                           struct problem *problem);
MUST_CHECK enum status query_find_pending(struct store *store, const char *text, struct found *out,
                                          struct problem *problem);
MUST_CHECK enum status query_find_entry(struct store *store, const char *text, struct found *out,
                                        struct problem *problem);

/* STATUS_NOT_FOUND where no body has a bench of this id. */
MUST_CHECK enum status query_find_bench(struct store *store, const char *text, struct problem *problem);

#endif
