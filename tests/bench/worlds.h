/*
 * The two large ledgers, built once and kept under a name with their format number:
 *
 *     votes      100 ballots of 1,000 votes each, closed and counted, and one more that is open
 *     proposals  100,000 proposals
 */
#ifndef TESTS_BENCH_WORLDS_H
#define TESTS_BENCH_WORLDS_H

#include "tests/bench/words.h"

/* Raise it when a ledger would be built in another way. */
enum { WORLDS_FORMAT = 3 };

enum { WORLD_SEATS = 1000, WORLD_BALLOTS = 100, WORLD_VOTES = WORLD_SEATS * WORLD_BALLOTS, WORLD_PROPOSALS = 100000 };

#define WORLD_BODY "versammlung.example"
#define WORLD_OPEN_BALLOT "2026-101"
#define WORLD_CLOSED_BALLOT "2026-050"

enum { WORLD_PATH = 512 };

struct worlds {
    char folder[WORLD_PATH / 2], votes[WORLD_PATH], proposals[WORLD_PATH];
};

/* Builds what is missing, side by side; false, with a sentence on standard error, when one cannot be built. */
bool worlds_build(struct worlds *worlds, const char *folder, const struct words *words);

/* Copies a ledger to FOLDER/NAME; false when that is not possible. */
bool world_copy(const struct worlds *worlds, const char *from, const char *name, char out[WORLD_PATH]);

/* Deletes a database and the journal that SQLite leaves beside it. */
void world_remove(const char *path);

#endif
