/*
 * A body (Gremium): benches, seats and statute as they are at some place of its log, and what its founding says.
 * Everything is borrowed from the entry's bytes or lies in the arena.
 */
#ifndef CORE_BODY_H
#define CORE_BODY_H

#include "core/key.h"
#include "core/statute.h"

/* Where the log's key is handed over, its old and its new one sign too; a note has at most 16 lines. */
enum { BODY_APPROVALS_MAX = ENTRY_SIGNATURES_MAX - 2 };

struct body {
    struct slice name, title, level;
    uint64_t approvals;
    struct vkey log;
    const struct vkey *secretary; /* of the founding */
    size_t secretaries;
    struct roll roster; /* benches, seats without members, chair */
    struct statute statute;
};

/*
 * Reads a parsed `body` entry and checks what data/FORMAT.md section 5 calls defects of form of a founding.
 * `canonical`: an expression that is not in its canonical printing is a defect (an entry); else it is taken (a draft).
 */
MUST_CHECK enum status body_read(const struct entry *entry, bool canonical, struct arena *arena, struct body *out,
                                 struct problem *problem);

/* In units of 10^-9: the weights of the voting seats add up to less, which is what a result has room to count. */
#define BODY_WEIGHTS_MAX (DECIMAL_ONE * 1000000000000000)

#endif
