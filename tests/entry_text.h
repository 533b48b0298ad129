/*
 * Samples of entries, one at least of each kind and one with every field, and a desk to read them at.
 */
#ifndef TESTS_ENTRY_TEXT_H
#define TESTS_ENTRY_TEXT_H

#include "core/entry.h"

/* Two hashes that stand in the samples. */
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"

enum sample {
    SAMPLE_BODY,
    SAMPLE_HOLDER,
    SAMPLE_AUDITOR,
    SAMPLE_PROPOSAL,
    SAMPLE_STATEMENT,
    SAMPLE_SHORT_STATEMENT,
    SAMPLE_BALLOT,
    SAMPLE_VOTE,
    SAMPLE_RECUSAL,
    SAMPLE_CLOSE,
    SAMPLE_RESULT,
    SAMPLE_VOID,
    SAMPLE_ROSTER,
    SAMPLE_STATUTE,
    SAMPLE_ROTATION,
    SAMPLE_REVOCATION,
    SAMPLE_LOG_KEY,
    SAMPLE_MEETING,
    SAMPLE_ATTENDANCE,
    SAMPLE_STATUS,
    SAMPLE_RANKING_VOTE,
    SAMPLE_OBJECTION,
    SAMPLE_MINUTES,
    SAMPLE_CONFIRM,
    SAMPLES
};

/* Their texts; $1, $2, $3 stand for the verifier keys of rat.example, gs1, gs2. */
extern const char *const samples[SAMPLES];

/* What is read lives in the arena; `problem` is about the last text. */
struct desk {
    struct arena arena;
    struct problem problem;
};

/* A row of cmocka's table of tests: *state is a desk. */
#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, desk_make, desk_remove)
int desk_make(void **state);
int desk_remove(void **state);

/* The text with its keys put in and, when `old` is not NULL, the only `old` in it replaced. */
struct slice desk_text(struct desk *desk, const char *text, const char *old, const char *new);

MUST_CHECK enum status desk_parse(struct desk *desk, struct slice text, struct entry *entry);

#endif
