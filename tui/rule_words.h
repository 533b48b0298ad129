/* A rule of the statute in words, as screens show it before a vote or an opening. */
#ifndef TUI_RULE_WORDS_H
#define TUI_RULE_WORDS_H

#include "core/body.h"
#include "tui/page.h"

struct rule_words {
    struct buffer title, quorum, adopted, more; /* each may be empty but the title */
};

void rule_words_init(struct rule_words *words);
void rule_words_release(struct rule_words *words);

/* Replaces what is there. Titles of benches and seats come from the roster. */
MUST_CHECK enum status rule_words_write(struct rule_words *words, const struct statute_rule *rule,
                                        const struct roll *roster);

/* Labels of `width` columns and the words beside them. */
void rule_words_draw(const struct rule_words *words, struct page *page, int width);

#endif
