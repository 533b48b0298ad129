/* The screens as a person has them, on a pseudo-terminal of 80x24: starting, scrolling, memory. */
#include "tests/bench/bench.h"
#include "tests/bench/pty.h"
#include "tests/bench/timing.h"

#include <stdio.h>

enum {
    STARTS = 31,
    KEYS = 300,
    SINGLE_KEYS = 31,
    SINGLE_MS = 250, /* longer than the keys' rest, so that the preview comes with each */
    NEARLY_ALL = 99, /* of a hundred */
    START_LIMIT = 15000000,
    KEY_LIMIT = 3000000,
    LINE_BYTES = 400,
    MEMORY = 12 << 20,
    SAME = 1000, /* thousandths */
};

/* A program, and what it writes last on its first full screen. */
struct starter {
    const char *words[10], *mark;
};

static bool start_once(const struct bench *bench, const struct starter *starter, uint64_t *time)
{
    struct pty pty;
    struct pty_answer answer;
    bool done = pty_start(&pty, starter->words, bench->worlds.folder, starter->mark, &answer);
    *time = answer.time;
    if (pty.pid > 0)
        (void)pty_end(&pty);
    return done;
}

/* In turns, so that a busy moment meets both. `other` may be NULL. */
static bool start_in_turns(const struct bench *bench, const struct starter *ours, const struct starter *other,
                           struct row *row)
{
    uint64_t time[STARTS], others[STARTS];
    /* The first run brings the files into the cache. */
    bool done = start_once(bench, ours, time) && (!other || start_once(bench, other, others));
    for (size_t i = 0; i < STARTS && done; i++)
        done = start_once(bench, ours, &time[i]) && (!other || start_once(bench, other, &others[i]));
    row->ours = done ? timing_median(time, STARTS) : 0;
    row->bare = done && other ? timing_median(others, STARTS) : 0;
    return done;
}

static void measure_start(struct bench *bench, const struct starter *ours)
{
    static const struct starter rivals[] = {{{"mc"}, "Quit"}, {{"tig"}, "[main]"}};
    struct row row = {.wanted = WANTED_BELOW, .limit = START_LIMIT};
    snprintf(row.what, sizeof row.what, "start to first full screen, 100,000 entries");
    row.failed = !start_in_turns(bench, ours, NULL, &row);
    report_add(&bench->report, &row);
    for (size_t i = 0; i < sizeof rivals / sizeof rivals[0]; i++) {
        const char *name = rivals[i].words[0];
        row = (struct row){.wanted = WANTED_RATIO_AT_MOST, .limit = SAME};
        snprintf(row.what, sizeof row.what, "start to first full screen, beside %s", name);
        if (!pty_has(name)) {
            fprintf(stderr, "%s is not installed: nothing to compare with\n", name);
            continue;
        }
        row.failed = !start_in_turns(bench, ours, &rivals[i], &row);
        report_add(&bench->report, &row);
    }
}

static void add(struct bench *bench, const char *what, enum unit unit, uint64_t value, uint64_t limit)
{
    struct row row = {.unit = unit, .ours = value, .wanted = limit ? WANTED_BELOW : WANTED_NOTHING, .limit = limit};
    snprintf(row.what, sizeof row.what, "%s", what);
    report_add(&bench->report, &row);
}

/* One key after the other, each when the last one's answer has come; false when one had none. */
static bool scroll(const struct pty *pty, size_t keys, int quiet, uint64_t *time, uint64_t *bytes)
{
    *bytes = 0;
    for (size_t i = 0; i < keys; i++) {
        struct pty_answer answer;
        if (!pty_press(pty, "j", quiet, &answer))
            return false;
        time[i] = answer.time;
        *bytes += answer.bytes;
    }
    *bytes /= keys;
    return true;
}

static bool measure_keys(struct bench *bench, const struct starter *ours)
{
    struct pty pty;
    struct pty_answer answer;
    uint64_t time[KEYS], single[SINGLE_KEYS], bytes = 0, single_bytes = 0;
    bool done = pty_start(&pty, ours->words, bench->worlds.folder, ours->mark, &answer) &&
                pty_press(&pty, "2", SINGLE_MS, &answer) && scroll(&pty, KEYS, PTY_QUIET_MS, time, &bytes) &&
                pty_press(&pty, "g", SINGLE_MS, &answer) && scroll(&pty, SINGLE_KEYS, SINGLE_MS, single, &single_bytes);
    uint64_t memory = pty.pid > 0 ? pty_end(&pty) : 0;
    if (!done)
        return false;
    add(bench, "a key's last byte, scrolling in 100,000 proposals", UNIT_NANOSECONDS, timing_median(time, KEYS),
        KEY_LIMIT);
    add(bench, "the same, 99 of 100 keys", UNIT_NANOSECONDS, time[KEYS * NEARLY_ALL / 100], KEY_LIMIT);
    add(bench, "a single key, with the preview", UNIT_NANOSECONDS, timing_median(single, SINGLE_KEYS), KEY_LIMIT);
    add(bench, "bytes a line, scrolling", UNIT_BYTES, bytes, LINE_BYTES);
    add(bench, "bytes a single key, with the preview", UNIT_BYTES, single_bytes, LINE_BYTES);
    add(bench, "memory of the screens on that ledger", UNIT_BYTES, memory, MEMORY);
    return true;
}

void bench_screen(struct bench *bench)
{
    const char *keys = bench->worlds.folder;
    const struct starter proposals = {
        {bench->program, "--ledger", bench->worlds.proposals, "--keys", keys, "--lang", "en"}, " end"};
    const struct starter votes = {{bench->program, "--ledger", bench->worlds.votes, "--keys", keys, "--lang", "en"},
                                  " end"};
    measure_start(bench, &votes);
    if (!measure_keys(bench, &proposals))
        bench_failed("the screens", NULL);
}
