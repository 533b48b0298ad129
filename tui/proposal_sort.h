/* The order of the proposals on the screen, where all that match are loaded. */
#ifndef TUI_PROPOSAL_SORT_H
#define TUI_PROPOSAL_SORT_H

#include "tui/proposal_window.h"

enum proposal_order { ORDER_NEWEST, ORDER_NUMBER, ORDER_TITLE, ORDER_DEADLINE, ORDER_STATE, ORDER_COUNT };

/*
 * Brings the rows into the order; the focus stays with its row. Titles go by their folded words, so that no locale is
 * asked. Only for a window that holds everything: STATUS_REFUSED, and nothing changes, where there are newer or older
 * rows. STATUS_NO_MEMORY.
 */
MUST_CHECK enum status proposal_sort(struct proposal_window *window, enum proposal_order order);

#endif
