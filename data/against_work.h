/*
 * What the files against*.c share. For these files only.
 *
 *     against.c         what the other side is; receipts; who is told
 *     against_head.c    a signed head of the other side against the log
 *     against_folder.c  the tree of a folder in the layout of tlog-tiles
 *     against_ledger.c  another ledger file, entry by entry
 */
#ifndef DATA_AGAINST_WORK_H
#define DATA_AGAINST_WORK_H

#include "core/tile.h"
#include "data/against.h"
#include "data/fork_prove.h"

struct against {
    const struct against_options *options;
    struct ledger *ledger;
    struct problem *problem;
    bool found; /* anything: it does not hold */
    uint64_t bodies;
    int64_t *wanted; /* numbers of the bodies that were asked for */
};

/* One body under comparison. */
struct compared {
    struct against *all;
    struct log *log;
    struct against_body told;
    struct buffer proof;
    struct problem unproved;
    bool forked; /* said already */
};

void compared_begin(struct compared *body, struct against *all, struct log *log);
/* Tells what was compared. */
void compared_end(struct compared *body);

/* A finding about this body; `index` -1: no place. The details may be NULL. */
void compared_find(struct compared *body, const char *code, int64_t index, const char *message, const char *first,
                   const char *second);
/* The same with a sentence that is there already. */
void compared_tell(struct compared *body, const char *code, int64_t index, const struct problem *text);
/* A finding about no body of this ledger. */
void against_find(struct against *all, const char *code, const char *message, struct slice detail);

/* Was this body asked for? */
bool against_wants(const struct against *all, int64_t number);

/* A signed head of the other side, whose tree may be at hand (NULL: it is not). */
MUST_CHECK enum status compare_head(struct compared *body, struct slice note, const struct fork_tree *tree);

/* The hash tiles of a folder: a tree of `size` leaves as its files say, whether they fit its head or not. */
struct folder_source {
    const char *path;
    uint64_t size;
    struct tile tile; /* read last; width 0: none */
    uint8_t bytes[TILE_BYTES_MAX];
};
enum status folder_source_read(void *context, unsigned level, uint64_t index, struct digest *out);

/* All bodies that both ledgers have. */
MUST_CHECK enum status compare_ledgers(struct against *all);

#endif
