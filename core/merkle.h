/*
 * The Merkle tree of RFC 6962 section 2.1 over SHA-256, as an incremental list of peaks: the roots of the maximal
 * complete subtrees, left to right, one for each 1-bit of the size.
 */
#ifndef CORE_MERKLE_H
#define CORE_MERKLE_H

#include "core/digest.h"
#include "core/status.h"

enum { MERKLE_LEVELS = 63, MERKLE_PROOF_MAX = 64 };

/* Sizes fit a signed 64-bit integer everywhere, so a tree has at most MERKLE_LEVELS peaks. */
#define MERKLE_SIZE_MAX ((uint64_t)INT64_MAX)

/* The empty tree is all zeros. */
struct merkle {
    uint64_t size;                     /* at most MERKLE_SIZE_MAX */
    struct digest peak[MERKLE_LEVELS]; /* peak[0] is the leftmost, largest one */
    unsigned peaks;
};

struct merkle_proof {
    struct digest hash[MERKLE_PROOF_MAX];
    unsigned hashes;
};

/* SHA-256(0x00 || entry), SHA-256(0x01 || left || right), SHA-256(""). */
struct digest merkle_leaf(struct slice entry);
struct digest merkle_node(const struct digest *left, const struct digest *right);
struct digest merkle_empty(void);

/* Told of each complete subtree above the leaves that an appended leaf finishes. level >= 1. */
typedef void merkle_sink(void *context, unsigned level, uint64_t index, const struct digest *hash);

/* The leaf that finishes the complete subtree (level, index): its last one. */
static inline uint64_t merkle_last(unsigned level, uint64_t index)
{
    return ((index + 1) << level) - 1;
}

/* Appends one leaf hash to a tree smaller than MERKLE_SIZE_MAX. `sink` may be NULL. */
void merkle_add(struct merkle *tree, const struct digest *leaf, merkle_sink *sink, void *context);

/* The root of the tree as it is. */
struct digest merkle_root(const struct merkle *tree);

/*
 * Gives the hash of the complete subtree (level, index): level 0 is leaf hash `index`, level L covers the leaves
 * index * 2^L … (index + 1) * 2^L - 1.
 */
typedef enum status merkle_source(void *context, unsigned level, uint64_t index, struct digest *out);

/* The peaks of the tree of `size` leaves. STATUS_NOT_FOUND beyond MERKLE_SIZE_MAX, else what the source says. */
MUST_CHECK enum status merkle_load(uint64_t size, merkle_source *source, void *context, struct merkle *out);

/*
 * MTH(D[begin:end]). `begin` is a multiple of the power of two at or above the width, which is not 0: the children of a
 * tree's nodes are such ranges. Fails as the source does.
 */
MUST_CHECK enum status merkle_range_hash(uint64_t begin, uint64_t end, merkle_source *source, void *context,
                                         struct digest *out);

/*
 * RFC 6962 section 2.1.1: audit path of leaf `index` in the tree of `size` leaves, its sibling first.
 * STATUS_NOT_FOUND unless index < size <= MERKLE_SIZE_MAX, else what the source says.
 */
MUST_CHECK enum status merkle_prove(uint64_t index, uint64_t size, merkle_source *source, void *context,
                                    struct merkle_proof *out);

/*
 * RFC 6962 section 2.1.2: consistency of the tree of `old` leaves with that of `size`. Empty for old 0 and old = size.
 * STATUS_NOT_FOUND unless old <= size <= MERKLE_SIZE_MAX, else what the source says.
 */
MUST_CHECK enum status merkle_prove_consistency(uint64_t old, uint64_t size, merkle_source *source, void *context,
                                                struct merkle_proof *out);

/*
 * RFC 9162 sections 2.1.3.2 and 2.1.4.2. Sizes and roots must come from verified checkpoints, each pair from one, and
 * the leaf hash from the entry itself. With the tree of size 0 everything is consistent, by an empty proof.
 */
bool merkle_verify(uint64_t index, uint64_t size, const struct digest *leaf, const struct merkle_proof *proof,
                   const struct digest *root);
bool merkle_verify_consistency(uint64_t old, uint64_t size, const struct digest *old_root,
                               const struct digest *new_root, const struct merkle_proof *proof);

#endif
