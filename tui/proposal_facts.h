/* What the program works out about a proposal for those who read it by command: its net burden, what it hangs on. */
#ifndef TUI_PROPOSAL_FACTS_H
#define TUI_PROPOSAL_FACTS_H

#include "core/cost.h"
#include "tui/session.h"

/* The net burden on the municipalities, what compensates it, and what is unknown: a line each. */
void cost_facts_words(const struct entry *proposal, struct buffer *out);

/*
 * "burden": {"low","high","unknown","missing"} in cents, null where no cost is stated; "offset": {"cents","text"} or
 * null; "unknown": how many of all the cells are.
 */
json_t *cost_facts_json(const struct entry *proposal);

/* What it supersedes, amends or repeals, and what does so to it: in lines, or objects in an array. */
MUST_CHECK enum status link_facts_words(struct session *session, int64_t body, int64_t proposal, struct buffer *out);
MUST_CHECK enum status link_facts_json(struct session *session, int64_t body, int64_t proposal, json_t *links);

#endif
