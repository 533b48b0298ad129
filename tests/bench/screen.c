/* The screens as a person has them, on a pseudo-terminal of 80x24, beside other programs: start, scrolling, memory. */
#include "tests/bench/bench.h"
#include "tests/bench/pty.h"
#include "tests/bench/rivals.h"
#include "tests/bench/timing.h"

#include <stdio.h>

enum {
    STARTS = 31,
    KEYS = 300,
    RIVAL_KEYS = 100,
    DOWN = 30, /* keys until a list of 24 rows scrolls */
    SINGLE_KEYS = 31,
    SINGLE_MS = 250, /* longer than the keys' rest, so that the preview comes with each */
    NEARLY_ALL = 99, /* of a hundred */
    START_LIMIT = 10000000,
    KEY_LIMIT = 2000000,
    LINE_BYTES = 300,
    PREVIEW_BYTES = 400, /* the preview of another proposal is written anew */
    MEMORY = 12 << 20,
    SAME = 1000, /* thousandths */
};

#define KEY_DOWN "\033OB"

/* What one program was measured to do. */
struct measured {
    uint64_t key, nearly_all, bytes, memory;
};

/* `processor` may be NULL: the time that it has computed until then, whatever else the machine had to do. */
static bool start_once(const struct bench *bench, const struct starter *starter, uint64_t *time, uint64_t *processor)
{
    struct pty pty;
    struct pty_answer answer;
    bool done = pty_start(&pty, starter->words, bench->worlds.folder, starter->mark, &answer);
    *time = answer.time;
    if (processor)
        *processor = pty.pid > 0 ? pty_processor(&pty) : 0;
    if (pty.pid > 0)
        (void)pty_end(&pty);
    return done;
}

/* In turns, so that a busy moment meets both. */
static bool start_in_turns(const struct bench *bench, const struct starter *ours, const struct starter *other,
                           struct row *row)
{
    uint64_t time[STARTS], others[STARTS];
    /* The first run brings the files into the cache. */
    bool done = start_once(bench, ours, time, NULL) && start_once(bench, other, others, NULL);
    for (size_t i = 0; i < STARTS && done; i++)
        done = start_once(bench, ours, &time[i], NULL) && start_once(bench, other, &others[i], NULL);
    row->ours = done ? timing_median(time, STARTS) : 0;
    row->bare = done ? timing_median(others, STARTS) : 0;
    return done;
}

static void start_alone(struct bench *bench, const struct starter *ours, const char *ledger)
{
    uint64_t time[STARTS], processor[STARTS];
    bool done = start_once(bench, ours, time, NULL);
    for (size_t i = 0; i < STARTS && done; i++)
        done = start_once(bench, ours, &time[i], &processor[i]);
    struct row row = {.wanted = WANTED_BELOW, .limit = START_LIMIT, .failed = !done};
    snprintf(row.what, sizeof row.what, "start to first full screen, %s", ledger);
    row.ours = done ? timing_median(time, STARTS) : 0;
    report_add(&bench->report, &row);
    snprintf(row.what, sizeof row.what, "the same, processor time");
    row.ours = done ? timing_median(processor, STARTS) : 0;
    report_add(&bench->report, &row);
}

static void measure_start(struct bench *bench, const struct starter *ours, const struct rival *rivals,
                          const char *ledger)
{
    start_alone(bench, ours, ledger);
    for (size_t i = 0; i < RIVALS; i++) {
        if (!rivals[i].installed)
            continue;
        struct row row = {.wanted = WANTED_RATIO_AT_MOST, .limit = SAME};
        snprintf(row.what, sizeof row.what, "start to first full screen, beside %s", rivals[i].starter.words[0]);
        row.failed = !start_in_turns(bench, ours, &rivals[i].starter, &row);
        report_add(&bench->report, &row);
    }
}

static void add(struct bench *bench, const char *what, enum unit unit, uint64_t value, uint64_t limit)
{
    struct row row = {.unit = unit, .ours = value, .wanted = limit ? WANTED_BELOW : WANTED_NOTHING, .limit = limit};
    snprintf(row.what, sizeof row.what, "%s", what);
    report_add(&bench->report, &row);
}

/* One key after the other, each when the last one's answer has come; false when one had none. Sorts the times. */
static bool scroll(const struct pty *pty, size_t keys, int quiet, struct measured *out)
{
    uint64_t time[KEYS], bytes = 0;
    for (size_t i = 0; i < keys; i++) {
        struct pty_answer answer;
        if (!pty_press(pty, KEY_DOWN, quiet, &answer))
            return false;
        time[i] = answer.time;
        bytes += answer.bytes;
    }
    out->key = timing_median(time, keys);
    out->nearly_all = time[keys * NEARLY_ALL / 100];
    out->bytes = bytes / keys;
    return true;
}

