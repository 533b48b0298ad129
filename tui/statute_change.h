/* Composing another statute, for command and screen. */
#ifndef TUI_STATUTE_CHANGE_H
#define TUI_STATUTE_CHANGE_H

#include "data/compose.h"

/*
 * As compose_statute; the decision is named as people name it: `proposal`, else the draft's own line `decided`, by the
 * proposal's number or the result's id. STATUS_USAGE where both name one; STATUS_REFUSED where that proposal is not
 * adopted.
 */
MUST_CHECK enum status statute_change_compose(struct store *store, const struct author *author, const char *proposal,
                                              struct draft *draft, struct problem *problem);

#endif
