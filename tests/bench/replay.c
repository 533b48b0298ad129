/* The replay of a vote by itself: its note is open and its signature verified already, as in the audit. */
#include "data/replay.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/timing.h"

#include <stdlib.h>

/* So many entries: the founding, everybody's enrolment, and ten ballots with proposal, opening, close and result. */
enum { ENTRIES = 1 + WORLD_SEATS + 10 * (WORLD_SEATS + 4) };

struct replaying {
    struct store *log, *scratch;
    struct replay *replay;
    struct arena arena; /* keys */
    struct signer secretary, member[WORLD_SEATS];
    uint64_t time; /* nanoseconds for all votes so far */
    uint64_t votes;
    struct problem problem;
};

/* "s042.…" or the secretary. */
static bool guess(const void *context, const struct note_line *line, struct public_key *out)
{
    const struct replaying *replaying = context;
    uint64_t number = 0;
    const struct signer *signer = &replaying->secretary;
    if (line->name.at[0] == 's') {
        for (size_t i = 1; i < line->name.length && line->name.at[i] != '.'; i++)
            number = number * 10 + (uint64_t)(line->name.at[i] - '0');
        signer = &replaying->member[number % WORLD_SEATS];
    }
    *out = signer->vkey.key;
    return true;
}

static enum status replay_one(struct replaying *replaying, struct slice note)
{
    struct arena arena;
    struct sealed sealed;
    struct standing standing = {.reason = REASON_NONE};
    arena_init(&arena);
    enum status status = sealed_open(note, &arena, &sealed);
    sealed_check(&sealed, guess, replaying);
    uint64_t start = timing_now();
    if (status == STATUS_OK)
        status = replay_check(replaying->replay, &sealed, REPLAY_LOGGED, &standing);
    if (status == STATUS_OK)
        status = replay_apply(replaying->replay, &sealed, standing.reason);
    if (status == STATUS_OK)
        status = replay_add_leaf(replaying->replay, &sealed.leaf, NULL, NULL);
    if (status == STATUS_OK && sealed.entry.kind == KIND_VOTE) {
        replaying->time += timing_now() - start;
        replaying->votes++;
    }
    arena_release(&arena);
    return standing.reason == REASON_NONE ? status : STATUS_REFUSED;
}

static enum status replay_all(struct replaying *replaying)
{
    struct rows rows = store_ask(replaying->log, "SELECT note FROM entry WHERE seq >> 40 = 1 ORDER BY seq LIMIT ?", "i",
                                 (int64_t)ENTRIES);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && rows_next(&rows))
        status = replay_one(replaying, rows_blob(&rows, 0));
    enum status end = rows_end(&rows);
    return status == STATUS_OK ? end : status;
}

static enum status open_stores(struct replaying *replaying, const char *path)
{
    enum status status = store_open(path, STORE_AUDIT, &replaying->log, &replaying->problem);
    if (status == STATUS_OK)
        status = store_scratch(&replaying->scratch, &replaying->problem);
    if (status == STATUS_OK)
        status = store_begin(replaying->scratch, &replaying->problem);
    if (status != STATUS_OK)
        return status;
    replay_start(replaying->replay, replaying->scratch, 1, replaying->log, 1);
    return replay_remember(replaying->replay, ENTRIES);
}

static enum status make_keys(struct replaying *replaying)
{
    struct slice body = SLICE(WORLD_BODY);
    enum status status = secretary_key(body, &replaying->arena, &replaying->secretary);
    for (size_t i = 0; i < WORLD_SEATS && status == STATUS_OK; i++)
        status = member_key(body, i, &replaying->arena, &replaying->member[i]);
    return status;
}

void bench_replay(struct bench *bench)
{
    struct row row = {.what = "replay of a vote, its signature verified before", .failed = true};
    struct replaying *replaying = calloc(1, sizeof *replaying);
    struct replay *replay = calloc(1, sizeof *replay);
    if (replaying && replay) {
        replaying->replay = replay;
        if (make_keys(replaying) == STATUS_OK && open_stores(replaying, bench->worlds.votes) == STATUS_OK &&
            replay_all(replaying) == STATUS_OK && replaying->votes > 0) {
            row.failed = false;
            row.ours = replaying->time / replaying->votes;
        } else {
            bench_failed(row.what, &replaying->problem);
        }
        replay_close(replay);
        store_close(replaying->scratch);
        store_close(replaying->log);
        arena_release(&replaying->arena);
    }
    report_add(&bench->report, &row);
    free(replay);
    free(replaying);
}