/* Down to where the list scrolls; a program that has nothing to show for a key there is at its end. */
static bool measure_rival(const struct bench *bench, const struct starter *rival, struct measured *out)
{
    struct pty pty;
    struct pty_answer answer;
    bool done = pty_start(&pty, rival->words, bench->worlds.folder, rival->mark, &answer);
    for (size_t i = 0; i < DOWN && done; i++)
        done = pty_press(&pty, KEY_DOWN, PTY_QUIET_MS, &answer);
    done = done && scroll(&pty, RIVAL_KEYS, PTY_QUIET_MS, out);
    out->memory = pty.pid > 0 ? pty_end(&pty) : 0;
    return done;
}

static void add_beside(struct bench *bench, const char *what, const char *name, enum unit unit, uint64_t ours,
                       uint64_t other)
{
    struct row row = {.unit = unit, .ours = ours, .bare = other, .wanted = WANTED_NOTHING};
    snprintf(row.what, sizeof row.what, "%s, beside %s", what, name);
    report_add(&bench->report, &row);
}

static void compare(struct bench *bench, const struct rival *rivals, const struct measured *ours)
{
    for (size_t i = 0; i < RIVALS; i++) {
        const char *name = rivals[i].starter.words[0];
        struct measured other;
        if (!rivals[i].installed)
            continue;
        if (!measure_rival(bench, &rivals[i].starter, &other)) {
            bench_failed(name, NULL);
            continue;
        }
        add_beside(bench, "a key's last byte, scrolling", name, UNIT_NANOSECONDS, ours->key, other.key);
        add_beside(bench, "bytes a line, scrolling", name, UNIT_BYTES, ours->bytes, other.bytes);
        add_beside(bench, "memory", name, UNIT_BYTES, ours->memory, other.memory);
    }
}

static bool measure_keys(struct bench *bench, const struct starter *starter, const struct rival *rivals)
{
    struct pty pty;
    struct pty_answer answer;
    struct measured ours, single;
    bool done = pty_start(&pty, starter->words, bench->worlds.folder, starter->mark, &answer) &&
                pty_press(&pty, "2", SINGLE_MS, &answer) && scroll(&pty, KEYS, PTY_QUIET_MS, &ours) &&
                pty_press(&pty, "g", SINGLE_MS, &answer) && scroll(&pty, SINGLE_KEYS, SINGLE_MS, &single);
    ours.memory = pty.pid > 0 ? pty_end(&pty) : 0;
    if (!done)
        return false;
    add(bench, "a key's last byte, scrolling in 100,000 proposals", UNIT_NANOSECONDS, ours.key, KEY_LIMIT);
    add(bench, "the same, 99 of 100 keys", UNIT_NANOSECONDS, ours.nearly_all, KEY_LIMIT);
    add(bench, "a single key, with the preview", UNIT_NANOSECONDS, single.key, KEY_LIMIT);
    add(bench, "bytes a line, scrolling", UNIT_BYTES, ours.bytes, LINE_BYTES);
    add(bench, "bytes a single key, with the preview", UNIT_BYTES, single.bytes, PREVIEW_BYTES);
    add(bench, "memory of the screens on that ledger", UNIT_BYTES, ours.memory, MEMORY);
    compare(bench, rivals, &ours);
    return true;
}

/* What is started is measured on the one ledger, keys in the list of proposals of the other. */
static void measure(struct bench *bench, const char *started, const char *listed, const char *label)
{
    const char *keys = bench->worlds.folder;
    const struct starter start = {{bench->program, "--ledger", started, "--keys", keys, "--lang", "en"}, " end"};
    const struct starter list = {{bench->program, "--ledger", listed, "--keys", keys, "--lang", "en"}, " end"};
    struct rival rivals[RIVALS];
    rivals_find(bench->worlds.folder, rivals);
    measure_start(bench, &start, rivals, label);
    if (!measure_keys(bench, &list, rivals))
        bench_failed("the screens", NULL);
}

void bench_screen(struct bench *bench)
{
    measure(bench, bench->worlds.votes, bench->worlds.proposals, "100,000 entries");
}

void bench_screen_million(struct bench *bench)
{
    measure(bench, bench->worlds.both, bench->worlds.both, "1,000,000 entries and 100,000 proposals");
}
