/* Plain mode: what is asked for a command line, and how. */
#ifndef TUI_PLAIN_QUESTIONS_H
#define TUI_PLAIN_QUESTIONS_H

#include "tui/plain_pick.h"

/*
 * Fills the line (tui/plain_line.h) from what is known and by asking for the rest, and runs it. `pages` as in
 * plain_run. Ctrl-C or "back" at a question leaves it undone.
 */
void plain_do(struct plain *plain, const char *line, const struct plain_known *known, bool pages);

/* A key to act with, chosen where there are several and none was. False: there is none, and the reason was said. */
bool plain_has_key(struct plain *plain);

/* Chooses the key to act with. */
void plain_choose_key(struct plain *plain);

/* Whether there is a proposal, ballot or meeting of that number or id; says it where there is none. */
bool plain_find(struct plain *plain, const char *name, struct slice text);

/* Asks for a command line and runs it. */
void plain_type(struct plain *plain);

/*
 * Of a ballot its proposal too; and a ballot, proposal or meeting by its number instead of its id, where that means the
 * same. What is new lies in the arena.
 */
void plain_prefer_numbers(struct plain *plain, struct arena *arena, struct plain_known *known);

#endif
