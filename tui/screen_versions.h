/* The versions of a proposal or a statute, and what differs between two of them. */
#ifndef TUI_SCREEN_VERSIONS_H
#define TUI_SCREEN_VERSIONS_H

#include "core/field.h"

/* The argument of screen_versions. KIND_STATUTE: `index` means nothing. */
struct versions_place {
    enum kind kind;
    int64_t body, index;
};

#endif
