/* A body of 11,000 seats: founding it, its roster at any place, and what keys do on its screens. */
#include "data/file.h"
#include "data/ledger.h"
#include "data/query_roster.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill_large.h"
#include "tests/bench/painted.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 31, ROSTER_LIMIT = 50000000 };

struct asked {
    const char *program, *path;
    char place[24];
    struct store *store;
    size_t seats, wanted;
    struct problem problem;
};

static bool skip_bench(void *context, const struct roster_bench *bench)
{
    (void)context;
    return bench->id.length > 0;
}

static bool count_seat(void *context, const struct roster_seat *seat)
{
    struct asked *asked = context;
    asked->seats += seat->id.length > 0;
    return true;
}

static bool skip_member(void *context, const struct roster_member *member)
{
    (void)context;
    return member->name.length > 0;
}

static bool skip_entry(void *context, const struct roster_entry *entry)
{
    (void)context;
    return entry->index >= 0;
}

static bool ask_roster(void *context)
{
    struct asked *asked = context;
    const struct roster_visitor visitor = {skip_bench, count_seat, skip_member, asked};
    int64_t place = strtoll(asked->place, NULL, 10);
    asked->seats = 0;
    struct roster_makers makers = {.bit = NULL};
    enum status status = query_roster(asked->store, 1, place, &visitor, &makers, &asked->problem);
    if (status == STATUS_OK)
        status = query_roster_entries(asked->store, 1, &makers, skip_entry, asked, &asked->problem);
    roster_makers_release(&makers);
    return status == STATUS_OK && asked->seats == asked->wanted;
}

static bool ask_by_command(void *context)
{
    const struct asked *asked = context;
    const char *const words[] = {asked->program, "roster",   WORLD_BODY,  "--at", asked->place,
                                 "--json",       "--ledger", asked->path, NULL};
    return process_run(words, NULL);
}

static void measure(struct bench *bench, struct asked *asked, const char *where, const char *how, timed *run)
{
    struct row row = {.wanted = WANTED_BELOW, .limit = ROSTER_LIMIT};
    struct timing timing;
    snprintf(row.what, sizeof row.what, "roster of 11,000 seats at the %s index%s", where, how);
    row.failed = !run(asked) || !timing_of(run, asked, ROUNDS, &timing);
    if (row.failed)
        bench_failed(row.what, &asked->problem);
    row.ours = row.failed ? 0 : timing.median;
    report_add(&bench->report, &row);
    snprintf(row.what, sizeof row.what, "roster of 11,000 seats at the %s index, processor time", where);
    row.ours = row.failed ? 0 : timing.processor;
    if (run == ask_roster)
        report_add(&bench->report, &row);
}

static void measure_rosters(struct bench *bench)
{
    struct asked asked = {.program = bench->program, .path = bench->worlds.seats};
    int64_t size = 0;
    problem_clear(&asked.problem);
    if (store_open(asked.path, STORE_READ, &asked.store, &asked.problem) != STATUS_OK ||
        store_number(asked.store, &size, NULL, "SELECT count(*) FROM entry WHERE ? = 1", "i", (int64_t)1) !=
            STATUS_OK) {
        bench_failed("the body of many seats", &asked.problem);
        size = 0;
    }
    /* The founding alone; then when everybody is enrolled half; then all. */
    const struct {
        const char *name;
        int64_t place;
        size_t seats;
    } places[] = {
        {"first", 1, FILL_FOUNDED}, {"middle", size / 2, WORLD_MANY_SEATS}, {"newest", size, WORLD_MANY_SEATS}};
    for (size_t i = 0; i < sizeof places / sizeof places[0] && size; i++) {
        snprintf(asked.place, sizeof asked.place, "%" PRId64, places[i].place);
        asked.wanted = places[i].seats;
        measure(bench, &asked, places[i].name, "", ask_roster);
        measure(bench, &asked, places[i].name, ", the whole command", ask_by_command);
    }
    store_close(asked.store);
}

/* The files that the command reads: a statute without seats, and 11,000 lines. */
static bool write_files(const char *folder)
{
    struct buffer statute, seats;
    buffer_init(&statute);
    buffer_init(&seats);
    buffer_text(&statute, "stimmbuch/1 body\nname: found.example\ntitle: Versammlung\nlevel: steering\napprovals: 1\n"
                          "bench: b Bank\nrule: r Mehrheit\nadopted: r heads(yes) > heads(no)\n");
    for (unsigned i = 0; i < WORLD_MANY_SEATS; i++)
        buffer_format(&seats, "seat: s%05u b 1 voting Sitz %u\n", i, i);
    bool done =
        buffer_status(&statute) == STATUS_OK && buffer_status(&seats) == STATUS_OK &&
        file_write_atomic(folder, "pass", SLICE("vier Esel\n"), FILE_MODE_PRIVATE, true, NULL) == STATUS_OK &&
        file_write_atomic(folder, "statute", buffer_slice(&statute), FILE_MODE_PRIVATE, true, NULL) == STATUS_OK &&
        file_write_atomic(folder, "seats", buffer_slice(&seats), FILE_MODE_PRIVATE, true, NULL) == STATUS_OK;
    buffer_release(&statute);
    buffer_release(&seats);
    return done;
}

/* With the signing, and the passphrase of a key that asks for 64 MiB. */
static void measure_founding(struct bench *bench)
{
    const char *folder = bench->worlds.folder;
    char ledger[WORLD_PATH], keys[WORLD_PATH], statute[WORLD_PATH], seats[WORLD_PATH], pass[WORLD_PATH];
    char key[WORLD_PATH + 16];
    snprintf(ledger, sizeof ledger, "%s/found.db", folder);
    snprintf(keys, sizeof keys, "%s/found-keys", folder);
    snprintf(statute, sizeof statute, "%s/statute", folder);
    snprintf(seats, sizeof seats, "%s/seats", folder);
    snprintf(pass, sizeof pass, "%s/pass", folder);
    snprintf(key, sizeof key, "%s/gs.key", keys);
    const char *const make[] = {bench->program,      "key", "new", "gs", "--kdf", "interactive", "--keys", keys,
                                "--passphrase-file", pass,  NULL};
    const char *const found[] = {
        bench->program, "body",  "found",  statute, "--seats",           seats, "--as",     "gs",   "--kdf",
        "interactive",  "--yes", "--keys", keys,    "--passphrase-file", pass,  "--ledger", ledger, NULL};
    struct row row = {.what = "body found --seats, 11,000 seats, the whole command"};
    world_remove(ledger);
    row.failed = !write_files(folder) || (access(key, F_OK) != 0 && !process_run(make, NULL));
    uint64_t start = timing_now();
    row.failed = row.failed || !process_run(found, NULL);
    row.ours = timing_now() - start;
    if (row.failed)
        bench_failed(row.what, NULL);
    report_add(&bench->report, &row);
    world_remove(ledger);
}

void bench_seats(struct bench *bench)
{
    measure_founding(bench);
    measure_rosters(bench);
    bench_painted(bench);
}
