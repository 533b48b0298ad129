/* How proposals hang together: what one supersedes, amends or repeals, and what does so to it. */
#ifndef DATA_QUERY_LINK_H
#define DATA_QUERY_LINK_H

#include "data/store.h"

struct link_item {
    struct slice relation; /* supersedes, superseded-by, amends, amended-by, repeals, repealed-by */
    struct slice number, title, state, decision; /* of the other; decision: the number of the result that is repealed */
    struct digest id;
};
typedef bool link_visit(void *context, const struct link_item *item);
MUST_CHECK enum status query_links(struct store *store, int64_t body, int64_t proposal, link_visit *visit,
                                   void *context, struct problem *problem);

#endif
