/*
 * How lists were looked at in the last run: filter, order and the selected row, a line for each list, in a file beside
 * the marks of heads. It is of one ledger, the one that was looked at last, and a convenience: what cannot be read, or
 * is of another ledger, only means that lists begin at their beginning.
 */
#ifndef TUI_KEPT_VIEWS_H
#define TUI_KEPT_VIEWS_H

#include "tui/views.h"

/* Reads it, once a run; lists that were left in this run keep what they have. */
void kept_views_read(struct app *app);

/* The visit ends: remembers the lists that were looked at, in this run or before. */
void kept_views_write(struct app *app);

/* "Proposals 2 1 4711": false when it is none. */
bool kept_views_line(struct slice line, const struct screen **screen, struct view *view);

#endif
