/* A count for a whole hall: what the view knows, and how it is painted. It only reads. */
#ifndef TUI_HALL_H
#define TUI_HALL_H

#include "tui/result.h"

struct hall {
    struct result result;
    struct buffer question; /* of the ballot, where it has one */
    struct buffer body;     /* the name of the body */
    struct buffer trouble;  /* why what is shown may be old; empty: it is what the ledger says */
    int64_t entries;        /* of the body's log */
    int64_t read;           /* when the ledger was read last, POSIX seconds */
    int64_t now;
    bool alone; /* the program is nothing else: leaving it ends it */
};

/* Reads anew; what is shown stays where that fails. */
MUST_CHECK enum status hall_load(struct hall *hall, struct app *app);
void hall_release(struct hall *hall);

void hall_paint(const struct hall *hall, struct canvas *canvas, struct area area);

/* In tui/hall_counts.c: the options with bars, in so many rows each; the benches; how many rows these take. */
int hall_options(const struct hall *hall, struct canvas *canvas, struct area area, int high);
int hall_benches(const struct hall *hall, struct canvas *canvas, struct area area, int high);
size_t hall_bars(const struct hall *hall);
int hall_benches_rows(const struct hall *hall, int high);

/* In tui/hall_words.c: until when, and how long that is; whether it can still change, or what came out; the ledger. */
void hall_deadline(const struct hall *hall, struct buffer *out);
void hall_state(const struct hall *hall, enum style *style, struct buffer *out);
void hall_outlook(const struct hall *hall, struct buffer *out);
void hall_ledger(const struct hall *hall, struct buffer *out);

#endif
