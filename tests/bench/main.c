/*
 * bench PROGRAM EMPTY FOLDER [GROUP]: measures, prints the table, writes FOLDER/figures.json. PROGRAM is stimmbuch,
 * EMPTY a program that does nothing, FOLDER (made when it is missing) keeps the large ledgers; GROUP: only that one.
 * The groups of a million entries run only when they are named: a ledger of them takes minutes and 0.9 GB.
 */
#include "core/key.h"
#include "tests/bench/bench.h"
#include "tests/bench/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool bench_failed(const char *what, const struct problem *problem)
{
    fprintf(stderr, "%s: %s (%s %s)\n", what, problem && problem->message ? problem->message : "failed",
            problem ? problem->detail[0] : "", problem ? problem->detail[1] : "");
    return false;
}

static bool prepare(struct bench *bench, const char *folder)
{
    struct problem problem;
    problem_clear(&problem);
    if (key_init(&problem) != STATUS_OK)
        return bench_failed("libsodium", &problem);
    if (words_load(&bench->words) != STATUS_OK)
        return bench_failed("words", NULL);
    return worlds_begin(&bench->worlds, folder);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*measure)(struct bench *bench);
        bool (*build)(struct worlds *worlds, const struct words *words);
    } groups[] = {{"cast", bench_cast, worlds_build},
                  {"audit", bench_audit, worlds_build},
                  {"export", bench_export, worlds_build},
                  {"start", bench_start, worlds_build},
                  {"screen", bench_screen, worlds_build},
                  {"search", bench_search, worlds_build},
                  {"replay", bench_replay, worlds_build},
                  {"count", bench_count, worlds_build_large},
                  {"seats", bench_seats, worlds_build_large},
                  {"parts", bench_parts, worlds_build},
                  {"receipts", bench_receipts, worlds_build},
                  {"since", bench_since, worlds_build_few},
                  {"import", bench_import, worlds_build},
                  {"minutes", bench_minutes, worlds_build_meeting},
                  {"power", bench_power, NULL},
                  {"hub", bench_hub, worlds_build},
                  {"screen-million", bench_screen_million, worlds_build_both},
                  {"million", bench_million, worlds_build_million},
                  {"since-million", bench_since_million, worlds_build_few_million}};
    const size_t usual = sizeof groups / sizeof groups[0] - 3;
    char path[WORLD_PATH];
    if (argc > 2 && strcmp(argv[1], PROCESS_MEASURE) == 0)
        return process_measure(argv + 2);
    if (argc < 4 || argc > 5) {
        fprintf(stderr, "usage: %s PROGRAM EMPTY FOLDER [GROUP]\n", argv[0]);
        return 2;
    }
    struct bench *bench = calloc(1, sizeof *bench);
    if (!bench)
        return 1;
    bench->program = argv[1];
    bench->empty = argv[2];
    bool done = prepare(bench, argv[3]);
    for (size_t i = 0; i < sizeof groups / sizeof groups[0] && done; i++)
        if (argc == 4 ? i < usual : strcmp(argv[4], groups[i].name) == 0) {
            done = !groups[i].build || groups[i].build(&bench->worlds, &bench->words);
            if (done)
                groups[i].measure(bench);
        }
    if (done) {
        report_print(&bench->report, argv[3]);
        snprintf(path, sizeof path, "%.200s/figures.json", argv[3]);
        done = report_write(&bench->report, argv[3], path);
        fprintf(stderr, done ? "\nThe same as JSON: %s\n" : "\n%s cannot be written\n", path);
    }
    words_release(&bench->words);
    free(bench);
    return done ? 0 : 1;
}
