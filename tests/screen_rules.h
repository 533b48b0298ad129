/*
 * The rules that hold for every screen, as functions: each looks at one screen, painted or with keys pressed on it, and
 * says in words what it breaks. tests/test_screen_rules.c goes through all screens with them.
 */
#ifndef TESTS_SCREEN_RULES_H
#define TESTS_SCREEN_RULES_H

#include "tests/glass.h"
#include "tests/screen_views.h"

/* A screen in one size, as it is painted and as two terminals show it. */
struct sight {
    const struct visit *visit;
    const struct canvas *canvas, *ascii;
    struct emulator *colour, *mono;
    size_t idle; /* bytes that were written while nothing happened */
};

/* What is wrong, as a sentence's part; an empty buffer: nothing. */
typedef void sight_rule(const struct sight *sight, struct buffer *why);

sight_rule rule_cursor_on_focus, rule_cursor_seen, rule_focus_marked, rule_same_without_colour, rule_eight_colours,
    rule_idle_silent, rule_fields_labelled, rule_ascii, rule_small, rule_nothing_shifts, rule_nothing_cut;

/* The cursor is neither on a mark of the focus, nor in a field, nor at the text whose title has the mark. */
void canvas_cursor_lost(const struct canvas *canvas, bool typing, struct buffer *why);

/* The same for what happens on a screen; it stands as the view left it, and need not stay so. */
typedef void visit_rule(const struct visit *visit, struct buffer *why);

visit_rule rule_cursor_follows, rule_messages_stay, rule_no_limit, rule_keys_do_all, rule_errors_help,
    rule_signing_left, rule_languages;

#endif
