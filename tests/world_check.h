/*
 * The invariant of every ledger: its tables are what a replay of its logs gives.
 */
#ifndef TESTS_WORLD_CHECK_H
#define TESTS_WORLD_CHECK_H

#include "tests/world.h"

/* Replays all logs into an empty store and compares all tables, before and after a rebuild; fails the test. */
void world_check(struct world *w);

#endif
