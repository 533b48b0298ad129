/* Keys to choose from where one is asked for: those on this machine, and those that the ledger's bodies know. */
#ifndef TUI_KNOWN_KEYS_H
#define TUI_KNOWN_KEYS_H

#include "tui/app.h"
#include "tui/secretaries.h"

enum { KNOWN_KEYS = 64 };

struct known_key {
    struct slice name, vkey; /* the verifier key as text; in the arena */
    struct slice person;     /* from the address book, or empty */
    bool here;               /* its file is on this machine */
};

struct known_keys {
    struct arena arena;
    struct known_key key[KNOWN_KEYS];
    size_t count;
};

/* Reads them anew: those whose name has `part` in it, and that are not chosen already. Release it in any case. */
MUST_CHECK enum status known_keys_load(struct known_keys *known, struct app *app, struct slice part,
                                       const struct secretaries *chosen, struct problem *problem);
void known_keys_release(struct known_keys *known);

#endif
