/*
 * Whose lists were looked at last, so that the next visit begins there: the id of the body's founding, alone in a file
 * beside the marks of heads. It is a convenience: a file that cannot be read, or that names no body of this ledger,
 * only means that lists begin with one's own.
 */
#ifndef TUI_LAST_BODY_H
#define TUI_LAST_BODY_H

struct app;

/* Reads it, once a run. */
void last_body_take(struct app *app);

/* The visit ends: remembers the body, where another one was chosen. */
void last_body_keep(struct app *app);

#endif
