/* What is typed where a ballot is opened: until when, from when on, the question. One of them is shown at a time. */
#ifndef TUI_OPENING_TERMS_H
#define TUI_OPENING_TERMS_H

#include "core/instant.h"
#include "tui/widget.h"

enum opening_term { TERM_DEADLINE, TERM_BEGIN, TERM_QUESTION, TERM_COUNT };

struct opening_terms {
    struct input field[TERM_COUNT];
    struct instant closes, opens;
    bool understood[TERM_COUNT]; /* the times, or that there is none */
    struct buffer resolved;      /* what the one that is shown means */
};

void opening_terms_release(struct opening_terms *terms);

/* Reads what is typed into that term, and says what it means. `required`: the statute demands a deadline. */
void opening_terms_resolve(struct opening_terms *terms, enum opening_term shown, struct instant now, bool required);

void opening_terms_draw(const struct opening_terms *terms, enum opening_term shown, bool focused, struct canvas *canvas,
                        struct area line);

#endif
