/* What an audit found, as a line of text: printed by the command, saved from the screen. */
#ifndef TUI_AUDIT_WORDS_H
#define TUI_AUDIT_WORDS_H

#include "core/buffer.h"
#include "data/verify.h"

/* "ERROR result rat.example #12: what is wrong; what to do", with its line end. */
void audit_write_finding(const struct verify_finding *finding, struct buffer *out);

/* "; what to do", where the finding's text does not say that itself. */
void audit_write_remedy(const char *code, bool warning, struct buffer *out);

/* The body with its counts, and its root on a line of its own. */
void audit_write_body(const struct verify_body *body, struct buffer *out);

/* The last sentence of an audit that came to its end. */
const char *audit_verdict(bool ok);
/* The same of a folder. */
const char *audit_verdict_folder(bool ok);

#endif
