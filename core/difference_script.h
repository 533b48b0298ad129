/* The shortest script between two sequences: what core/difference does with lines, and with words. */
#ifndef CORE_DIFFERENCE_SCRIPT_H
#define CORE_DIFFERENCE_SCRIPT_H

#include "core/slice.h"
#include "core/status.h"

struct difference_token {
    struct slice text;
    uint32_t sum; /* of the text: tokens with another one are different */
    bool changed; /* it is not in the other sequence */
};

struct difference_tokens {
    struct difference_token *at;
    size_t count;
};

/* A token with its sum. */
struct difference_token difference_token(struct slice text);

/* Sets `changed` of all. STATUS_NO_MEMORY. */
MUST_CHECK enum status difference_script(struct difference_tokens old, struct difference_tokens fresh);

#endif
