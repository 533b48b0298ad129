/* Founding a body: its log key is made here, its entry 0 composed, signed, and the log begun. */
#ifndef TUI_FOUNDING_H
#define TUI_FOUNDING_H

#include "tui/founding_seats.h"

/*
 * Reads a statute file into a draft of entry 0 with these keys: rules are written in their one spelling. `secretary`
 * has the author first.
 */
MUST_CHECK enum status founding_compose(struct session *session, const char *path, const struct vkey *log_key,
                                        const struct vkey *secretary, size_t secretaries, struct arena *arena,
                                        struct draft *draft, struct buffer *text);

/*
 * `body found FILE`, with the --as key, each --secretary, and the benches and seats of --seats, whose rest is left in
 * `seats`. `name`: the body's, in the arena of `seats`.
 */
MUST_CHECK enum status founding_run(struct session *session, const char *path, enum keyfile_kdf kdf,
                                    struct founding_seats *seats, struct slice *name, struct submission *out);

#endif
