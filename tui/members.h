/* Seats and offices of a body, who holds them, and what of that a search leaves. */
#ifndef TUI_MEMBERS_H
#define TUI_MEMBERS_H

#include "core/arena.h"
#include "tui/bodies.h"
#include "tui/widget.h"

/* A seat, or an office, which has no seat; who is not known is empty. Slices lie in the arena. */
struct place {
    struct slice seat, title, bench;
    struct slice holder, person, vkey; /* the key's name, who that is by the address book, the whole key */
    struct slice deputies;             /* by name, a comma between them */
    struct slice folded;               /* everything that a search looks at */
    bool voting, office;
};

struct members {
    struct bodies bodies;
    struct arena arena;
    struct place *place;
    size_t places, capacity;
    size_t *shown; /* what the search leaves: `list.count` of them */
    struct list list;
    struct input search;
    bool typing;
};

/* Reads the chosen body's places anew; then what the search leaves is worked out. */
MUST_CHECK enum status members_load(struct members *members, struct app *app);

/* Works out what the search leaves: every word of it is somewhere in the place. */
void members_filter(struct members *members);
void members_release(struct members *members);

/* The selected place, or NULL. */
const struct place *members_focus(const struct members *members);

#endif
