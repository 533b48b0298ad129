/*
 * Choice and approval: the option that the greatest weight names leads. An option without weight cannot.
 */
#ifndef CORE_METHOD_CHOICE_H
#define CORE_METHOD_CHOICE_H

#include "core/lead.h"
#include "core/tally.h"

/* Who stands before whom; `count` has an element for each of the option lines. */
void standings_by_weight(const struct tally_count *count, size_t lines, struct standings *out);

#endif
