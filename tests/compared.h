/* A world's ledger compared with something that was kept elsewhere, and what that said. */
#ifndef TESTS_COMPARED_H
#define TESTS_COMPARED_H

#include "data/against.h"
#include "tests/forked.h"

/* What a comparison said: findings as "code@index", of the last body what was compared, and its proof. */
struct heard {
    struct buffer findings;
    char told[200];
    struct buffer proof;
    enum against_kind kind;
    bool ok;
    enum status status;
};

/* `body` NULL: whatever both sides have. */
void compare_with(struct world *w, const char *path, const char *body, struct heard *heard);
void heard_release(struct heard *heard);

/* The comparison says just this; a proof that comes with it holds. */
void compare_expect(struct world *w, const char *path, enum against_kind kind, const char *findings, const char *told);

/* The ledger's signed head of that size, and the receipt of an entry, as files; their paths. */
const char *compared_head(struct world *w, uint64_t size);
const char *compared_receipt(struct world *w, int64_t index);

/* The log as a folder in the layout of tlog-tiles, its newest head in it; its path. */
const char *compared_folder(struct world *w, const char *name);

#endif
