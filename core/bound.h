/* Whom a decision binds, where its rule has `binds: agreeing`: the seats that agreed to it. */
#ifndef CORE_BOUND_H
#define CORE_BOUND_H

#include "core/tally.h"

/*
 * Does a ballot with this tally, when it is adopted, bind the seat (index into its roll)? That is one whose counted
 * vote is yes, consent, or for the leading option, or whose silence the rule counts so.
 */
bool bound_holds(const struct tally *tally, size_t seat);

#endif
