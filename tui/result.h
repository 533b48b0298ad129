/* What the screen of a count knows, and how it is painted. */
#ifndef TUI_RESULT_H
#define TUI_RESULT_H

#include "data/ballot_facts.h"
#include "data/count.h"
#include "tui/rule_words.h"
#include "tui/widget.h"

struct app;

/* Why a seat voted as it did. */
struct result_reason {
    int64_t index; /* of the vote */
    size_t seat;
    struct slice choice, text;
};

/* Indices of seats; in the counting's arena. */
struct result_seats {
    size_t *seat, count;
};

struct result {
    struct ballot_facts facts;
    int64_t now;
    struct counting counting;
    bool counted;
    bool hidden;      /* open, and its interim count is not to be seen */
    bool weighted;    /* weights differ from heads */
    bool own_missing; /* the key may still vote here, and has not */
    wide weight;      /* of all seats that may vote */
    unsigned digits;
    const struct slice *quorum, *adopted; /* each comparison in words; in the counting's arena */
    struct rule_words words;
    struct result_reason *reason; /* in the counting's arena; none while the count is hidden */
    size_t reasons, unread;       /* unread: so many more are in the ledger */
    struct result_seats missing, recused;
    struct pager pager;
};

/* Counts anew; `facts` say which ballot. */
MUST_CHECK enum status result_load(struct result *result, struct app *app);
void result_release(struct result *result);

/* A seat that may vote here. */
bool result_votes(const struct result *result, size_t seat);

/* Reads the reasons of the votes that count. In tui/result_reasons.c, with its box. */
MUST_CHECK enum status result_read_reasons(struct result *result, struct app *app);
int result_reasons_box(const struct result *result, struct canvas *canvas, struct area area);

/* Who leads among options, in tui/result_lead.c; 0 where nothing is to be said. */
int result_lead_box(const struct result *result, struct canvas *canvas, struct area area);

/* Rows enough for the boxes in so many columns; and paints them on a canvas that has these, returning the rows used. */
int result_rows(const struct result *result, int columns);
int result_paint(const struct result *result, struct canvas *canvas);

/*
 * Below the boxes: the seats without a vote and those that take no part, in tui/result_seats.c. There may be thousands:
 * they are listed once, after counting, and painted as far as the canvas reaches, whose first row is row `top` of them.
 */
MUST_CHECK enum status result_list_seats(struct result *result);
size_t result_bench_run(const struct result *result, size_t first); /* so many from there on are of one bench */
int result_seats_rows(const struct result *result, int columns);
void result_paint_seats(const struct result *result, struct canvas *canvas, int top);

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
