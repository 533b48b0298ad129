/* Whole processes on large ledgers, beside a process that does nothing. */
#include "tests/bench/bench.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"

#include <stdio.h>

enum { ROUNDS = 61, MORE = 15000000 };

struct command {
    const char *words[8];
    const char *empty[2];
};

static bool run_ours(void *context)
{
    const struct command *command = context;
    return process_run(command->words, NULL);
}

static bool run_empty(void *context)
{
    const struct command *command = context;
    return process_run(command->empty, NULL);
}

static void measure(struct bench *bench, const char *what, struct command *command)
{
    struct row row = {.wanted = WANTED_MORE_BELOW, .limit = MORE};
    struct timing ours, bare;
    snprintf(row.what, sizeof row.what, "%s", what);
    command->words[0] = bench->program;
    command->empty[0] = bench->empty;
    /* The first run brings the file into the cache. */
    if (run_ours(command) && timing_beside(run_ours, run_empty, command, ROUNDS, &ours, &bare)) {
        row.ours = ours.median;
        row.bare = bare.median;
    } else {
        row.failed = true;
        bench_failed(what, NULL);
    }
    report_add(&bench->report, &row);
}

void bench_start(struct bench *bench)
{
    struct command version = {.words = {NULL, "version"}},
                   list = {.words = {NULL, "proposal", "list", "--limit", "50", "--ledger", bench->worlds.proposals}},
                   tally = {.words = {NULL, "tally", WORLD_CLOSED_BALLOT, "--ledger", bench->worlds.votes}};
    measure(bench, "proposal list --limit 50, 100,000 proposals", &list);
    measure(bench, "tally of 1,000 votes, 100,000 entries", &tally);
    measure(bench, "version (no ledger)", &version);
}
