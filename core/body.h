/*
 * A body (Gremium) as its founding entry says: seats, benches, secretaries, and its statute (Geschäftsordnung).
 * Everything is borrowed from the entry's bytes or lies in the arena.
 */
#ifndef CORE_BODY_H
#define CORE_BODY_H

#include "core/entry.h"
#include "core/key.h"
#include "core/tally.h"

/* Where the log's key is handed over, its old and its new one sign beside the approvals; a note has at most 16 lines. */
enum { BODY_APPROVALS_MAX = ENTRY_SIGNATURES_MAX - 2 };

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
    uint64_t window; /* minutes */
    uint64_t head;   /* minutes, 0: none */
    uint64_t final;  /* auditors, 0: none */
};

struct body {
    struct slice name, title, level;
    uint64_t approvals;
    struct vkey log;
    const struct vkey *secretary;
    size_t secretaries;
    struct roll roster; /* benches, seats without members, chair */
    struct statute statute;
};

/*
 * Reads a parsed `body` entry and checks what data/FORMAT.md section 5 calls defects of form of a founding.
 * `canonical`: an expression that is not in its canonical printing is a defect (an entry); else it is taken (a draft).
 */
MUST_CHECK enum status body_read(const struct entry *entry, bool canonical, struct arena *arena, struct body *out,
                                 struct problem *problem);

/* The rule of that ID, or NULL. */
const struct statute_rule *statute_rule_find(const struct statute *statute, struct slice id);

#endif
