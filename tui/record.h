/*
 * A ballot that is over as a part of a document: its counts per bench, the rule in words with each comparison, how each
 * seat voted and why. Minutes hold one for each ballot, a result is one. All of it follows from the entries before a
 * place of the log, so it is the same whenever it is written.
 */
#ifndef TUI_RECORD_H
#define TUI_RECORD_H

#include "core/document.h"
#include "tui/tally_facts.h"

struct record {
    struct session *session;
    struct log *log;
    struct ballot_facts facts;
    struct slice decision; /* its number; borrowed */
    struct counting counting;
    struct tally_facts tally;
    struct arena arena;
    struct slice *choice; /* per seat the word of its counted vote, .at NULL without one, and as what it was cast */
    uint8_t *class;
    struct document *out;
    unsigned level;     /* of its own headings */
    struct buffer line; /* what is being written */
};

/* Counts it. Release it with record_release, also after a failure. */
MUST_CHECK enum status record_read(struct record *record, struct session *session, struct log *log,
                                   const struct ballot_facts *facts, struct slice decision);
void record_release(struct record *record);

/* Reads the words of the votes, once. */
MUST_CHECK enum status record_read_choices(struct record *record);

/* All of it; `charts`: the half circle of seats too. While the ballot is open only that is told. */
MUST_CHECK enum status record_write(struct record *record, struct document *out, unsigned level, bool charts);

/* "adopted", "open", "void" in the user's language. */
const char *record_outcome(const struct record *record);

/* The parts, each in a file of its own. */
void record_write_counts(struct record *record);
void record_write_pairs(struct record *record);
void record_write_rule(struct record *record);
void record_chart_bars(struct record *record);
void record_chart_half(struct record *record);
MUST_CHECK enum status record_write_roll(struct record *record);
MUST_CHECK enum status record_write_reasons(struct record *record);

/* The word of an option for a column or a legend: "yes", or its id. And with its title, where it has one. */
struct slice record_option(const struct record *record, size_t option);

#endif
