/*
 * A statute in words, for screens and commands: each of its lines as a label and a sentence, in the user's language,
 * defaults included, since whoever reads a statute does not know them. What decides is the exact text beside it.
 *
 *     Adopted if   yes votes: more than no votes      heads(yes) > heads(no)
 */
#ifndef TUI_STATUTE_WORDS_H
#define TUI_STATUTE_WORDS_H

#include "core/body.h"

enum statute_part {
    STATUTE_KINDS,
    STATUTE_METHOD,
    STATUTE_ADOPTED,
    STATUTE_QUORUM,
    STATUTE_SILENCE,
    STATUTE_ABSTENTION,
    STATUTE_OBJECTION,
    STATUTE_BINDS,
    STATUTE_INTERIM,
    STATUTE_EARLY,
    STATUTE_TIE,
    STATUTE_CHAIR,
    STATUTE_REQUIRE,
    STATUTE_PROPOSE,
    STATUTE_REVOTE,
    STATUTE_CLERK,
    STATUTE_WINDOW,
    STATUTE_DEADLINE,
    STATUTE_HEAD,
    STATUTE_FINAL,
    STATUTE_CHANGE
};

struct statute_line {
    enum statute_part part;
    bool standard;      /* nothing stands in the statute: the default */
    const char *label;  /* translated */
    struct slice words; /* translated; one line for each line of the statute */
    struct slice exact; /* as in the statute: an expression, or empty where the words say it all */
};

/* Lines are borrowed for the call. */
typedef void statute_line_visit(void *context, const struct statute_line *line);

/* What a rule says, its title left out. Titles of benches and seats come from the roster. STATUS_NO_MEMORY. */
MUST_CHECK enum status statute_words_rule(const struct statute_rule *rule, const struct roll *roster,
                                          statute_line_visit *visit, void *context);

/* What a statute says beside its rules. STATUS_NO_MEMORY. */
MUST_CHECK enum status statute_words_own(const struct statute *statute, const struct roll *roster,
                                         statute_line_visit *visit, void *context);

/* Appends what a line `require` demands of a proposal. */
void statute_words_require(const struct requirement *require, const struct roll *roster, struct buffer *out);

#endif
