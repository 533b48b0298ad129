/*
 * Groups of seats as rules and statutes name them: a bench, one seat, the chair.
 */
#ifndef CORE_GROUP_H
#define CORE_GROUP_H

#include "core/roll.h"

enum group_kind { GROUP_EVERY, GROUP_BENCH, GROUP_SEAT, GROUP_CHAIR };

struct group {
    enum group_kind kind;
    struct slice id; /* of bench or seat, as it was looked up: borrowed */
};

/*
 * "chair", else the bench of that id, else the seat of that id, voting or advisory. False, with the kind set, when
 * there is no such seat, or no chair.
 */
bool group_find(const struct roll *roll, struct slice id, struct group *out);

/* Whether the seat (index into the roll) is in the group. */
bool group_holds(struct group group, const struct roll *roll, size_t seat);

/* The group as a rule names it: "laender", "chair"; nothing for GROUP_EVERY. */
void group_write(struct group group, struct buffer *out);

#endif
