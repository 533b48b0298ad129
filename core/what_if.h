/*
 * What would be: a roster or a statute as a draft would leave it, without an entry and without a ledger.
 */
#ifndef CORE_WHAT_IF_H
#define CORE_WHAT_IF_H

#include "core/body.h"
#include "core/draft.h"

/*
 * The roster behind a draft of a roster change: its bench and seat lines in their order; members do not matter here.
 * Both borrow from what they were made of; the lists lie in the arena. STATUS_FORM, at the draft's line, where a line
 * does not fit the roster.
 */
MUST_CHECK enum status what_if_roster(const struct roll *before, const struct draft *draft, struct arena *arena,
                                      struct roll *out, struct problem *problem);

/* STATUS_FORM where the weights add up to more than a result has room to count. */
MUST_CHECK enum status what_if_weights(const struct roll *roll, struct problem *problem);

/*
 * The statute of a draft of that kind against this roster, whose chair it sets. STATUS_FORM, at the draft's line.
 */
MUST_CHECK enum status what_if_statute(const struct draft *draft, struct roll *roster, struct arena *arena,
                                       struct statute *out, struct problem *problem);

/* A copy of the statute whose rules are proved to fit another roster. STATUS_FORM where one does not, with its name. */
MUST_CHECK enum status what_if_rules(const struct statute *statute, const struct roll *roster, struct arena *arena,
                                     struct statute *out, struct problem *problem);

/*
 * A ballot as if it had been held on another roll and under another rule of its method: each seat keeps the vote that
 * counted, its recusal and presence, by its id; a new seat did not vote. STATUS_REFUSED where the rule's method is
 * another one, or none that is counted.
 */
MUST_CHECK enum status what_if_count(const struct tally_input *before, const struct roll *roll, const struct rule *rule,
                                     struct arena *arena, struct tally *out, struct problem *problem);

#endif
