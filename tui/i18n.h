/* German and English through gettext. Patterns of core and data are translated here, when they are shown. */
#ifndef TUI_I18N_H
#define TUI_I18N_H

#include "core/expression_words.h"
#include "core/status.h"

#include <libintl.h>

#define _(text) gettext(text)

/*
 * Sets the language: `language` "de" or "en", or NULL: what the locale says, German where it says nothing.
 * Translations come from beside the program, else from where it was installed. False for another language.
 */
bool i18n_start(const char *language);

/* True when the environment asks for the locale C, whose terminals may know no more than ASCII. */
bool i18n_is_plain_locale(void);

/* True when German is shown. */
bool i18n_german(void);

/* The message of a problem in the user's language, details filled in; without a message the status's sentence. */
void i18n_problem(const struct problem *problem, struct buffer *out);

/* The same, and behind a colon what to do, for a person whose entry was refused. Not for what an audit found. */
void i18n_refusal(const struct problem *problem, struct buffer *out);

/* "line 3, column 7" of a problem's file, where it has them. */
void i18n_place(const struct problem *problem, struct buffer *out);

/* A pattern with {1} and {2}, translated already. */
void i18n_pattern(const char *pattern, struct slice first, struct slice second, struct buffer *out);

/* The same with a number as {1}; the pattern comes from ngettext. */
void i18n_count(const char *pattern, uint64_t count, struct buffer *out);

/* A moment for people: "23.11.2026, 10:15" or "2026-11-23 10:15", in local time. */
void i18n_time(int64_t seconds, struct buffer *out);

/* The words in which rules are explained. */
const struct vocabulary *i18n_vocabulary(void);

/* A word of the statute's language (steering, voting, adopted, yes …) for people. */
const char *i18n_word(struct slice word);

/*
 * A vote's choice for people: that option of a method's own ("yes", "abstain" …) as a word, anything else as it stands,
 * also where an option's id is a word of the statute's language. Borrowed.
 */
struct slice i18n_choice(struct slice choice);

#endif
