/*
 * What is being chosen on a ballot paper: one option, any number, or an order. A list of lines, one an option; what is
 * not chosen by the focus alone is chosen by actions.
 */
#ifndef TUI_PAPER_CHOICE_H
#define TUI_PAPER_CHOICE_H

#include "core/choice.h"
#include "tui/keymap.h"

struct paper_choice {
    struct offer offer; /* its names are borrowed */
    uint8_t line
        [CHOICE_OPTIONS_MAX]; /* the option on each line: in its order, then those without a place, "abstain" last */
    uint8_t place[CHOICE_OPTIONS_MAX]; /* per option: 0: not approved or without a place; else its place, from 1 on */
    bool abstains;                     /* approval and ranking: said so */
};

/* Nothing is chosen yet. */
void paper_choice_begin(struct paper_choice *choice, const struct offer *offer);

/* True where Enter does not just take the line of the focus: approval and ranking. */
bool paper_choice_marks(const struct paper_choice *choice);

/*
 * MARK approves the line's option or gives it the next place, or takes that back; MOVE_UP and MOVE_DOWN give it the
 * place above or below; TIE lets it share the place above, or no longer. The focus stays with the option. False: the
 * action is for something else.
 */
bool paper_choice_act(struct paper_choice *choice, enum action action, int64_t *focus);

/* Appends the canonical word. False: nothing is chosen yet, and nothing is appended. */
bool paper_choice_word(const struct paper_choice *choice, int64_t focus, struct buffer *out);

/* The option on the line of that number, and whether it shares its place with the line above. */
const struct choice_option *paper_choice_option(const struct paper_choice *choice, int64_t line);
bool paper_choice_tied(const struct paper_choice *choice, int64_t line);

/* True when the line's option is chosen; for `focus` see paper_choice_marks. */
bool paper_choice_chosen(const struct paper_choice *choice, int64_t line, int64_t focus);

#endif
