/* What voting power means for people: sentences about benches and seats, for command, screen and report. */
#ifndef TUI_POWER_SENTENCE_H
#define TUI_POWER_SENTENCE_H

#include "tui/power_case.h"

/* A share in 1/1000, halves up; and as people read it: "18,4 %". `whole` 0: "–". */
unsigned long power_thousandths(const mpq_t share);
void power_percent(const mpq_t share, struct buffer *out);
void power_part_percent(wide part, wide whole, struct buffer *out);

/* How many seats of the bench prevent a decision; "–" where not even all do, "?" where it is not known. */
void power_block_words(const struct power_bench *bench, struct buffer *out);

/*
 * Share, power, and what it can prevent: "The bench X has 30 % of the seats, but only 18 % of the voting power; …"; of
 * one whose seats only advise, just that; of one without seats nothing.
 */
void power_sentence_bench(const struct power_case *power, size_t bench, struct buffer *out);

/* A sentence each about its seats with a veto, and those that never decide, each on a line; none: nothing. */
void power_sentence_seats(const struct power_case *power, size_t bench, struct buffer *out);

/* Both of every bench; of `but` only the latter (ROLL_NONE: there is none such). */
void power_sentence_benches(const struct power_case *power, size_t but, struct buffer *out);

/* "The voting power of the bench X rises from 0 % to 15 %."; one of the benches may be ROLL_NONE: it does not vote. */
void power_sentence_change(const struct power_case *now, size_t bench, const struct power_case *then, size_t changed,
                           struct buffer *out);

/* The smallest sets of benches that carry a motion, each on a line below a sentence. */
void power_sentence_together(const struct power_case *power, struct buffer *out);

/* What holds for all: nobody decides; a yes can harm; the figures are estimated, and how well. Each on a line. */
void power_sentence_all(const struct power_case *power, struct buffer *out);

/* The bench of that id on the other side, or ROLL_NONE where it has no voting seat there. */
size_t power_same_bench(const struct power_case *then, struct slice id);

#endif
