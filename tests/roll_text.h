/*
 * Electoral rolls for tests, from the lines that a founding text has: `bench: ID TITLE`,
 * `seat: ID BENCH WEIGHT voting|advisory TITLE`, `chair: ID`; all others are passed over.
 */
#ifndef TESTS_ROLL_TEXT_H
#define TESTS_ROLL_TEXT_H

#include "core/arena.h"
#include "core/roll.h"

struct roll_text {
    struct arena arena;
    struct roll roll;
};

/* Fails the running test on a text that is no roll. */
void roll_text_read(struct roll_text *roll, const char *text);
void roll_text_release(struct roll_text *roll);

/* Index of a seat that must be there. */
size_t roll_text_seat(const struct roll_text *roll, const char *id);

/* Bund and 16 Länder with the shares of the Königsteiner Schlüssel 2016, and advisory seats. */
extern const char roll_it_planungsrat[];

/* The Bundesrat's 69 votes. */
extern const char roll_bundesrat[];

/* Ten seats on four benches; the chair is bund-1. */
extern const char roll_lenkungskreis[];

/* Six voting weights on five seats, and an advisory one; the chair is stadt. */
extern const char roll_arbeitskreis[];

#endif
