/*
 * Counting all votes of one ballot from the ledger: what the command "tally" and the result do. Another method is
 * another row of crowd_ballots (worlds.c), with its rule in write_statute (fill.c) and its voters in choices.c.
 */
#include "data/count.h"
#include "data/ballot_facts.h"
#include "data/ledger.h"
#include "tests/bench/bench.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"

#include <stdio.h>

enum { ROUNDS = 15, LIMIT = 200000000 };

struct to_count {
    const char *program, *path, *number;
    struct ledger *ledger;
    struct problem problem;
};

static enum status count_votes(struct to_count *counted, size_t *votes)
{
    struct ballot_facts ballot;
    struct counting counting;
    struct log *log;
    struct problem *problem = &counted->problem;
    enum status status = ballot_facts_find(ledger_store(counted->ledger), counted->number, &ballot, problem);
    if (status == STATUS_OK)
        status = ledger_log_number(counted->ledger, ballot.body, &log, problem);
    if (status != STATUS_OK)
        return status;
    status = counting_make(log_replay(log), ballot.index, ballot.proposal, slice_of(ballot.rule), ballot.round,
                           (int64_t)log_size(log), &counting);
    *votes = counting.tally.cast;
    counting_release(&counting);
    return status;
}

static bool count_again(void *context)
{
    size_t votes = 0;
    return count_votes(context, &votes) == STATUS_OK && votes == WORLD_CROWD;
}

/* With the reading of the body, as nothing is known when a command begins. */
static bool count_first(void *context)
{
    struct to_count *counted = context;
    bool done = ledger_open(counted->path, STORE_READ, &counted->ledger, &counted->problem) == STATUS_OK &&
                count_again(counted);
    ledger_close(counted->ledger);
    counted->ledger = NULL;
    return done;
}

static bool count_by_command(void *context)
{
    const struct to_count *counted = context;
    const char *const words[] = {counted->program, "tally", counted->number, "--ledger", counted->path, NULL};
    return process_run(words, NULL);
}

static void measure(struct bench *bench, struct to_count *counted, const char *method, const char *how, timed *run)
{
    struct row row = {.wanted = WANTED_BELOW, .limit = LIMIT};
    struct timing timing;
    snprintf(row.what, sizeof row.what, "count 100,000 votes of a ballot, %s%s", method, how);
    row.failed = !run(counted) || !timing_of(run, counted, ROUNDS, &timing);
    if (row.failed)
        bench_failed(row.what, &counted->problem);
    row.ours = row.failed ? 0 : timing.median;
    report_add(&bench->report, &row);
}

void bench_count(struct bench *bench)
{
    struct to_count counted = {.program = bench->program, .path = bench->worlds.crowd};
    problem_clear(&counted.problem);
    for (size_t i = 0; i < WORLD_CROWD_BALLOTS; i++) {
        counted.number = crowd_ballots[i].number;
        measure(bench, &counted, crowd_ballots[i].name, ": the ledger opened anew", count_first);
        measure(bench, &counted, crowd_ballots[i].name, ": the whole command", count_by_command);
        if (ledger_open(counted.path, STORE_READ, &counted.ledger, &counted.problem) == STATUS_OK)
            measure(bench, &counted, crowd_ballots[i].name, ": the ledger open", count_again);
        ledger_close(counted.ledger);
    }
}
