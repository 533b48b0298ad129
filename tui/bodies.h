/* The bodies of a ledger to choose from, one at a time; one's own comes first. */
#ifndef TUI_BODIES_H
#define TUI_BODIES_H

#include "core/digest.h"
#include "core/status.h"

struct app;

enum { BODIES_MAX = 64, BODY_NAME_BYTES = 104 };

struct bodies {
    struct {
        int64_t number, size; /* size: entries of its log */
        bool own;             /* the key at the screen has a place in it */
        struct digest founding;
        char name[BODY_NAME_BYTES];
    } body[BODIES_MAX];
    size_t count, current;
    bool any_own;
};

/*
 * Reads them anew; the chosen one stays. At first it is the one that was
 * chosen last, in this run or, where the configuration names none, before; else the one of the configuration, else
 * one in which the key at the screen has a place.
 */
MUST_CHECK enum status bodies_load(struct bodies *bodies, struct app *app);

/*
 * Opens the log of the one that is chosen at first: reading a large roster takes nearly as long as a key may. Where it
 * cannot be opened, the screen that needs it will say why. The seats of a large one are read beside the screen, for a
 * search to come.
 */
void bodies_open(struct app *app);

/* The next one, in a circle; the second one remembers it as chosen, for other lists and the next run. */
void bodies_next(struct bodies *bodies);
void bodies_choose_next(struct app *app, struct bodies *bodies);

/* 0 and "" where there is none. */
int64_t bodies_number(const struct bodies *bodies);
int64_t bodies_size(const struct bodies *bodies);
const char *bodies_name(const struct bodies *bodies);

/* Names of a body's members end in its own: the name without that, where the body is known anyway. */
struct slice bodies_short(struct slice name, struct slice body);

#endif
