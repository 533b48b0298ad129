/*
 * A writer that told two stories: one body, in two ledger files that are the same up to some entry, each with heads
 * signed by the log's key.
 *
 *     const char *other = forked_copy(w, "other.db");   // as the ledger is now
 *     world_propose(w, "stadt", "1", "");               // goes on here
 *     forked_turn(w, other);                            // and otherwise there
 */
#ifndef TESTS_FORKED_H
#define TESTS_FORKED_H

#include "tests/world_head.h"

/* Copies the ledger's file; the path of the copy. */
const char *forked_copy(struct world *w, const char *name);

/* The same while the ledger stays open. */
const char *forked_path(struct world *w, const char *name);

/* The world's ledger is that file from now on; the path of the one that it was. */
const char *forked_turn(struct world *w, const char *path);

/* Signs the present head, by marks of this file's own: nobody notices that there are two. The signed note. */
struct slice forked_sign(struct world *w);

/*
 * The body of world_auditors, four entries and a signed head of them; then two proposals and heads of 5 and 6 entries
 * in the file whose path is returned, and other ones with heads of 5 and 7 in the world's.
 */
const char *forked_make(struct world *w);

/* The signed head of that size. */
struct slice forked_head(struct world *w, uint64_t size);

/* Writes the bytes into a file of the world's folder; its path. */
const char *forked_file(struct world *w, const char *name, struct slice bytes);

#endif
