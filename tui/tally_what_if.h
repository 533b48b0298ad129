/* tally --what-if: an old ballot under another rule or roster. It decides nothing, and every form of it says so. */
#ifndef TUI_TALLY_WHAT_IF_H
#define TUI_TALLY_WHAT_IF_H

#include "data/count.h"
#include "tui/what_if_draft.h"

struct tally_then {
    struct arena arena;
    struct roll roster;
    struct statute statute;
    const struct rule *rule;
    struct tally tally;
};

/*
 * Counts the ballot as the draft of --what-if would have it: with --rule by that rule, else by the one of the same id.
 * STATUS_REFUSED where its counts are not shown yet, where it was held on paper or by another method;
 * STATUS_NOT_FOUND without such a rule. To be released in any case.
 */
MUST_CHECK enum status tally_then_make(struct session *session, const struct counting *counting, bool hidden,
                                       struct tally_then *out);
void tally_then_release(struct tally_then *then);

/* The result of the ballot beside what it would be, and the comparisons of the other rule. */
void tally_then_words(const struct counting *now, const char *result, const struct tally_then *then,
                      struct buffer *out);

/* {"binding":false,"rule","result","all","seats","present","cast","reasons":[{"text","holds"}]} */
json_t *tally_then_json(const struct tally_then *then);

#endif
