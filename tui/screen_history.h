/* Every entry that changed seats, members, keys or the statute of a body. */
#ifndef TUI_SCREEN_HISTORY_H
#define TUI_SCREEN_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

/* The argument of screen_history. `place`: only entries before that index; `now`: and those that come. */
struct history_place {
    int64_t body, place;
    bool now;
};

#endif
