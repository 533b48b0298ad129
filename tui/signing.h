/*
 * Signing: show the exact text, ask, sign, submit. Every verb that writes goes this way.
 */
#ifndef TUI_SIGNING_H
#define TUI_SIGNING_H

#include "data/compose.h"
#include "tui/session.h"

/* Whoever signs with the --as key in this log, now. */
MUST_CHECK enum status signing_author(struct session *session, struct log *log, struct author *out);

/*
 * Composes the draft, checks every rule, shows the text, asks for `word` (the choice of a vote, or NULL: yes) unless
 * --yes, signs with the --as key and submits.
 */
MUST_CHECK enum status signing_submit(struct session *session, struct draft *draft, const char *word,
                                      struct submission *out);

/*
 * The same, with files that the entry names: `keep` puts them into the ledger once it is certain that the entry is
 * signed, and just before it is submitted. A file that nothing names is harmless, an entry whose file was lost is not.
 */
typedef enum status signing_keep(void *context, struct problem *problem);
MUST_CHECK enum status signing_submit_files(struct session *session, struct draft *draft, signing_keep *keep,
                                            void *context, struct submission *out);

/* The same for a text that is composed already. */
MUST_CHECK enum status signing_submit_text(struct session *session, struct slice text, const char *word,
                                           struct submission *out);

/* signing_submit with the word "yes"; other keys sign behind the --as key. */
MUST_CHECK enum status signing_submit_beside(struct session *session, struct draft *draft, const struct signer *beside,
                                             size_t count, struct submission *out);

/* Adds the --as key's signature to a note and submits it. */
MUST_CHECK enum status signing_add(struct session *session, struct slice note, struct submission *out);

/* Shows a text on standard error, safely, unless --quiet. */
void signing_show(const struct session *session, struct slice text);

/*
 * Asks on the terminal for the same word as the screens do ("yes": JA), or the choice itself; STATUS_OK with --yes.
 * STATUS_USAGE without a terminal, STATUS_CANCELLED when something else was typed.
 */
MUST_CHECK enum status signing_confirm(struct session *session, const char *word);

/* Signs a head with the body's log key where that key is at hand; says so where it is not. Never fails the verb. */
void signing_head(struct session *session, struct log *log);

/* {"id","kind","index","pending","signatures","needed"} */
json_t *submission_json(const struct submission *submission);

/* Prints what became of an entry: JSON with --json (after `more` was merged into it, which may be NULL), else words. */
MUST_CHECK enum status submission_print(struct session *session, const struct submission *submission, json_t *more);

#endif
