/* One entry, exactly as it was signed. */
#ifndef TUI_SCREEN_ENTRY_H
#define TUI_SCREEN_ENTRY_H

#include <stdint.h>

/* The argument of screen_entry. */
struct entry_place {
    int64_t body, index;
};

#endif
