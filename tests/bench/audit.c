/* Verifying 100,000 or 1,000,000 votes and all that belongs to them, rebuilding tables; beside bare verification. */
#include "data/ledger.h"
#include "data/verify.h"
#include "tests/bench/bench.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"
#include "tests/bench/votes.h"

#include <stdio.h>
#include <unistd.h>

enum { ROUNDS = 3, RATE_WANTED = 800, NANOSECONDS = 1000000000 };
enum { MILLION_ROUNDS = 1, MILLION_RATE_WANTED = 880, MILLION_MEMORY_WANTED = 48 * 1000 * 1000 };

struct auditing {
    struct bench *bench;
    const char *path; /* of the ledger */
    size_t count;     /* of its votes, of which `votes` may be the first ones only */
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
    return verify_ledger(auditing->path, &options, &ok, &auditing->problem) == STATUS_OK && ok;
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

static void report_audit(struct auditing *auditing, const char *what, uint64_t limit, size_t rounds)
{
    struct timing ours, theirs;
    struct row row = {.unit = UNIT_A_SECOND, .wanted = WANTED_RATIO_AT_LEAST, .limit = limit};
    snprintf(row.what, sizeof row.what, "%s", what);
    row.failed = auditing->votes.count != WORLD_VOTES || !timing_beside(audit, bare, auditing, rounds, &ours, &theirs);
    if (row.failed) {
        bench_failed(row.what, &auditing->problem);
    } else {
        row.ours = rate(auditing->count, ours.median);
        row.bare = rate(auditing->votes.count, theirs.median);
    }
    report_add(&auditing->bench->report, &row);
    struct row processor = {.what = "the same, processor time a vote", .failed = row.failed};
    if (!row.failed) {
        processor.ours = ours.processor / auditing->count;
        processor.bare = theirs.processor / auditing->votes.count;
    }
    report_add(&auditing->bench->report, &processor);
}

static bool measure_memory(const struct auditing *auditing, uint64_t *peak)
{
    /* What a run keeps for the next one would be kept beside one's own. */
    const char *const words[] = {"/usr/bin/env",
                                 "XDG_STATE_HOME=/dev/null",
                                 auditing->bench->program,
                                 "verify",
                                 "--ledger",
                                 auditing->path,
                                 NULL};
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

static void measure(struct auditing *auditing, struct row *memory)
{
    problem_clear(&auditing->problem);
    memory->failed = !measure_memory(auditing, &memory->ours);
    if (votes_load(auditing->path, WORLD_VOTES, &auditing->votes, &auditing->problem) != STATUS_OK ||
        auditing->votes.count != WORLD_VOTES)
        bench_failed("the votes cannot be read", &auditing->problem);
}

void bench_audit(struct bench *bench)
{
    struct auditing auditing = {.bench = bench, .path = bench->worlds.votes, .count = WORLD_VOTES};
    struct row memory = {.what = "its peak memory", .unit = UNIT_BYTES};
    measure(&auditing, &memory);
    report_audit(&auditing, "verify 100,000 votes, replay and results, all cores", RATE_WANTED, ROUNDS);
    report_add(&bench->report, &memory);
    report_rebuild(&auditing);
    votes_release(&auditing.votes);
}

void bench_million(struct bench *bench)
{
    struct auditing auditing = {.bench = bench, .path = bench->worlds.million, .count = WORLD_MILLION};
    struct row memory = {
        .what = "its peak memory", .unit = UNIT_BYTES, .wanted = WANTED_BELOW, .limit = MILLION_MEMORY_WANTED};
    measure(&auditing, &memory);
    report_audit(&auditing, "verify 1,000,000 votes, replay and results, all cores", MILLION_RATE_WANTED,
                 MILLION_ROUNDS);
    report_add(&bench->report, &memory);
    votes_release(&auditing.votes);
}
