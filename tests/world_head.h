/* Heads of a world: signed by its log's key, countersigned by its auditors. */
#ifndef TESTS_WORLD_HEAD_H
#define TESTS_WORLD_HEAD_H

#include "tests/world_text.h"

/* Founds the body of WORLD_STATUTE and enrols the auditors revision and hof, and stadt. */
void world_auditors(struct world *w);

/* The folder of the marks. */
const char *world_marks(struct world *w);

/* The present head. */
void world_sign_head(struct world *w);

/* Of the newest head, at that size; the head as it stands after the auditor's attempt is in `note`. */
enum status world_cosign_at(struct world *w, uint64_t size, const char *name, struct buffer *note);
enum status world_cosign(struct world *w, const char *name, struct buffer *note);

/* How many auditors have countersigned a head of more than `size` entries. */
uint64_t world_cosigners(struct world *w, int64_t size);

/* Stores a head of size 1 of another history, signed by the log and countersigned by the auditor's first key. */
void world_foreign_head(struct world *w, const char *auditor);

#endif
