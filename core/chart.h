/*
 * Charts of votes and costs. Each meaning has a form beside its colour, and every number stands beside its bar in
 * words. All lengths are tenths of a pixel; everything is computed in whole numbers, so a chart is the same everywhere.
 */
#ifndef CORE_CHART_H
#define CORE_CHART_H

#include "core/drawing.h"

enum {
    CHART_WIDTH = 6400,
    CHART_SEATS_MOST = 1000, /* more seats than this have no half circle: its dots could not be told apart */
    CHART_EMPTY = 255        /* the form of what is not there: seats that did not vote */
};

/* A bar: what it is and its numbers in words above it, and its parts; the longest bar is as wide as the chart. */
struct chart_bar {
    struct slice label;
    const uint64_t *part; /* as many as the chart has words */
};

/* The height of a drawing for them; and the bars. Part i has form i, the last part of all CHART_EMPTY. */
int chart_bars_height(size_t bars, size_t words);
void chart_bars(struct drawing *drawing, const struct chart_bar *bar, size_t bars, const struct slice *word,
                size_t words);

/* A seat of the half circle: which group it sits with, and the form that stands for its vote. */
struct chart_seat {
    unsigned group, form;
};

/*
 * The seats in the order given, from left to right; where the group changes its number is written outside. `word`: what
 * each form means, the last one CHART_EMPTY; `group`: "1 Bund". At most CHART_SEATS_MOST seats.
 */
int chart_half_height(size_t words, size_t groups);
void chart_half(struct drawing *drawing, const struct chart_seat *seat, size_t seats, const struct slice *word,
                size_t words, const struct slice *group, size_t groups);

/* An amount: its label, and from where it is sure to how far it may go; `open`: nobody knows how far. */
struct chart_amount {
    struct slice label;
    int64_t low, high;
    bool open;
};

/* `word`: what the two forms mean, "sure" and "up to". */
int chart_amounts_height(size_t amounts);
void chart_amounts(struct drawing *drawing, const struct chart_amount *amount, size_t amounts,
                   const struct slice word[2]);

#endif
