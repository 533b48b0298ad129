/*
 * A log as files (c2sp.org/tlog-tiles): hash tiles and entry bundles of up to 256 each, named by their place.
 *
 *     tile/0/000                    the first 256 leaf hashes, 32 bytes each
 *     tile/0/x001/x234/067.p/8      tile 1234067 of level 0, of which there are 8 hashes so far
 *     tile/1/000.p/17               hash i is the root of the full tile i of level 0, and so on upwards
 *     tile/entries/000              the first 256 entries, each as u16 length (big-endian) || bytes
 *
 * Hash i of tile N on level L is the complete subtree (8 L, 256 N + i) of core/merkle. A partial tile counts for
 * nothing on the level above; empty ones do not exist.
 */
#ifndef CORE_TILE_H
#define CORE_TILE_H

#include "core/buffer.h"
#include "core/merkle.h"

enum {
    TILE_WIDTH = 256,  /* of a full one */
    TILE_HEIGHT = 8,   /* levels of the tree that one level of tiles spans */
    TILE_LEVELS = 64,  /* that a path can name; a tree has at most 8 */
    TILE_ENTRIES = 64, /* in place of a level: an entry bundle */
    TILE_PATH_MAX = 64,
    TILE_BYTES_MAX = TILE_WIDTH * DIGEST_LENGTH,
    BUNDLE_ENTRY_MAX = UINT16_MAX,
    BUNDLE_BYTES_MAX = TILE_WIDTH * (2 + BUNDLE_ENTRY_MAX),
};

struct tile {
    unsigned level; /* 0 to TILE_LEVELS - 1, or TILE_ENTRIES */
    uint64_t index; /* at most MERKLE_SIZE_MAX / TILE_WIDTH */
    unsigned width; /* 1 to TILE_WIDTH */
};

/* The path from the folder of the log on, NUL-terminated. Returns its length. */
size_t tile_path(const struct tile *tile, char out[TILE_PATH_MAX]);

/* False unless the text is exactly what tile_path writes. */
bool tile_parse(struct slice path, struct tile *out);

/* How many hashes (or entries) that level has in a tree of `size` leaves. */
uint64_t tile_count(unsigned level, uint64_t size);

/* The width that tile has in a tree of `size` leaves: TILE_WIDTH, less, or 0 where it has no such tile. */
unsigned tile_width(unsigned level, uint64_t index, uint64_t size);

/* All tiles that the tree of `size` leaves has and that of `old` leaves has not: level by level, then the bundles. */
struct tile_walk {
    uint64_t old, size; /* old 0: all of them */
    bool started;       /* the rest is the walk's own; false to begin with */
    unsigned level;
    uint64_t index;
};

/* False at the end. */
bool tile_next(struct tile_walk *walk, struct tile *out);

/* Appends one entry to a bundle; false, and nothing appended, when it is longer than BUNDLE_ENTRY_MAX. */
bool bundle_add(struct slice entry, struct buffer *out);

/* A bundle that was found to be well-formed, and what is left of it. Borrowed. */
struct bundle {
    struct slice rest;
};

/*
 * Reads a bundle of exactly `width` entries; nothing of a malformed one is given out. STATUS_FORM with a message that
 * says what is wrong and at which entry of the bundle.
 */
MUST_CHECK enum status bundle_open(struct slice bytes, unsigned width, struct bundle *out, struct problem *problem);

/* The next entry, which may be empty; false at the end. */
bool bundle_next(struct bundle *bundle, struct slice *entry);

#endif
