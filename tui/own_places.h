/* What the key at the screen may do in a body: its office, its seats. */
#ifndef TUI_OWN_PLACES_H
#define TUI_OWN_PLACES_H

#include "tui/app.h"

enum { OWN_SEATS = 16 };

struct own_places {
    bool secretary;
    char seat[OWN_SEATS][48]; /* further ones are left out */
    size_t seats;
};

/* Nothing for somebody without a key. */
MUST_CHECK enum status own_places_read(struct own_places *out, struct app *app, int64_t body);

bool own_places_has(const struct own_places *own, struct slice seat);

#endif
