/* `verify --against`: what the comparison with something kept elsewhere says, for people and programs. */
#ifndef TUI_AGAINST_H
#define TUI_AGAINST_H

#include "data/against.h"
#include "tui/session.h"

/* What was compared of a body, in words; not what became of a proof, but why there is none. */
void against_write(const struct against_body *body, enum against_kind kind, const char *path, struct buffer *out);

/* Who listens: findings go where those of the audit go. */
struct against_listener {
    void (*finding)(void *context, const struct verify_finding *finding);
    bool (*progress)(void *context, uint64_t done, uint64_t all);
    void *context;
};

/*
 * Compares the session's ledger with the file or folder of --against, whose bodies are the session's arguments, and
 * writes proofs. What was compared is printed, or with --json left in *out. *ok: no finding.
 */
MUST_CHECK enum status against_run(struct session *session, const struct against_listener *listener, json_t **out,
                                   bool *ok);

#endif
