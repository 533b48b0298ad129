/*
 * What belongs to a tally beside the count: where the ballot was held, whether its result is final, whom it binds.
 */
#ifndef TUI_TALLY_FACTS_H
#define TUI_TALLY_FACTS_H

#include "data/count.h"
#include "data/query_meeting.h"
#include "tui/ballot.h"

struct tally_facts {
    struct ballot_place place;
    uint64_t needed, have; /* auditors; needed 0: every result is final at once */
    bool ended, adopted;   /* closed; and that with the result adopted */
    const char *result;    /* open, void, or an outcome */
    const struct counting *counting;
    struct arena arena;
    bool has_paper;
    struct entry paper; /* the result of a ballot on paper */
};

/* Release it with tally_facts_release, also after a failure. */
MUST_CHECK enum status tally_facts_read(struct session *session, struct log *log, const struct ballot_facts *ballot,
                                        const struct counting *counting, struct tally_facts *out);
void tally_facts_release(struct tally_facts *facts);

/* "meeting", "call", "number", "final", "binds" (COMMANDS, "JSON that other programs rely on"). */
void tally_facts_json(const struct tally_facts *facts, json_t *object);

/* "paper"; and for a ballot on paper "counts", "cast" and "winner" as its result says them. */
void tally_facts_paper(const struct tally_facts *facts, json_t *object);

/* The same in lines; nothing where there is nothing to say. */
void tally_facts_words(const struct tally_facts *facts, struct buffer *out);

#endif
