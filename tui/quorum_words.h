/* The quorum of a meeting as screens show it: a gauge, what is needed, who may still leave, bench by bench. */
#ifndef TUI_QUORUM_WORDS_H
#define TUI_QUORUM_WORDS_H

#include "data/meeting_quorum.h"
#include "tui/page.h"

/* "41 of 60 present, 31 needed" on one line, without a rule only the first half. */
void quorum_write_line(const struct meeting_quorum *quorum, struct buffer *out);

/* True when all conditions hold, or there is none. */
bool quorum_holds(const struct meeting_quorum *quorum);

/* How much is told: a box beside others, all of it, or all of a meeting from which nobody can leave any more. */
enum quorum_extent { QUORUM_BRIEF, QUORUM_WHOLE, QUORUM_PAST };

/* The gauge and a line for each condition; beyond the brief the condition itself in words and the benches. */
void quorum_write(const struct meeting_quorum *quorum, enum quorum_extent extent, struct page *page);

/* A line for each bench that may vote. */
void quorum_write_benches(const struct meeting_quorum *quorum, struct page *page);

#endif
