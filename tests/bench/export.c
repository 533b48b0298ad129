/* Exporting 100,000 votes with everything that belongs to them into a folder; beside writing the same bytes. */
#include "data/export.h"
#include "data/file.h"
#include "data/head.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 5, MEGABYTE = 1000000, NANOSECONDS_A_MEGABYTE = 10000000, PEAK_WANTED = 48 << 20, BLOCK = 1 << 16 };

struct exporting {
    struct bench *bench;
    struct ledger *ledger;
    struct log *log;
    char path[WORLD_PATH], top[WORLD_PATH], folder[WORLD_PATH], marks[WORLD_PATH], bare[WORLD_PATH];
    unsigned folders;
    struct export_report report;
    struct problem problem;
};

/* Each time into a new folder; removing the one before would be measured too. */
static void next_folder(struct exporting *exporting)
{
    snprintf(exporting->folder, WORLD_PATH, "%.400s/%u", exporting->top, exporting->folders++);
}

static bool export_it(void *context)
{
    struct exporting *exporting = context;
    const struct export_options options = {.marks = exporting->marks};
    next_folder(exporting);
    return export_folder(exporting->log, exporting->folder, &options, &exporting->report, &exporting->problem) ==
           STATUS_OK;
}

/* As many bytes into one file. */
static bool write_it(void *context)
{
    static char block[BLOCK];
    struct exporting *exporting = context;
    int file = open(exporting->bare, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool done = file >= 0;
    for (uint64_t left = exporting->report.bytes; left && done;) {
        struct slice piece = {block, left < BLOCK ? (size_t)left : BLOCK};
        done = descriptor_write(file, piece);
        left -= piece.length;
    }
    done = done && fsync(file) == 0;
    return file >= 0 && close(file) == 0 && done;
}

static bool begin(struct exporting *exporting)
{
    struct worlds *worlds = &exporting->bench->worlds;
    struct arena arena;
    struct signer signer;
    arena_init(&arena);
    snprintf(exporting->top, WORLD_PATH, "%s/exported", worlds->folder);
    snprintf(exporting->marks, WORLD_PATH, "%s/export-marks", worlds->folder);
    snprintf(exporting->bare, WORLD_PATH, "%s/export-bare", worlds->folder);
    bool done = folder_make(exporting->top, &exporting->problem) == STATUS_OK &&
                world_copy(worlds, worlds->votes, "export.db", exporting->path) &&
                ledger_open(exporting->path, STORE_WRITE, &exporting->ledger, &exporting->problem) == STATUS_OK &&
                ledger_log(exporting->ledger, SLICE(WORLD_BODY), &exporting->log, &exporting->problem) == STATUS_OK &&
                log_key(SLICE(WORLD_BODY), &arena, &signer) == STATUS_OK &&
                head_sign(exporting->log, &signer, exporting->marks, &exporting->problem) == STATUS_OK;
    arena_release(&arena);
    return done || bench_failed("a ledger to export", &exporting->problem);
}

static void report_time(struct exporting *exporting)
{
    struct timing ours, theirs;
    struct row row = {.what = "export 100,000 votes, a megabyte; bare: one file",
                      .wanted = WANTED_MORE_BELOW,
                      .limit = NANOSECONDS_A_MEGABYTE};
    row.failed = !timing_beside(export_it, write_it, exporting, ROUNDS, &ours, &theirs);
    if (row.failed) {
        bench_failed(row.what, &exporting->problem);
    } else {
        row.ours = ours.median * MEGABYTE / exporting->report.bytes;
        row.bare = theirs.median * MEGABYTE / exporting->report.bytes;
    }
    report_add(&exporting->bench->report, &row);
    struct row processor = {.what = "the same, processor time", .failed = row.failed};
    if (!row.failed) {
        processor.ours = ours.processor * MEGABYTE / exporting->report.bytes;
        processor.bare = theirs.processor * MEGABYTE / exporting->report.bytes;
    }
    report_add(&exporting->bench->report, &processor);
}

/* The folder has everything already. */
static bool export_again(void *context)
{
    struct exporting *exporting = context;
    const struct export_options options = {.marks = exporting->marks};
    return export_folder(exporting->log, exporting->folder, &options, &exporting->report, &exporting->problem) ==
               STATUS_OK &&
           exporting->report.bytes == 0;
}

static void report_again(struct exporting *exporting)
{
    struct timing timing;
    struct row row = {.what = "the same when nothing is new"};
    row.failed = !timing_of(export_again, exporting, ROUNDS, &timing);
    row.ours = row.failed ? 0 : timing.median;
    report_add(&exporting->bench->report, &row);
}

static void report_memory(struct exporting *exporting)
{
    const char *const words[] = {exporting->bench->program, "export", "--ledger", exporting->path, WORLD_BODY,
                                 exporting->folder,         NULL};
    struct row row = {.what = "its peak memory", .unit = UNIT_BYTES, .wanted = WANTED_BELOW, .limit = PEAK_WANTED};
    next_folder(exporting);
    row.failed = !process_run(words, &row.ours);
    report_add(&exporting->bench->report, &row);
}

void bench_export(struct bench *bench)
{
    struct exporting exporting = {.bench = bench};
    problem_clear(&exporting.problem);
    if (begin(&exporting)) {
        report_memory(&exporting);
        report_time(&exporting);
        report_again(&exporting);
    }
    ledger_close(exporting.ledger);
    world_remove(exporting.path);
    world_remove_folder(exporting.top);
    world_remove_folder(exporting.marks);
    unlink(exporting.bare);
}
