/* Composing entry 0, the founding of a body, from the draft of its statute. */
#ifndef DATA_COMPOSE_BODY_H
#define DATA_COMPOSE_BODY_H

#include "core/draft.h"
#include "core/key.h"

/* The body's name in a draft, which is also the name of its log key. STATUS_FORM when the draft has none. */
MUST_CHECK enum status founding_name(const struct draft *draft, struct slice *out, struct problem *problem);

struct founding_keys {
    const struct vkey *log;       /* under the body's name */
    const struct vkey *secretary; /* the author first */
    size_t secretaries;
};

/*
 * Adds author, time and keys, and writes the text, in which the rules have their one spelling. STATUS_FORM, with a line
 * of the draft's file where it is one's fault, when the statute is not well-formed.
 */
MUST_CHECK enum status compose_body(struct draft *draft, const struct founding_keys *keys, struct instant at,
                                    struct buffer *text, struct problem *problem);

#endif
