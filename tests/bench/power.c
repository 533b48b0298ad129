/*
 * Voting power, exactly: the IT-Planungsrat with its weights, 11,000 equal seats beside 17 weighted ones, and what a
 * change on the screen has to count for a body of 30 seats, each of another weight.
 */
#include "core/power_bench.h"
#include "tests/bench/bench.h"
#include "tests/bench/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 5, MANY = 11000, SECOND = 1000000000, AT_ONCE = 100000000, MEGABYTE = 1000000 };

/* Königsteiner Schlüssel 2016, and the Bund without weight. */
static const char *const weights[] = {"0",       "12.96662", "15.53327", "5.08324", "3.03655",  "0.95331",
                                      "2.55752", "7.39885",  "2.01240",  "9.33138", "21.14424", "4.83089",
                                      "1.21111", "5.05577",  "2.79941",  "3.39074", "2.69470"};
enum { WEIGHTED = sizeof weights / sizeof weights[0], CHANGED = 30 };

static const struct roll_bench benches[] = {
    {{"bund", 4}, {"Bund", 4}}, {{"laender", 7}, {"Länder", 7}}, {{"kommunen", 8}, {"Kommunen", 8}}};

struct body {
    const char *rule;
    size_t municipal;
    bool spread; /* municipal seats weigh differently too */
    struct arena arena;
    struct roll roll;
    struct power_question question;
    struct problem problem;
};

/* Ids in byte order, as a roll wants them: m00000 …, w00 …. */
static bool make_body(struct body *body)
{
    size_t seats = WEIGHTED + body->municipal;
    struct roll_seat *seat = arena_array(&body->arena, seats, sizeof *seat);
    char id[16], weight[16];
    for (size_t i = 0; seat && i < seats; i++) {
        bool municipal = i < body->municipal;
        size_t number = municipal ? i : i - body->municipal;
        snprintf(id, sizeof id, municipal ? "m%05zu" : "w%02zu", number);
        snprintf(weight, sizeof weight, "1.%03zu", body->spread ? number * number : 0);
        seat[i] = (struct roll_seat){.id = arena_copy(&body->arena, slice_of(id)),
                                     .weight_text = municipal ? arena_copy(&body->arena, slice_of(weight))
                                                              : slice_of(weights[number]),
                                     .bench = municipal ? 2
                                              : number  ? 1
                                                        : 0,
                                     .voting = true};
        if (!seat[i].id.at || !seat[i].weight_text.at || !decimal_parse(seat[i].weight_text, &seat[i].weight))
            return false;
    }
    body->roll = (struct roll){.bench = benches, .benches = 3, .seat = seat, .seats = seats, .chair = ROLL_NONE};
    body->question = (struct power_question){.roll = &body->roll, .method = METHOD_YES_NO, .round = 1, .call = 1};
    return seat && expression_parse(slice_of(body->rule), METHOD_YES_NO, &body->roll, &body->arena,
                                    &body->question.adopted, &body->problem) == STATUS_OK;
}

static bool count_power(void *context)
{
    struct body *body = context;
    struct arena arena = {0};
    struct power_game game;
    struct power power = {0};
    struct power_benches found;
    bool good = power_game_make(&body->question, &arena, &game) == STATUS_OK &&
                power_make(&game, &power) == STATUS_OK && power.exact &&
                power_benches_make(&game, power.monotone, &arena, &found) == STATUS_OK;
    power_release(&power);
    arena_release(&arena);
    return good;
}

/* The memory of a process that does nothing else. */
static uint64_t memory_of(struct body *body)
{
    struct rusage usage;
    int state = 1;
    pid_t child = fork();
    if (child == 0)
        _exit(count_power(body) ? 0 : 1);
    if (child < 0 || wait4(child, &state, 0, &usage) != child || state != 0)
        return 0;
    return (uint64_t)usage.ru_maxrss * 1024;
}

static void measure(struct bench *bench, const char *what, struct body body, uint64_t limit)
{
    struct row row = {.wanted = WANTED_BELOW, .limit = limit};
    struct row memory = {.unit = UNIT_BYTES, .wanted = WANTED_BELOW, .limit = UINT64_C(200) * MEGABYTE};
    struct timing timing = {0};
    snprintf(row.what, sizeof row.what, "voting power, exact: %s", what);
    snprintf(memory.what, sizeof memory.what, "the same, memory of the process");
    row.failed = !make_body(&body) || !timing_of(count_power, &body, ROUNDS, &timing);
    if (row.failed)
        bench_failed(row.what, &body.problem);
    row.ours = timing.median;
    report_add(&bench->report, &row);
    snprintf(row.what, sizeof row.what, "the same, processor time");
    row.ours = timing.processor;
    report_add(&bench->report, &row);
    memory.ours = row.failed ? 0 : memory_of(&body);
    memory.failed = !memory.ours;
    report_add(&bench->report, &memory);
    arena_release(&body.arena);
}

void bench_power(struct bench *bench)
{
    measure(bench, "IT-Planungsrat, 17 seats",
            (struct body){.rule = "heads(yes in bund) = heads(all in bund) and heads(yes in laender) >= 11 and "
                                  "weight(yes in laender) >= 2/3 * weight(all in laender)"},
            SECOND);
    measure(bench, "11,000 equal seats, 17 weighted, two measures",
            (struct body){.rule = "heads(yes) > 1/2 * heads(all) and "
                                  "weight(yes in laender) >= 2/3 * weight(all in laender)",
                          .municipal = MANY},
            UINT64_C(2) * SECOND);
    measure(bench, "11,000 and 17, a majority of each bench",
            (struct body){.rule = "heads(yes in kommunen) > 1/2 * heads(all in kommunen) and "
                                  "weight(yes in laender) >= 2/3 * weight(all in laender)",
                          .municipal = MANY},
            UINT64_C(2) * SECOND);
    measure(bench, "a change on the screen, 30 seats of 30 weights",
            (struct body){.rule = "heads(yes) > 1/2 * heads(all) and weight(yes) >= 2/3 * weight(all)",
                          .municipal = CHANGED - WEIGHTED,
                          .spread = true},
            AT_ONCE);
}
