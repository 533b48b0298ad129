/*
 * The manual page, from the tables that drive the program: verbs, options, keys. What else it says is in
 * tui/manual_words.c, a paragraph a row.
 *
 *     stimmbuch help --man | man -l -
 */
#ifndef TUI_MANUAL_H
#define TUI_MANUAL_H

#include "core/buffer.h"

/* Appends the page for man(1), in the language of the session. */
void manual_write(struct buffer *out);

/* What a row of the prose is. */
enum manual_part {
    MANUAL_SECTION, /* a heading */
    MANUAL_TEXT,    /* a paragraph */
    MANUAL_TERM,    /* `left` and what it means */
    MANUAL_VERBS,   /* here stand all verbs with their options */
    MANUAL_OPTIONS, /* … the options of every verb */
    MANUAL_KEYS,    /* … the keys of the screens */
    MANUAL_CONFIG,  /* … the options of the configuration */
    MANUAL_END,
};

struct manual_row {
    enum manual_part part;
    const char *left; /* never translated; NULL without one */
    const char *text; /* English, translated when it is written; NULL without one */
};

/* From the first section behind the synopsis on, up to MANUAL_END. */
extern const struct manual_row manual_rows[];

#endif
