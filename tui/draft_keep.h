/* A draft that was written in the editor, as a file in the folder of drafts. */
#ifndef TUI_DRAFT_KEEP_H
#define TUI_DRAFT_KEEP_H

#include "core/buffer.h"
#include "core/entry_kind.h"
#include "core/instant.h"

/*
 * Writes "proposal-20261123-100000.txt" into the folder, which is made where it is missing; where that is taken,
 * "proposal-20261123-100000-2.txt". `path` becomes its path.
 */
MUST_CHECK enum status draft_keep(const char *folder, enum kind kind, struct instant now, struct slice text,
                                  struct buffer *path, struct problem *problem);

#endif
