/* What an audit found, as a line of text: printed by the command, saved from the screen. */
#ifndef TUI_AUDIT_WORDS_H
#define TUI_AUDIT_WORDS_H

#include "core/buffer.h"
#include "data/verify.h"
#include "tui/session.h"

/* "ERROR result rat.example #12: what is wrong; what to do", with its line end. */
void audit_write_finding(const struct verify_finding *finding, struct buffer *out);

/* "; what to do", where the finding's text does not say that itself. */
void audit_write_remedy(const char *code, bool warning, struct buffer *out);

/* The body with its counts, and its root on a line of its own. */
void audit_write_body(const struct verify_body *body, struct buffer *out);

/*
 * What the audit of this body took as known, a line or two; and, where one was asked to go on from an earlier audit,
 * why it did not. When every entry was to be read, only that the ledger is not what was audited before.
 */
void audit_write_known(const struct verify_body *body, enum verify_scope scope, struct buffer *out);

/* On standard error, that what was checked is not kept for the next audit, and why. */
void audit_tell_unkept(const struct session *session, const struct problem *problem);

/* The last sentence of an audit that came to its end; `basis`: what the audits of all bodies had in common at least. */
const char *audit_verdict(bool ok, enum verify_basis basis);
/* The same of a folder. */
const char *audit_verdict_folder(bool ok);

/* What the audit of a bundle has seen, and the same of that. */
struct audit_bundle {
    uint64_t entries;   /* of the body's log, those of this ledger included */
    uint64_t waiting;   /* in the bundle */
    uint64_t unchecked; /* signatures under those by keys that nothing here names */
};
void audit_verdict_bundle(bool ok, const struct audit_bundle *seen, struct buffer *out);

#endif
