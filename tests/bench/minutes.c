/* The minutes of a meeting with 100 ballots in a body of 11,000 seats, each with its roll call. */
#include "tests/bench/bench.h"
#include "tests/bench/process.h"
#include "tests/bench/timing.h"

#include <stdio.h>

enum { ROUNDS = 3 };

struct asked {
    const char *program, *path, *format;
    uint64_t peak;
};

static bool ask(void *context)
{
    struct asked *asked = context;
    const char *const words[] = {asked->program, "minutes",  WORLD_MANY_MEETING, "--format",
                                 asked->format,  "--ledger", asked->path,        NULL};
    return process_run(words, &asked->peak);
}

void bench_minutes(struct bench *bench)
{
    static const struct {
        const char *format;
        uint64_t seconds;
    } rows[] = {{"text", 2}, {"markdown", 2}, {"html", 2}, {"pdf", 10}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct asked asked = {.program = bench->program, .path = bench->worlds.meeting, .format = rows[i].format};
        struct row row = {.wanted = WANTED_BELOW, .limit = rows[i].seconds * 1000000000};
        struct timing timing;
        snprintf(row.what, sizeof row.what, "minutes, 100 ballots, 11,000 seats: %s", rows[i].format);
        row.failed = !timing_of(ask, &asked, ROUNDS, &timing);
        if (row.failed)
            bench_failed(row.what, NULL);
        row.ours = row.failed ? 0 : timing.median;
        report_add(&bench->report, &row);
        struct row memory = {.unit = UNIT_BYTES, .ours = asked.peak, .failed = row.failed};
        snprintf(memory.what, sizeof memory.what, "minutes as %s, memory", rows[i].format);
        report_add(&bench->report, &memory);
    }
}
