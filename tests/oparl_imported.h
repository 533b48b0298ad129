/*
 * Runs an import and keeps its drafts; every draft is checked to become an entry as it stands.
 */
#ifndef TESTS_OPARL_IMPORTED_H
#define TESTS_OPARL_IMPORTED_H

#include "core/arena.h"
#include "data/oparl.h"

enum { IMPORTED_MAX = 400 };

struct imported {
    struct arena arena;
    struct oparl_draft draft[IMPORTED_MAX];
    size_t count;
    struct oparl_report report;
    struct problem problem;
};

/* The status of the import. */
enum status imported_from(struct imported *imported, const char *const *paths, size_t count);

/* The same, expecting STATUS_OK and no draft but well-formed ones. */
void imported_from_one(struct imported *imported, const char *path);

/* The same for a file with that text, given.json in the scratch folder of the test. */
void imported_from_text(struct imported *imported, void *const *state, const char *text);

void imported_release(struct imported *imported);

/* The text of the draft with that number; fails the test when there is none. */
const char *imported_text(const struct imported *imported, const char *number);

/* Fails the test unless exactly these causes, "code count code count …", were counted. */
void imported_causes(const struct imported *imported, const char *expected);

#endif
