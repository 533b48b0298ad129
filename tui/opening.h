/* What the screen for opening a ballot shows; tui/opening.c loads it, tui/screen_opening.c acts and paints. */
#ifndef TUI_OPENING_H
#define TUI_OPENING_H

#include "data/query.h"
#include "tui/app.h"
#include "tui/rule_words.h"

/* The argument of screen_opening. `meeting`: the index of the one in which it is opened, or -1: let that be chosen. */
struct opening_place {
    struct found proposal;
    int64_t meeting;
};

/* A meeting in which the ballot may be held. */
struct opening_meeting {
    int64_t index;
    struct digest id;
    struct buffer title;
};

struct opening_rule {
    char id[48];
    bool kind_fits, on_paper;
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
    struct opening_rule *rule; /* all of the statute's */
    size_t rules, rule_room;
    bool deadline_required;
    struct opening_meeting *meeting; /* all without minutes, the latest first */
    size_t meetings, meeting_room;
    size_t place; /* 0 is a written procedure, else one of the meetings, from 1 on */
};

MUST_CHECK enum status opening_load(struct app *app, struct opening *opening);
/* Chooses the meeting at that index; where there is none, or it is -1: a written procedure. */
void opening_choose(struct opening *opening, int64_t meeting);
void opening_release(struct opening *opening);

#endif
