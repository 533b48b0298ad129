/* Receipts on a ledger of 100,000 votes: made, checked, and as whole processes. */
#include "data/head.h"
#include "data/receipt_make.h"
#include "data/receipt_read.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 31, FIRST_VOTE = 2000, STRIDE = 3001 };

struct receipts {
    const struct bench *bench;
    struct ledger *ledger;
    struct arena arena; /* the log's key */
    char path[WORLD_PATH], marks[WORLD_PATH], receipt[WORLD_PATH];
    struct buffer bytes;
    int64_t place; /* of the entry whose receipt is made */
    struct receipt_reading *reading;
    struct problem problem;
};

static bool make_one(void *context)
{
    struct receipts *r = context;
    buffer_clear(&r->bytes);
    r->place = FIRST_VOTE + (r->place + STRIDE) % (WORLD_VOTES - FIRST_VOTE);
    return receipt_make(ledger_store(r->ledger), 1, r->place, &r->bytes, &r->problem) == STATUS_OK;
}

static bool check_receipt(void *context)
{
    struct receipts *r = context;
    bool good = receipt_read(r->receipt, r->reading, NULL, NULL, &r->problem) == STATUS_OK;
    receipt_reading_release(r->reading);
    return good;
}

static bool run_receipt(void *context)
{
    const struct receipts *r = context;
    const char *const words[] = {r->bench->program, "receipt",  WORLD_BODY, "-", "--place",
                                 "50000",           "--ledger", r->path,    NULL};
    return process_run(words, NULL);
}

static bool run_check(void *context)
{
    const struct receipts *r = context;
    const char *const words[] = {r->bench->program, "receipt", "check", r->receipt, NULL};
    return process_run(words, NULL);
}

static bool run_nothing(void *context)
{
    const struct receipts *r = context;
    const char *const words[] = {r->bench->empty, NULL};
    return process_run(words, NULL);
}

/* The ledger with a signed head. */
static bool prepare(struct receipts *r)
{
    struct slice body = SLICE(WORLD_BODY);
    snprintf(r->marks, sizeof r->marks, "%.400s/marks", r->bench->worlds.folder);
    snprintf(r->receipt, sizeof r->receipt, "%.400s/receipt", r->bench->worlds.folder);
    if (!world_copy(&r->bench->worlds, r->bench->worlds.votes, "receipts.db", r->path))
        return false;
    struct log *log;
    struct signer key;
    enum status status = ledger_open(r->path, STORE_WRITE, &r->ledger, &r->problem);
    if (status == STATUS_OK)
        status = ledger_log(r->ledger, body, &log, &r->problem);
    if (status == STATUS_OK)
        status = log_key(body, &r->arena, &key);
    if (status == STATUS_OK)
        status = head_sign(log, &key, r->marks, &r->problem);
    return status == STATUS_OK && make_one(r);
}

static bool keep_receipt(const struct receipts *r)
{
    FILE *file = fopen(r->receipt, "wb");
    if (!file)
        return false;
    bool written = fwrite(r->bytes.at, 1, r->bytes.length, file) == r->bytes.length;
    return fclose(file) == 0 && written;
}

static void measure(struct bench *bench, struct receipts *r, const char *what, timed *ours, timed *bare, uint64_t limit)
{
    enum { MILLISECOND = 1000000 };
    struct timing time = {0}, bare_time = {0};
    struct row row = {.unit = UNIT_NANOSECONDS,
                      .wanted = limit == 0 ? WANTED_NOTHING
                                : bare     ? WANTED_MORE_BELOW
                                           : WANTED_BELOW,
                      .limit = limit * MILLISECOND};
    snprintf(row.what, sizeof row.what, "%s", what);
    row.failed = bare ? !timing_beside(ours, bare, r, ROUNDS, &time, &bare_time) : !timing_of(ours, r, ROUNDS, &time);
    if (row.failed)
        bench_failed(what, &r->problem);
    row.ours = time.median;
    row.bare = bare_time.median;
    report_add(&bench->report, &row);
}

static void measure_all(struct bench *bench, struct receipts *r)
{
    measure(bench, r, "receipt of one of 100,000 votes, made", make_one, NULL, 5);
    measure(bench, r, "the same, checked", check_receipt, NULL, 5);
    measure(bench, r, "`receipt` on 100,000 entries, whole process", run_receipt, run_nothing, 15);
    measure(bench, r, "`receipt check`, whole process", run_check, run_nothing, 5);
}

void bench_receipts(struct bench *bench)
{
    struct receipts *r = calloc(1, sizeof *r);
    if (!r)
        return;
    r->bench = bench;
    r->reading = calloc(1, sizeof *r->reading);
    buffer_init(&r->bytes);
    if (r->reading && prepare(r) && keep_receipt(r))
        measure_all(bench, r);
    else
        bench_failed("receipts", &r->problem);
    ledger_close(r->ledger);
    arena_release(&r->arena);
    world_remove(r->path);
    unlink(r->receipt);
    buffer_release(&r->bytes);
    free(r->reading);
    free(r);
}
