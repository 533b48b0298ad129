/*
 * The wording of a new statute in the text of a proposal, so that what is decided is what will be in force:
 *
 *     The rules of procedure are to be:
 *
 *     ```statute
 *     rule: einfach Einfache Mehrheit
 *     adopted: einfach heads(yes) > heads(no)
 *     ```
 *
 * Between the two lines stands the block of a `statute` entry, byte for byte (data/FORMAT.md section 6).
 */
#ifndef CORE_WORDING_H
#define CORE_WORDING_H

#include "core/entry.h"

struct wording {
    size_t marks;        /* how many lines "```statute" the text has: a proposal holds a statute when it is 1 */
    bool closed;         /* a line "```" ends it */
    struct slice lines;  /* behind the first of them and before its end; borrowed */
    struct slice before; /* the text up to and with the first of them */
    struct slice behind; /* the text from its end's line on */
};

/* Looks for a statute in a text without bars. */
void wording_find(struct slice text, struct wording *out);

/* The block of a `statute` entry: its lines from the first behind the common fields to the last before `decided`. */
struct slice wording_block(const struct entry *statute);

/* Does the text of this proposal hold this statute, and no other? STATUS_NO_MEMORY. */
MUST_CHECK enum status wording_holds(const struct entry *proposal, const struct entry *statute, bool *out);

#endif
