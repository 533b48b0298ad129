/* What the screen for opening a ballot shows; tui/opening.c loads it, tui/screen_opening.c acts and paints. */
#ifndef TUI_OPENING_H
#define TUI_OPENING_H

#include "data/query.h"
#include "tui/app.h"
#include "tui/rule_words.h"

enum { OPENING_RULES = 32 };

struct opening_rule {
    char id[48];
    bool kind_fits, countable;
    struct rule_words words;
};

/* A line `require` of the statute, in words; in the arena. */
struct opening_gate {
    bool passes;
    struct slice demand, lack; /* what is asked for, and what of it is missing; empty: nothing */
};

struct opening {
    struct found proposal;
    struct buffer title, alerts; /* alerts: what the proposal leaves open, a sentence a line */
    struct arena arena;
    struct opening_gate *gate; /* those that are not passed come first */
    size_t gates, closed;      /* closed: so many are not passed */
    char kind[32];
    struct opening_rule rule[OPENING_RULES];
    size_t rules;
    bool deadline_required;
};

MUST_CHECK enum status opening_load(struct app *app, struct opening *opening);
void opening_release(struct opening *opening);

#endif
