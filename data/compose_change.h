/*
 * Composing changes of a body: its roster, in as many entries as it needs, its statute, its keys. As data/compose.h.
 */
#ifndef DATA_COMPOSE_CHANGE_H
#define DATA_COMPOSE_CHANGE_H

#include "data/compose.h"

/* A draft of a roster, cut into entries: benches first, then seats, then members. */
struct roster_parts {
    const struct draft *draft; /* borrowed, like its arena */
    size_t *order;             /* its fields in the order of an entry */
    size_t *end;               /* of each part, an index into `order` */
    size_t parts;
};
MUST_CHECK enum status roster_split(const struct draft *draft, struct roster_parts *out);

/* Part `part`, from 0 on, with the draft's text. */
MUST_CHECK enum status compose_roster(const struct author *author, const struct roster_parts *parts, size_t part,
                                      struct draft *draft, struct problem *problem);

/*
 * The draft's statute, its expressions in their one spelling. `decided` NULL: the draft's own, if there is one.
 * STATUS_FORM with line and column for what does not fit the body's seats.
 */
MUST_CHECK enum status compose_statute(const struct author *author, const struct digest *decided, struct draft *draft,
                                       struct problem *problem);

/*
 * A statute in the text of a proposal's draft (core/wording.h) gets the one spelling that it will have as an entry.
 * STATUS_FORM with line and column for one that is not well-formed or does not fit the body's seats, and for a second.
 */
MUST_CHECK enum status compose_wording(const struct author *author, struct draft *draft, struct problem *problem);

/* `action`: rotate, revoke (then `new` is NULL) or log; the reason may be not given. */
MUST_CHECK enum status compose_key(const struct author *author, const char *action, const struct vkey *old,
                                   const struct vkey *new, struct slice reason, struct draft *draft,
                                   struct problem *problem);

#endif
