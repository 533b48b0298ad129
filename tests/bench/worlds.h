/*
 * The large ledgers, built once and kept under a name with their format number:
 *
 *     votes      100 ballots of 1,000 votes each, closed and counted, and one more that is open
 *     proposals  100,000 proposals
 *     seats      11,000 seats with a holder each, whose roster changes; a ballot that is closed, one that is open, a
 *                proposal without one, and a meeting in which thousands are present
 *     crowd      a ballot of each of four methods, open, with 100,000 votes for 100,000 seats
 *     meeting    11,000 seats, 5,000 of them present in a meeting with 100 ballots of 500 votes each
 *     million    as votes, with 1,000 ballots
 *     both       a million entries and 100,000 proposals: on 900 of these ballots as in votes, on the last one an open
 *                ballot
 *     small      as votes, with one ballot
 */
#ifndef TESTS_BENCH_WORLDS_H
#define TESTS_BENCH_WORLDS_H

#include "core/method.h"
#include "tests/bench/words.h"

/* Raise it when a ledger would be built in another way. */
enum { WORLDS_FORMAT = 6 };

enum { WORLD_SEATS = 1000, WORLD_BALLOTS = 100, WORLD_VOTES = WORLD_SEATS * WORLD_BALLOTS, WORLD_PROPOSALS = 100000 };
enum { WORLD_MILLION_BALLOTS = 1000, WORLD_MILLION = WORLD_SEATS * WORLD_MILLION_BALLOTS };
enum { WORLD_BOTH_BALLOTS = 900 };

#define WORLD_BODY "versammlung.example"
#define WORLD_OPEN_BALLOT "2026-101"
#define WORLD_CLOSED_BALLOT "2026-050"

#define WORLD_MILLION_OPEN_BALLOT "2026-1001"
#define WORLD_SMALL_OPEN_BALLOT "2026-002"

enum { WORLD_MANY_SEATS = 11000, WORLD_CROWD = 100000 };
#define WORLD_MANY_CLOSED "2026-001"
#define WORLD_MANY_OPEN "2026-002"
#define WORLD_MANY_NEXT "2026-003"
#define WORLD_MANY_MEETING "S-1"

/* The ballots of the crowd, one a method; where options are chosen there are ten. */
struct crowd_ballot {
    const char *name, *number;
    enum method method;
};
enum { WORLD_CROWD_BALLOTS = 4 };
extern const struct crowd_ballot crowd_ballots[WORLD_CROWD_BALLOTS];

enum { WORLD_PATH = 512 };

struct worlds {
    char folder[WORLD_PATH / 2], votes[WORLD_PATH], proposals[WORLD_PATH], seats[WORLD_PATH], crowd[WORLD_PATH],
        million[WORLD_PATH], small[WORLD_PATH], both[WORLD_PATH], meeting[WORLD_PATH];
};

/* Where they lie; makes the folder. False, with a sentence on standard error, when that is not possible. */
bool worlds_begin(struct worlds *worlds, const char *folder);

/*
 * Build those of the first two, of the meeting, of seats and crowd, the million, or both, where they are missing;
 * false, with a sentence, as above. The last two take minutes and 0.9 GB each.
 */
bool worlds_build(struct worlds *worlds, const struct words *words);
bool worlds_build_meeting(struct worlds *worlds, const struct words *words);
bool worlds_build_large(struct worlds *worlds, const struct words *words);
bool worlds_build_million(struct worlds *worlds, const struct words *words);
bool worlds_build_both(struct worlds *worlds, const struct words *words);

/* The small one, and the votes or the million. */
bool worlds_build_few(struct worlds *worlds, const struct words *words);
bool worlds_build_few_million(struct worlds *worlds, const struct words *words);

/* Copies a ledger to FOLDER/NAME; false when that is not possible. */
bool world_copy(const struct worlds *worlds, const char *from, const char *name, char out[WORLD_PATH]);

/* Deletes a database and the journal that SQLite leaves beside it. */
void world_remove(const char *path);

/* The folder with all that is in it; nothing where it is not there. */
void world_remove_folder(const char *path);

#endif
