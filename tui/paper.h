/* The ballot paper: what the screen on which a vote is chosen shows; loaded by tui/paper.c, painted by paper_draw.c. */
#ifndef TUI_PAPER_H
#define TUI_PAPER_H

#include "data/ballot_facts.h"
#include "tui/app.h"
#include "tui/paper_choice.h"
#include "tui/rule_words.h"
#include "tui/seat_pass.h"

enum { PAPER_SEATS = PASS_SEATS };

/* A place from which the --as key may vote, and what was voted for its seat. */
struct paper_seat {
    char id[48], role[16];
    struct buffer title, vote, why; /* why: the reason why nothing can be cast now; empty: it can */
};

enum paper_focus { PAPER_CHOICE, PAPER_REASON, PAPER_FACTS, PAPER_FOCUSES };

struct paper {
    struct ballot_facts facts;
    struct buffer body, times, alerts; /* alerts: what the proposal leaves open, a sentence a line */
    struct rule_words words;
    struct arena arena; /* names and titles of the options */
    struct paper_choice choice;
    bool abstention_forbidden;
    struct paper_seat seat[PAPER_SEATS];
    size_t seats, current;
    struct list list; /* the lines of `choice` */
    enum paper_focus focus;
    struct pager pager; /* of the facts */
    struct input reason;
    struct seat_pass pass; /* what was signed since the paper was opened, where there are several seats */
};

/* Reads everything but what is being chosen and typed. */
MUST_CHECK enum status paper_load(struct app *app, struct paper *paper);
void paper_release(struct paper *paper);

/* The vote for that canonical choice, composed into the draft, or any for that seat where `choice` is empty. */
MUST_CHECK enum status paper_compose(struct app *app, const struct paper *paper, struct slice choice, size_t seat,
                                     struct draft *draft, struct problem *problem);

/* True for the choices that say why. */
bool paper_needs_reason(struct slice choice);

/* Scrolls the facts. False: the action is for something else. */
bool paper_scroll(struct paper *paper, enum action action, struct area area);

/* So many lines of the choice are seen at once. */
int paper_choice_rows(const struct paper *paper, struct area area);

void paper_draw(const void *state, struct canvas *canvas, struct area area);

#endif
