/*
 * Every way to fail, and the detail that a person needs to act on it.
 *
 * A function that can fail returns `enum status`; where a person should read more than the status, it also fills a
 * `struct problem` that the caller passes in (NULL is allowed: then the detail is dropped).
 * Messages are English patterns with {1} and {2} for the details; tui translates the pattern, never the details.
 */
#ifndef CORE_STATUS_H
#define CORE_STATUS_H

#include "core/reason.h"
#include "core/slice.h"

/* Marks a pattern for translation. core and data never translate. */
#define N_(text) text

#define MUST_CHECK __attribute__((warn_unused_result))

#define STATUS_TABLE(_)                                                                                                \
    _(OK, "done")                                                                                                      \
    _(NO_MEMORY, "not enough memory")                                                                                  \
    _(USAGE, "the command was not used as it is meant")                                                                \
    _(FORM, "it is not well-formed")                                                                                   \
    _(AMBIGUOUS, "it may mean several things")                                                                         \
    _(NOT_FOUND, "there is no such thing")                                                                             \
    _(REFUSED, "a rule refuses it")                                                                                    \
    _(KEY, "the key or its passphrase does not fit")                                                                   \
    _(FILE, "the file cannot be read or written")                                                                      \
    _(STORE, "the ledger cannot be read or written")                                                                   \
    _(MISMATCH, "it was checked and does not hold")                                                                    \
    _(HUB, "the hub cannot be reached")                                                                                \
    _(CANCELLED, "it was cancelled")

enum status {
#define STATUS_ENUM(name, sentence) STATUS_##name,
    STATUS_TABLE(STATUS_ENUM)
#undef STATUS_ENUM
};

/* The sentence for a status, English, static. */
const char *status_sentence(enum status status);

enum { PROBLEM_DETAILS = 2, PROBLEM_DETAIL_MAX = 240 };

struct problem {
    enum status status;
    enum reason reason;                               /* REASON_NONE unless a rule of the replay refused */
    const char *message;                              /* English pattern, static; NULL: only the status is known */
    char detail[PROBLEM_DETAILS][PROBLEM_DETAIL_MAX]; /* {1} and {2}; cut at a character boundary */
    char file[PROBLEM_DETAIL_MAX];                    /* empty: not about a file */
    unsigned long line, column;                       /* 1-based, in code points; 0: unknown */
    char field[16];                                   /* the field of an entry, or empty */
};

/* Fills `problem` (may be NULL); details are cut to fit. The place (file, line, column, field) is left as it was. */
void problem_fill(struct problem *problem, enum status status, const char *message, struct slice first,
                  struct slice second);

/*
 * Fills `problem` (may be NULL) and returns `status`, so that `return problem_slices(...)` reads well. Inline, so that
 * compilers and analysers see that a failure stays one.
 */
static inline enum status problem_slices(struct problem *problem, enum status status, const char *message,
                                         struct slice first, struct slice second)
{
    problem_fill(problem, status, message, first, second);
    return status;
}

/* The same with strings as details; `first` and `second` may be NULL. */
static inline enum status problem_say(struct problem *problem, enum status status, const char *message,
                                      const char *first, const char *second)
{
    return problem_slices(problem, status, message, slice_of(first), slice_of(second));
}

/* A refusal by a rule of the replay: STATUS_REFUSED with its reason. */
enum status problem_refuse(struct problem *problem, enum reason reason, const char *message, struct slice detail);

/* Adds the place; each returns nothing, so that it can be called before problem_say. */
void problem_place(struct problem *problem, unsigned long line, unsigned long column);
void problem_field(struct problem *problem, const char *field);
void problem_file(struct problem *problem, const char *file);

/* Empties a problem: STATUS_OK, no message, no place. */
void problem_clear(struct problem *problem);

#endif
