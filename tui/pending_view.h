/* The screen of what waits: its state, and how it is painted. */
#ifndef TUI_PENDING_VIEW_H
#define TUI_PENDING_VIEW_H

#include "core/digest.h"
#include "core/entry_kind.h"
#include "tui/widget.h"

enum { PENDING_MAX = 200 };

struct pending_row {
    struct digest id;
    int64_t body; /* 0: a founding */
    enum kind kind;
    size_t signatures;
    bool complete; /* it waits for the writer alone */
    struct buffer what, who, when, note;
    struct buffer name, waits;  /* of its body; for what, or why it would be refused by now */
    struct buffer vkey, holder; /* of an enrolment: the key that is to be compared by telephone, and its name */
};

struct pending_screen {
    struct pending_row row[PENDING_MAX];
    size_t rows;
    struct list list;
    struct pager pager;
    bool reading;         /* the text fills the screen */
    bool dropping;        /* the word is being typed */
    struct digest target; /* what it drops, whatever the list does meanwhile */
    struct input word;
};

/* The signed text of a row, without its signatures. */
struct slice pending_text(const struct pending_row *row);

void pending_draw(const void *state, struct canvas *canvas, struct area area);

#endif
