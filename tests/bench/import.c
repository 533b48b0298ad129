/* Importing the exported 100,000 votes into an empty ledger; beside bare verification. */
#include "data/import.h"
#include "data/export.h"
#include "data/file.h"
#include "data/head.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"
#include "tests/bench/votes.h"

#include <stdio.h>
#include <unistd.h>

enum { ROUNDS = 3, RATE_WANTED = 750, NANOSECONDS = 1000000000, PEAK_WANTED = 48 << 20 };

struct importing {
    struct bench *bench;
    struct votes votes;
    char top[WORLD_PATH], folder[WORLD_PATH], marks[WORLD_PATH], ledger[WORLD_PATH];
    unsigned ledgers;
    uint64_t entries;
    struct problem problem;
};

static void next_ledger(struct importing *importing)
{
    snprintf(importing->ledger, WORLD_PATH, "%.400s/%u.db", importing->top, importing->ledgers++);
}

static bool import_into(struct importing *importing)
{
    struct ledger *ledger = NULL;
    struct published published;
    struct import_report report = {.size = 0};
    const struct import_options options = {.marks = importing->marks};
    enum status status = published_open(importing->folder, &published, &importing->problem);
    if (status == STATUS_OK)
        status = ledger_open(importing->ledger, STORE_CREATE, &ledger, &importing->problem);
    if (status == STATUS_OK)
        status = import_folder(ledger, &published, &options, &report, &importing->problem);
    importing->entries = report.size - report.from;
    ledger_close(ledger);
    published_close(&published);
    return status == STATUS_OK && report.rejected == 0;
}

/* Each time into a new ledger. */
static bool import(void *context)
{
    struct importing *importing = context;
    next_ledger(importing);
    return import_into(importing) && importing->entries > WORLD_VOTES;
}

static bool import_again(void *context)
{
    struct importing *importing = context;
    return import_into(importing) && importing->entries == 0;
}

static bool bare(void *context)
{
    struct importing *importing = context;
    return votes_verify(&importing->votes, (size_t)sysconf(_SC_NPROCESSORS_ONLN));
}

/* A folder with the ledger of votes. */
static bool begin(struct importing *importing)
{
    struct worlds *worlds = &importing->bench->worlds;
    struct ledger *ledger = NULL;
    struct log *log;
    struct arena arena;
    struct signer signer;
    struct export_report report;
    char path[WORLD_PATH];
    arena_init(&arena);
    snprintf(importing->top, WORLD_PATH, "%s/imported", worlds->folder);
    snprintf(importing->folder, WORLD_PATH, "%s/imported/folder", worlds->folder);
    snprintf(importing->marks, WORLD_PATH, "%s/imported/marks", worlds->folder);
    const struct export_options options = {.marks = importing->marks};
    bool done = folder_make(importing->top, &importing->problem) == STATUS_OK &&
                world_copy(worlds, worlds->votes, "import.db", path) &&
                ledger_open(path, STORE_WRITE, &ledger, &importing->problem) == STATUS_OK &&
                ledger_log(ledger, SLICE(WORLD_BODY), &log, &importing->problem) == STATUS_OK &&
                log_key(SLICE(WORLD_BODY), &arena, &signer) == STATUS_OK &&
                head_sign(log, &signer, importing->marks, &importing->problem) == STATUS_OK &&
                export_folder(log, importing->folder, &options, &report, &importing->problem) == STATUS_OK;
    ledger_close(ledger);
    world_remove(path);
    arena_release(&arena);
    return done || bench_failed("a folder to import", &importing->problem);
}

static uint64_t rate(uint64_t count, uint64_t nanoseconds)
{
    return nanoseconds ? count * NANOSECONDS / nanoseconds : 0;
}

static void report_import(struct importing *importing)
{
    struct timing ours, theirs;
    struct row row = {.what = "import 100,000 votes into an empty ledger, all cores",
                      .unit = UNIT_A_SECOND,
                      .wanted = WANTED_RATIO_AT_LEAST,
                      .limit = RATE_WANTED};
    row.failed =
        importing->votes.count != WORLD_VOTES || !timing_beside(import, bare, importing, ROUNDS, &ours, &theirs);
    if (row.failed) {
        bench_failed(row.what, &importing->problem);
    } else {
        row.ours = rate(importing->votes.count, ours.median);
        row.bare = rate(importing->votes.count, theirs.median);
    }
    report_add(&importing->bench->report, &row);
    struct row processor = {.what = "the same, processor time a vote", .failed = row.failed};
    if (!row.failed) {
        processor.ours = ours.processor / importing->votes.count;
        processor.bare = theirs.processor / importing->votes.count;
    }
    report_add(&importing->bench->report, &processor);
}

static void report_again(struct importing *importing)
{
    struct timing timing;
    struct row row = {.what = "the same when nothing is new"};
    row.failed = !timing_of(import_again, importing, ROUNDS, &timing);
    row.ours = row.failed ? 0 : timing.median;
    report_add(&importing->bench->report, &row);
}

static void report_memory(struct importing *importing)
{
    const char *const words[] = {importing->bench->program, "verify", importing->folder, NULL};
    struct row row = {
        .what = "verify the folder: peak memory", .unit = UNIT_BYTES, .wanted = WANTED_BELOW, .limit = PEAK_WANTED};
    row.failed = !process_run(words, &row.ours);
    report_add(&importing->bench->report, &row);
}

void bench_import(struct bench *bench)
{
    struct importing importing = {.bench = bench};
    problem_clear(&importing.problem);
    if (begin(&importing)) {
        if (votes_load(bench->worlds.votes, WORLD_VOTES, &importing.votes, &importing.problem) != STATUS_OK)
            bench_failed("the votes cannot be read", &importing.problem);
        report_import(&importing);
        report_again(&importing);
        report_memory(&importing);
    }
    votes_release(&importing.votes);
    world_remove_folder(importing.top);
}
