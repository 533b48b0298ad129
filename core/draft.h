/*
 * Drafts: what a person writes, or the program fills in, before it becomes an entry. Fields come in any order; the one
 * canonical text comes out. See COMMANDS, "Drafts":
 *
 *     stimmbuch/1 proposal
 *     # a comment
 *     title:  Basisdienste:   wer zahlt?
 *     number: 2026-003
 *     kind: decision
 *
 *     The motion, in Markdown.
 */
#ifndef CORE_DRAFT_H
#define CORE_DRAFT_H

#include "core/entry.h"

struct draft_field {
    const struct field_rule *rule;
    struct slice value;
    unsigned long line;   /* in the draft's file; 0: the program's */
    struct slice written; /* that line, before its blanks were tidied; empty where it is the program's */
    size_t block;         /* which rule's block it belongs to, 1…; 0: none */
};

struct draft {
    enum kind kind;
    struct arena *arena;
    struct draft_field *field;
    size_t fields, capacity;
    struct slice text;       /* free text without bars; empty: none */
    unsigned long text_line; /* where it begins in the file */
    unsigned long changes;   /* what reading it had to tidy up */
};

/* An empty draft of that kind. Everything it is given is copied into the arena. */
void draft_init(struct draft *draft, enum kind kind, struct arena *arena);

/*
 * Reads a draft file of the kind `kind`. STATUS_FORM with line and column for whatever is not well-formed; lines equal
 * to a default are dropped. Fields that the program writes are refused. Where an entry names another by its id, a
 * number is taken too: whoever composes the entry looks it up. An attachment may be the name of its file alone
 * (data/attachment.h).
 */
MUST_CHECK enum status draft_read(struct draft *draft, enum kind kind, struct slice bytes, struct arena *arena,
                                  struct problem *problem);

/* Adds a line; the order among lines of one name is that of the calls. */
MUST_CHECK enum status draft_add(struct draft *draft, const char *name, struct slice value);
MUST_CHECK enum status draft_add_text(struct draft *draft, const char *name, const char *value);
MUST_CHECK enum status draft_add_number(struct draft *draft, const char *name, uint64_t value);
MUST_CHECK enum status draft_add_hash(struct draft *draft, const char *name, const struct digest *value);
MUST_CHECK enum status draft_add_time(struct draft *draft, const char *name, struct instant value);

/* Makes `text` the free text; tidied and checked like a draft's (it may come from a command line). */
MUST_CHECK enum status draft_set_text(struct draft *draft, struct slice text, struct problem *problem);

/* True when the draft has a line of that name. */
bool draft_has(const struct draft *draft, const char *name);

/* Appends the entry's text, in the one spelling. */
MUST_CHECK enum status draft_compose(struct draft *draft, struct buffer *out, struct problem *problem);

/* Turns line and column of the composed text in `problem` into those of the draft's file they came from (0: none). */
void draft_locate(const struct draft *draft, struct problem *problem);

/* The column in a line as it was written of what stands in that column of "name: value": only blanks were tidied. */
unsigned long draft_column(struct slice written, struct slice name, struct slice value, unsigned long column);

/* Writes each expression of a draft in its canonical form: the statute was read from the composed text. */
struct statute;
MUST_CHECK enum status draft_canonical_rules(struct draft *draft, const struct statute *statute);

#endif
