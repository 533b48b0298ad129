/* The versions of a proposal, each of which supersedes the one before; and those of a statute. */
#ifndef DATA_QUERY_VERSION_H
#define DATA_QUERY_VERSION_H

#include "core/field.h"
#include "data/store.h"

enum { VERSIONS_MAX = 200 }; /* of proposals to each side of the one that is asked for; of statutes the newest */

struct version_item {
    int64_t index, at;
    struct slice number, title, state, author; /* of a proposal; of a statute empty */
};
typedef bool version_visit(void *context, const struct version_item *item);

/*
 * In their order, the oldest first, until `visit` says false; its item is borrowed until it returns. KIND_PROPOSAL:
 * those of the proposal at `index`, itself among them. KIND_STATUTE: those of the body, its founding being the first;
 * `index` means nothing. Not more than VERSIONS_MAX, see there.
 */
MUST_CHECK enum status query_versions(struct store *store, enum kind kind, int64_t body, int64_t index,
                                      version_visit *visit, void *context, struct problem *problem);

#endif
