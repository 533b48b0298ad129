/*
 * Where two heads cannot belong to one history, the proof for others is written into a file, and its name is said.
 */
#ifndef TUI_FORK_OFFER_H
#define TUI_FORK_OFFER_H

#include "tui/session.h"

/*
 * Writes the proof where --proof says, or into the folder of proofs, and appends to `words` a line that names the file,
 * or says why it could not be written: what was found stays as important as it is. `path` gets the name (may be NULL).
 */
void fork_offer_keep(struct session *session, struct slice body, struct slice proof, struct buffer *path,
                     struct buffer *words);

/*
 * The same with what the ledger itself and this machine's mark prove (data/fork_prove.h): appends a line that says so
 * and names the file. Where they prove nothing, nothing is said.
 */
void fork_offer_write(struct session *session, struct log *log, struct buffer *out);

/* The same as a note, for when nothing is signed because the log is not what it was. */
void fork_offer(struct session *session, struct log *log);

/* Of all bodies of the ledger, which is open, or of those that the arguments name. */
void fork_offer_bodies(struct session *session, struct buffer *out);

#endif
