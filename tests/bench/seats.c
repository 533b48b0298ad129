/* A body of 11,000 seats: founding it, its roster at any place, and what keys do on its screens. */
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
    return query_roster(asked->store, 1, place, &visitor, &asked->problem) == STATUS_OK &&
           query_roster_entries(asked->store, 1, place, skip_entry, asked, &asked->problem) == STATUS_OK &&
           asked->seats == asked->wanted;
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

void bench_seats(struct bench *bench)
{
    measure_rosters(bench);
    bench_painted(bench);
}
