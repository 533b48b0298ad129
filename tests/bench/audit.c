/* Verifying 100,000 votes with everything that belongs to them, and rebuilding the tables; beside bare verification. */
#include "data/ledger.h"
#include "data/verify.h"
#include "tests/bench/bench.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"
#include "tests/bench/votes.h"

#include <stdio.h>
#include <unistd.h>

enum { ROUNDS = 3, RATE_WANTED = 800, NANOSECONDS = 1000000000 };

struct auditing {
    struct bench *bench;
    struct votes votes;
    struct problem problem;
};

static void say_finding(void *context, const struct verify_finding *finding)
{
    (void)context;
    fprintf(stderr, "finding: %s at %lld: %s\n", finding->code, (long long)finding->index,
            finding->text->message ? finding->text->message : "");
}

static bool audit(void *context)
{
    struct auditing *auditing = context;
    struct verify_options options = {.finding = say_finding};
    bool ok = false;
    return verify_ledger(auditing->bench->worlds.votes, &options, &ok, &auditing->problem) == STATUS_OK && ok;
}

static bool bare(void *context)
{
    struct auditing *auditing = context;
    return votes_verify(&auditing->votes, (size_t)sysconf(_SC_NPROCESSORS_ONLN));
}

static uint64_t rate(uint64_t count, uint64_t nanoseconds)
{
    return nanoseconds ? count * NANOSECONDS / nanoseconds : 0;
}

static void report_audit(struct auditing *auditing)
{
    struct timing ours, theirs;
    struct row row = {.what = "verify 100,000 votes, replay and results, all cores",
                      .unit = UNIT_A_SECOND,
                      .wanted = WANTED_RATIO_AT_LEAST,
                      .limit = RATE_WANTED};
    row.failed = auditing->votes.count != WORLD_VOTES || !timing_beside(audit, bare, auditing, ROUNDS, &ours, &theirs);
    if (row.failed) {
        bench_failed(row.what, &auditing->problem);
    } else {
        row.ours = rate(auditing->votes.count, ours.median);
        row.bare = rate(auditing->votes.count, theirs.median);
    }
    report_add(&auditing->bench->report, &row);
    struct row processor = {.what = "the same, processor time a vote", .failed = row.failed};
    if (!row.failed) {
        processor.ours = ours.processor / auditing->votes.count;
        processor.bare = theirs.processor / auditing->votes.count;
    }
    report_add(&auditing->bench->report, &processor);
}

static bool measure_memory(const struct bench *bench, uint64_t *peak)
{
    const char *const words[] = {bench->program, "verify", "--ledger", bench->worlds.votes, NULL};
    return process_run(words, peak) || bench_failed("stimmbuch verify", NULL);
}

/* One core: the rebuild is one transaction and goes entry by entry. */
static void report_rebuild(struct auditing *auditing)
{
    char path[WORLD_PATH];
    struct ledger *ledger = NULL;
    struct row row = {.what = "rebuild all tables, votes a second, one core", .unit = UNIT_A_SECOND};
    struct worlds *worlds = &auditing->bench->worlds;
    row.failed = !world_copy(worlds, worlds->votes, "rebuild.db", path) ||
                 ledger_open(path, STORE_WRITE, &ledger, &auditing->problem) != STATUS_OK;
    uint64_t start = timing_now();
    row.failed = row.failed || ledger_rebuild(ledger, NULL, NULL, &auditing->problem) != STATUS_OK;
    uint64_t middle = timing_now();
    row.failed = row.failed || !votes_verify(&auditing->votes, 1);
    uint64_t end = timing_now();
    if (row.failed)
        bench_failed(row.what, &auditing->problem);
    row.ours = rate(auditing->votes.count, middle - start);
    row.bare = rate(auditing->votes.count, end - middle);
    report_add(&auditing->bench->report, &row);
    ledger_close(ledger);
    world_remove(path);
}

void bench_audit(struct bench *bench)
{
    struct auditing auditing = {.bench = bench};
    problem_clear(&auditing.problem);
    /* First, while this process is small: what it starts counts its memory too. */
    uint64_t peak = 0;
    bool measured = measure_memory(bench, &peak);
    if (votes_load(bench->worlds.votes, WORLD_VOTES, &auditing.votes, &auditing.problem) != STATUS_OK ||
        auditing.votes.count != WORLD_VOTES)
        bench_failed("the votes cannot be read", &auditing.problem);
    report_audit(&auditing);
    report_add(&bench->report,
               &(struct row){.what = "its peak memory", .unit = UNIT_BYTES, .ours = peak, .failed = !measured});
    report_rebuild(&auditing);
    votes_release(&auditing.votes);
}
