/* What a secretary says of a result beside the count: its number, and for a ballot on paper what came out. */
#ifndef TUI_CLOSING_FORM_H
#define TUI_CLOSING_FORM_H

#include "data/compose_result.h"
#include "tui/app.h"

enum closing_field { CLOSING_NUMBER, CLOSING_RESULT, CLOSING_WINNER, CLOSING_COUNTS, CLOSING_FIELDS };

/* The argument of screen_closing; borrowed for the call. */
struct closing_place {
    const struct ballot_facts *ballot;
    bool paper;
};

struct closing_form {
    struct ballot_facts ballot;
    bool paper;
    enum closing_field focus;
    struct input field[CLOSING_FIELDS]; /* but the result, which is chosen */
    struct list results;
    struct buffer outcome; /* what the votes make of it, in words; empty on paper */
    enum style style;      /* of its first line */
};

/*
 * Counts anew, so that the secretary reads what the result will say before signing. A count that is hidden while people
 * can still vote stays hidden.
 */
MUST_CHECK enum status closing_form_foresee(struct closing_form *form, struct app *app);

/* Whether there is such a field. */
bool closing_form_has(const struct closing_form *form, enum closing_field field);

/* What is typed, in the arena. STATUS_NO_MEMORY. */
MUST_CHECK enum status closing_form_terms(const struct closing_form *form, struct arena *arena,
                                          struct result_terms *out);

/* The terms once more, in another arena. STATUS_NO_MEMORY. */
MUST_CHECK enum status result_terms_copy(const struct result_terms *from, struct arena *arena,
                                         struct result_terms *out);

void closing_form_draw(const void *state, struct canvas *canvas, struct area area);

#endif
