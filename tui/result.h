/* What the screen of a count knows, and how it is painted. */
#ifndef TUI_RESULT_H
#define TUI_RESULT_H

#include "data/ballot_facts.h"
#include "data/count.h"
#include "tui/rule_words.h"
#include "tui/widget.h"

struct app;

struct result {
    struct ballot_facts facts;
    bool has_closes;
    int64_t closes, now;
    struct counting counting;
    bool counted;
    bool hidden;      /* open, and its interim count is not to be seen */
    bool weighted;    /* weights differ from heads */
    bool own_missing; /* the key may still vote here, and has not */
    wide weight;      /* of all seats that may vote */
    unsigned digits;
    const struct slice *quorum, *adopted; /* each comparison in words; in the counting's arena */
    struct rule_words words;
    struct pager pager;
};

/* Counts anew; `facts` say which ballot. */
MUST_CHECK enum status result_load(struct result *result, struct app *app);
void result_release(struct result *result);

/* A seat that may vote here; and one of these without a counted vote. */
bool result_votes(const struct result *result, size_t seat);
bool result_misses(const struct result *result, size_t seat);

/* A canvas high enough for everything in so many columns; and paints it there, returning the rows used. */
int result_rows(const struct result *result);
int result_paint(const struct result *result, struct canvas *canvas);

/*
 * In tui/result_boxes.c: the parts, each in a frame at `area`, which is as high as *_rows says. The others return the
 * rows they took.
 */
int result_votes_rows(const struct result *result, bool spacious);
void result_votes_box(const struct result *result, struct canvas *canvas, struct area area, bool spacious);
int result_quorum_box(const struct result *result, struct canvas *canvas, struct area area, int least);
int result_bench_box(const struct result *result, struct canvas *canvas, struct area area);
int result_rule_box(const struct result *result, struct canvas *canvas, struct area area);

#endif
