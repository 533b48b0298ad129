/*
 * A statute (Geschäftsordnung): its rules and what it asks for, as the founding has it or an entry that changes it.
 * Everything is borrowed from the entry's bytes or lies in the arena.
 */
#ifndef CORE_STATUTE_H
#define CORE_STATUTE_H

#include "core/entry.h"
#include "core/tally.h"

enum gate { GATE_COST, GATE_COST_KNOWN, GATE_BINDING, GATE_DVC, GATE_DEMAND, GATE_EXPERIENCE, GATE_NOTICE };

struct requirement {
    enum gate gate;
    uint64_t count;     /* seats for experience, days for notice */
    struct slice bench; /* for experience */
    struct slice text;  /* the line's value */
};

/* So many seats of a group sign a proposal. */
struct filing {
    struct group group;
    uint64_t count;
};

struct statute_rule {
    struct rule rule;
    const struct field *line; /* its lines behind `rule`, in order */
    size_t lines;
};

struct statute {
    struct statute_rule *rule;
    size_t rules;
    struct requirement *require;
    size_t requires;
    struct filing *filing;
    size_t filings;
    bool revote, clerk, deadline_required;
    uint64_t window;     /* minutes */
    uint64_t head;       /* minutes, 0: none */
    uint64_t final;      /* auditors, 0: none */
    struct slice change; /* the rule by which it is changed; empty: by the secretaries */
};

/*
 * Reads the statute's lines of a parsed `body` or `statute` entry against benches and seats, whose chair it sets. What
 * does not fit is STATUS_FORM, at its line. `canonical`: an expression that is not in its canonical printing is refused
 * (an entry); else it is taken (a draft).
 */
MUST_CHECK enum status statute_read(const struct entry *entry, bool canonical, struct roll *roster, struct arena *arena,
                                    struct statute *out, struct problem *problem);

/* The rule of that ID, or NULL. */
const struct statute_rule *statute_rule_find(const struct statute *statute, struct slice id);

#endif
