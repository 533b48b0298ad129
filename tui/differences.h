/*
 * What differs between two entries that say the same thing anew: versions of a proposal, or of a statute. Compared are
 * the lines that their authors wrote, without those that each version has of its own (number, what it supersedes).
 */
#ifndef TUI_DIFFERENCES_H
#define TUI_DIFFERENCES_H

#include "core/difference.h"
#include "data/store.h"
#include "tui/json.h"
#include "tui/page.h"

struct differences {
    struct arena arena; /* holds all but the texts */
    struct buffer old, fresh;
    struct difference found;
};

/*
 * Reads and compares the entries at these places of a body's log; a founding stands for its statute. Release it with
 * differences_release, also after a failure.
 */
MUST_CHECK enum status differences_read(struct differences *out, struct store *store, int64_t body, int64_t old,
                                        int64_t fresh, struct problem *problem);
void differences_release(struct differences *differences);

/* "2 lines are new, 1 is gone.", or that nothing differs. */
void differences_summary(const struct differences *differences, struct buffer *out);

/* The lines that differ, with "+" or "-" in front and the words that differ set off; and some lines around them. */
void differences_write(const struct differences *differences, struct page *page);

/* The same as text, for a command. */
void differences_words(const struct differences *differences, struct buffer *out);

/* All lines: {"added","removed","lines":[{"mark":" |-|+","text"}]}. */
json_t *differences_json(const struct differences *differences);

#endif
