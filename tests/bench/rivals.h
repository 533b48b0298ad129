/* Programs on a terminal that people like, to be measured beside this one. */
#ifndef TESTS_BENCH_RIVALS_H
#define TESTS_BENCH_RIVALS_H

#include <stdbool.h>
#include <stddef.h>

/* A program, and what it writes last on its first full screen. */
struct starter {
    const char *words[10], *mark;
};

struct rival {
    struct starter starter;
    bool installed; /* it says so on standard error where it is not */
};
enum { RIVALS = 4 };

/*
 * mc, tig, newsboat and htop, each with a list of more lines than the screen has, as far as it lies with us: newsboat's
 * feeds are made in `folder`; tig shows the commits of the folder that the bench runs in, mc its files. One of each is
 * moved by the key Down.
 */
void rivals_find(const char *folder, struct rival out[RIVALS]);

#endif
