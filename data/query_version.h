/* The versions of a proposal, each of which supersedes the one before; and those of a statute. */
#ifndef DATA_QUERY_VERSION_H
#define DATA_QUERY_VERSION_H

#include "core/field.h"
#include "data/store.h"

enum { VERSIONS_MAX = 200 }; /* to each side of the one that is asked for */

struct version_item {
    int64_t index, at;
    struct slice number, title, state, author; /* of a proposal; of a statute empty */
};
typedef bool version_visit(void *context, const struct version_item *item);

/*
 * In their order, the oldest first. KIND_PROPOSAL: those of the proposal at `index`, itself among them. KIND_STATUTE:
 * all of the body, beginning with its founding; `index` means nothing.
 */
MUST_CHECK enum status query_versions(struct store *store, enum kind kind, int64_t body, int64_t index,
                                      version_visit *visit, void *context, struct problem *problem);

#endif
