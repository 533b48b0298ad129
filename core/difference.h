/*
 * What differs between two texts: their lines, each old one that is gone before the new ones in its place, and within
 * those the words that are not in both.
 *
 * The shortest script of insertions and deletions in linear space: Eugene W. Myers, "An O(ND) Difference Algorithm and
 * Its Variations", Algorithmica 1 (1986), 251-266, section 4b. Texts that differ in more places than anybody reads are
 * not compared further there: all of that part counts as replaced.
 */
#ifndef CORE_DIFFERENCE_H
#define CORE_DIFFERENCE_H

#include "core/arena.h"
#include "core/status.h"

enum difference_side { DIFFERENCE_BOTH, DIFFERENCE_OLD, DIFFERENCE_NEW };

/* A piece of a line, up to the byte `end` of it. */
struct difference_piece {
    size_t end;
    bool changed; /* it stands on this side only */
};

struct difference_line {
    enum difference_side side;
    struct slice text;                    /* without its line end */
    const struct difference_piece *piece; /* none for a line on both sides, or an empty one */
    size_t pieces;
};

struct difference {
    const struct difference_line *line;
    size_t lines, added, removed;
};

/*
 * Everything lies in the arena, but for the two texts, which must outlive it. STATUS_NO_MEMORY. Texts of more than
 * DIFFERENCE_LINES lines each are STATUS_FORM.
 */
enum { DIFFERENCE_LINES = 1 << 20 };
MUST_CHECK enum status difference_make(struct slice old, struct slice fresh, struct arena *arena,
                                       struct difference *out);

#endif
