/* The audit of a hundred new votes behind many old ones that were audited, beside the same behind few. */
#include "data/audited_state.h"
#include "data/file.h"
#include "data/verify.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 15, NEW_VOTES = 100, LATER = 100000000, MORE_WANTED = 50000000 };

/* A ledger with its new entries, and what an audit in front of them has left. */
struct site {
    char ledger[WORLD_PATH], state[WORLD_PATH], folder[WORLD_PATH]; /* state: of the environment, and where it leads */
    char kept[WORLD_PATH + DIGEST_HEX_LENGTH + 2];
    struct buffer bytes;
};

struct sites {
    const char *program;
    struct site few, many;
    struct problem problem;
};

static void ignore_finding(void *context, const struct verify_finding *finding)
{
    (void)context;
    fprintf(stderr, "finding: %s\n", finding->code);
}

static void ignore_body(void *context, const struct verify_body *body)
{
    (void)context;
    (void)body;
}

static bool audit_all(struct site *site, struct problem *problem)
{
    struct verify_options options = {
        .audited = site->folder, .now = fill_beginning().seconds, .finding = ignore_finding, .body_done = ignore_body};
    bool ok = false;
    return verify_ledger(site->ledger, &options, &ok, problem) == STATUS_OK && ok;
}

static enum status add_votes(struct fill *fill, const char *number)
{
    struct ballot_facts ballot;
    fill->at.seconds += LATER;
    enum status status = ledger_log(fill->ledger, SLICE(WORLD_BODY), &fill->log, &fill->problem);
    if (status == STATUS_OK)
        status = ballot_facts_find(ledger_store(fill->ledger), number, &ballot, &fill->problem);
    fill->member = arena_array(&fill->arena, NEW_VOTES, sizeof *fill->member);
    if (status == STATUS_OK && !fill->member)
        status = STATUS_NO_MEMORY;
    for (fill->members = 0; fill->members < NEW_VOTES && status == STATUS_OK; fill->members++)
        status = member_key(SLICE(WORLD_BODY), fill->members, &fill->arena, &fill->member[fill->members]);
    for (size_t i = 0; i < NEW_VOTES && status == STATUS_OK; i++)
        status = fill_vote(fill, &ballot, i, "yes");
    return status;
}

static bool append(struct site *site, const char *number, struct problem *problem)
{
    struct fill fill;
    enum status status = fill_open(&fill, site->ledger);
    if (status == STATUS_OK)
        status = add_votes(&fill, number);
    enum status end = fill_close(&fill, status == STATUS_OK);
    *problem = fill.problem;
    return status == STATUS_OK && end == STATUS_OK;
}

/* The one file in the folder of what audits keep. */
static bool find_kept(struct site *site)
{
    DIR *folder = opendir(site->folder);
    const struct dirent *item;
    bool found = false;
    while (folder && !found && (item = readdir(folder))) {
        found = strlen(item->d_name) == DIGEST_HEX_LENGTH;
        if (found)
            snprintf(site->kept, sizeof site->kept, "%s/%.64s", site->folder, item->d_name);
    }
    if (folder)
        closedir(folder);
    return found;
}

static bool prepare(struct bench *bench, struct site *site, const char *world, const char *name, const char *number,
                    struct problem *problem)
{
    char copy[WORLD_PATH];
    buffer_init(&site->bytes);
    snprintf(copy, sizeof copy, "since-%s.db", name);
    char *folder = realpath(bench->worlds.folder, NULL);
    snprintf(site->state, sizeof site->state, "XDG_STATE_HOME=%.200s/since-%s", folder ? folder : "", name);
    snprintf(site->folder, sizeof site->folder, "%.200s/since-%s/stimmbuch/audits", folder ? folder : "", name);
    free(folder);
    /* Left by a measurement that was broken off. */
    if (find_kept(site))
        unlink(site->kept);
    return world_copy(&bench->worlds, world, copy, site->ledger) && audit_all(site, problem) && find_kept(site) &&
           file_read(site->kept, AUDITED_STATE_MAX, &site->bytes, problem) == STATUS_OK &&
           append(site, number, problem);
}

static void clear(struct site *site)
{
    unlink(site->kept);
    world_remove(site->ledger);
    buffer_release(&site->bytes);
}

/* The audit replaces what was kept, so that comes back first; that is part of what is measured. */
static bool audit_new(const struct sites *sites, const struct site *site)
{
    const char *const words[] = {"/usr/bin/env", site->state, sites->program, "verify", "--since",
                                 "last",         "--ledger",  site->ledger,   NULL};
    FILE *file = fopen(site->kept, "w");
    bool written = file && fwrite(site->bytes.at, 1, site->bytes.length, file) == site->bytes.length;
    written = file && fclose(file) == 0 && written;
    return written && process_run(words, NULL);
}

static bool audit_many(void *context)
{
    const struct sites *sites = context;
    return audit_new(sites, &sites->many);
}

static bool audit_few(void *context)
{
    const struct sites *sites = context;
    return audit_new(sites, &sites->few);
}

static void measure(struct bench *bench, const char *world, const char *number, const char *what)
{
    struct sites sites = {.program = bench->program};
    struct row row = {.wanted = WANTED_MORE_BELOW, .limit = MORE_WANTED, .failed = true};
    struct timing ours, theirs;
    problem_clear(&sites.problem);
    snprintf(row.what, sizeof row.what, "%s", what);
    if (prepare(bench, &sites.few, bench->worlds.small, "few", WORLD_SMALL_OPEN_BALLOT, &sites.problem) &&
        prepare(bench, &sites.many, world, "many", number, &sites.problem) &&
        timing_beside(audit_many, audit_few, &sites, ROUNDS, &ours, &theirs)) {
        row.failed = false;
        row.ours = ours.median;
        row.bare = theirs.median;
    } else {
        bench_failed(row.what, &sites.problem);
    }
    report_add(&bench->report, &row);
    report_add(&bench->report, &(struct row){.what = "what that audit keeps for the next one",
                                             .unit = UNIT_BYTES,
                                             .ours = sites.many.bytes.length,
                                             .bare = sites.few.bytes.length,
                                             .failed = row.failed});
    clear(&sites.few);
    clear(&sites.many);
}

void bench_since(struct bench *bench)
{
    measure(bench, bench->worlds.votes, WORLD_OPEN_BALLOT,
            "verify 100 new votes behind 100,000 audited ones, beside 1,000");
}

void bench_since_million(struct bench *bench)
{
    measure(bench, bench->worlds.million, WORLD_MILLION_OPEN_BALLOT,
            "verify 100 new votes behind 1,000,000 audited ones, beside 1,000");
}
