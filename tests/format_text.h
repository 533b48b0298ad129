/*
 * data/FORMAT.md as tests read it: its fenced blocks by name, its lists of words, its lists of fields.
 */
#ifndef TESTS_FORMAT_TEXT_H
#define TESTS_FORMAT_TEXT_H

#include "core/buffer.h"

struct format_text {
    struct buffer bytes;
};

/* cmocka set-up and tear-down of a group: *state becomes a struct format_text. */
int format_text_make(void **state);
int format_text_remove(void **state);

/* The lines of the block that begins with ```NAME, with their line ends. Fails the test when there is none. */
struct slice format_block(const struct format_text *text, const char *name);

/* The words behind NAME in the lists of words, or .at NULL. */
struct slice format_words(const struct format_text *text, struct slice name);

/* One field of a kind: its name, '?', '*', '+' or 0, and its pattern as core/field.c writes it. */
struct format_field {
    struct slice name;
    char mark;
    struct buffer pattern;
};

/*
 * The paragraph of that name in the block of fields: "body (text): name NAME, …". *items: what stands behind the colon.
 * False when there is none.
 */
bool format_kind(const struct format_text *text, const char *name, struct slice *items, bool *has_text);

/* Cuts the next item off; false at the end. Words that stand for lists are replaced by these in the pattern. */
bool format_next_item(struct slice *items, struct slice *item);
void format_field_read(const struct format_text *text, struct slice item, struct format_field *out);

#endif
