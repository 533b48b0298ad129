/* What became of an entry that came in a bundle, or how one stands that waits here. */
#ifndef TUI_TAKEN_WORDS_H
#define TUI_TAKEN_WORDS_H

#include "core/buffer.h"
#include "data/bundle_take.h"
#include "tui/json.h"

/*
 * How the note stands that waits in this ledger, with nothing written: as if it had come in a bundle. Its `why` is
 * `problem`. STATUS_STORE, STATUS_NO_MEMORY: that cannot be told.
 */
MUST_CHECK enum status taken_look(struct ledger *ledger, struct slice note, const struct digest *id, struct instant now,
                                  struct bundle_taken *out, struct problem *problem);

/* For programs: "logged", "signatures", "writer", or "refused". */
const char *taken_code(const struct bundle_taken *taken);

/* "in the ledger at place 148", "waits for 1 signature", "waits for the writer", or why it is refused. No line end. */
void taken_words(const struct bundle_taken *taken, struct buffer *out);

/* The same behind the beginning of its id, as a line: "5c95463b376f  in the ledger at place 148". */
void taken_line(const struct bundle_taken *taken, struct buffer *out);

/* What signing verbs print, or {"id","error":{"code","text"}}. */
json_t *taken_json(const struct bundle_taken *taken);

#endif
