/*
 * The sample statutes of data/samples/statutes, founded with keys of the test's own, and tables of ballots under them:
 *
 *     static const struct statute_row rows[] = {
 *         {"einfach", "yes: r2 r3; no: r4", OUTCOME_ADOPTED, "adopted 1 2 > 1 holds"},
 *     };
 *     STATUTE_ROWS("mustergremium", rows);
 */
#ifndef TESTS_STATUTE_TEXT_H
#define TESTS_STATUTE_TEXT_H

#include "tests/ballot_text.h"

/* The file NAME.txt as it is; a missing one fails the running test. Lives in the arena. */
const char *statute_text_file(struct arena *arena, const char *name);

/* What `body found` makes of a draft, with two secretaries; else the problem, with the draft's line. */
enum status statute_text_found(struct arena *arena, const char *file, struct body *out, struct problem *problem);

struct statute_text {
    struct arena arena;
    struct body body;
};

/* The same for the file NAME.txt, which must be right. */
void statute_text_read(struct statute_text *statute, const char *name);
void statute_text_release(struct statute_text *statute);

struct statute_row {
    const char *rule, *votes; /* votes as in tests/ballot_text.h */
    enum outcome outcome;
    const char *reason; /* one of the reasons of the result, as its entry would write it */
};

/* Every row's ballot has that outcome, for that reason among others. `options`: "a b c", or NULL where it has none. */
void statute_rows(const char *name, const char *options, const struct statute_row *rows, size_t count);

#define STATUTE_ROWS_OF(name, options, rows) statute_rows(name, options, rows, sizeof rows / sizeof rows[0])
#define STATUTE_ROWS(name, rows) STATUTE_ROWS_OF(name, NULL, rows)

#endif
