/* A body on the stage whose statute asks a lot of a proposal, and what was filed there. */
#ifndef TESTS_STAGE_GATES_H
#define TESTS_STAGE_GATES_H

#include "tests/stage.h"

/*
 * Founds it, before anybody enters. "Plattform Bürgerservice" states every cost, with ranges, a zero and unknown ones,
 * is not settled and stands beside a service; its ballot is open. "Terminbuchung" lacks all that is asked for but a
 * demand, and states some costs.
 */
void stage_add_gates(struct stage *stage);

/* Set-up: a stage with that body. */
int stage_make_gates(void **state);

#endif
