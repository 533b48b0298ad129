/*
 * Plain mode: the command line that a menu stands for.
 *
 *     vote {ballot} {choice} --seat {seat?} --reason {reason?}
 *
 * A word in braces is asked for; with "?" it may be left empty, and then an option in front of it goes too; with "*" it
 * is split at its blanks into several arguments.
 */
#ifndef TUI_PLAIN_LINE_H
#define TUI_PLAIN_LINE_H

#include "core/arena.h"
#include "core/buffer.h"

enum { PLAIN_WORDS_MAX = 200 };

/* The words of a command line behind "stimmbuch"; they lie in the arena of whoever fills it. */
struct plain_words {
    char *word[PLAIN_WORDS_MAX];
    size_t count;
};

/* A question of a line: its name, and what may be left empty. */
struct plain_blank {
    struct slice name;
    bool optional, several;
};

/* Gives the answer, borrowed until plain_fill returns. Another status than STATUS_OK ends the line. */
typedef enum status plain_answer(void *context, const struct plain_blank *blank, struct slice *out);

/*
 * STATUS_USAGE: too many words, or an argument that begins with "-", which would be an option; STATUS_NO_MEMORY; those
 * of `answer`.
 */
MUST_CHECK enum status plain_fill(const char *line, plain_answer *answer, void *context, struct arena *arena,
                                  struct plain_words *out, struct problem *problem);

/*
 * A line that was typed, split at blanks; what stands in "…" or '…' stays together, and outside of these the character
 * behind a \ is itself: so a line that plain_write wrote may be typed. STATUS_USAGE: a quote is open, too many words.
 */
MUST_CHECK enum status plain_split(struct slice line, struct arena *arena, struct plain_words *out,
                                   struct problem *problem);

/* Appends the words as a shell takes them. */
void plain_write(const struct plain_words *words, struct buffer *out);

#endif
