/* One's keys on the screen. */
#ifndef TUI_SCREEN_KEYS_H
#define TUI_SCREEN_KEYS_H

#include "core/slice.h"

/* The argument of screen_keys, or NULL: all keys. */
struct keys_place {
    struct slice ends; /* the name of a key that is to be ended; borrowed for the call */
};

#endif
