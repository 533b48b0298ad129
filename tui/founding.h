/* Founding a body: its log key is made here, its entry 0 composed, signed, and the log begun. */
#ifndef TUI_FOUNDING_H
#define TUI_FOUNDING_H

#include "core/body.h"
#include "tui/founding_seats.h"

/* A statute file as entry 0. It is not moved while it is in use. */
struct founding {
    struct arena arena;
    struct draft draft;
    struct buffer text;       /* composed, to be signed */
    struct body body;         /* what it says */
    struct unlocked *log_key; /* made with it, in memory only */
};

void founding_init(struct founding *founding);
void founding_release(struct founding *founding);

/* Reads the file. STATUS_FILE; STATUS_FORM with line and column. */
MUST_CHECK enum status founding_read(struct founding *founding, const char *path, struct problem *problem);

/*
 * Makes the log's key and composes entry 0 from the draft, in which rules have their one spelling. `secretary` has the
 * author first. STATUS_FORM with line and column; STATUS_REFUSED where the statute asks for more approvals than there
 * are secretaries.
 */
MUST_CHECK enum status founding_compose(struct founding *founding, const struct vkey *secretary, size_t secretaries,
                                        struct instant now, struct problem *problem);

/* Both with throw-away keys, as if there were secretaries enough: is the file well-formed, and what does it say? */
MUST_CHECK enum status founding_check(struct founding *founding, const char *path, struct problem *problem);

/*
 * Seals the log's key into the keyring. It happens only when the text has passed every check, and before anything is
 * signed with it; whoever then does not found the body takes the file away again with founding_drop_key.
 */
MUST_CHECK enum status founding_keep_key(const struct keyring *keyring, const struct unlocked *log_key,
                                         enum keyfile_kdf kdf, struct slice passphrase, struct problem *problem);
MUST_CHECK enum status founding_drop_key(const struct keyring *keyring, const struct unlocked *log_key,
                                         struct problem *problem);

/* --kdf, else moderate. STATUS_USAGE for another word. */
MUST_CHECK enum status founding_kdf(struct session *session, enum keyfile_kdf *out);

/*
 * `body found [FILE]` (NULL: from the editor), with the --as key, each --secretary, and the benches and seats of
 * --seats, whose rest is left in `seats`. `name`: the body's, in the arena of `seats`.
 */
MUST_CHECK enum status founding_run(struct session *session, const char *named, struct founding_seats *seats,
                                    struct slice *name, struct submission *out);

#endif
