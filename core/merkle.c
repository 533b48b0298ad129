#include "core/merkle.h"

#include <sodium.h>

struct digest merkle_leaf(struct slice entry)
{
    static const uint8_t prefix = 0x00;
    struct digest leaf;
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &prefix, 1);
    crypto_hash_sha256_update(&state, (const uint8_t *)entry.at, entry.length);
    crypto_hash_sha256_final(&state, leaf.byte);
    return leaf;
}

struct digest merkle_node(const struct digest *left, const struct digest *right)
{
    uint8_t bytes[1 + 2 * DIGEST_LENGTH] = {0x01};
    memcpy(bytes + 1, left->byte, DIGEST_LENGTH);
    memcpy(bytes + 1 + DIGEST_LENGTH, right->byte, DIGEST_LENGTH);
    struct digest node;
    crypto_hash_sha256(node.byte, bytes, sizeof bytes);
    return node;
}

struct digest merkle_empty(void)
{
    return digest_of(SLICE(""));
}

void merkle_add(struct merkle *tree, const struct digest *leaf, merkle_sink *sink, void *context)
{
    struct digest hash = *leaf;
    for (unsigned level = 1; tree->size >> (level - 1) & 1; level++) {
        hash = merkle_node(&tree->peak[--tree->peaks], &hash);
        if (sink)
            sink(context, level, tree->size >> level, &hash);
    }
    tree->peak[tree->peaks++] = hash;
    tree->size++;
}

struct digest merkle_root(const struct merkle *tree)
{
    if (tree->peaks == 0)
        return merkle_empty();
    struct digest root = tree->peak[tree->peaks - 1];
    for (unsigned i = tree->peaks - 1; i > 0; i--)
        root = merkle_node(&tree->peak[i - 1], &root);
    return root;
}

enum status merkle_load(uint64_t size, merkle_source *source, void *context, struct merkle *out)
{
    if (size > MERKLE_SIZE_MAX)
        return STATUS_NOT_FOUND;
    out->size = size;
    out->peaks = 0;
    for (unsigned level = MERKLE_LEVELS; level-- > 0;) {
        if (!(size >> level & 1))
            continue;
        /* The leaves before this peak are the higher bits of the size, so its index is what they leave, less itself. */
        enum status status = source(context, level, (size >> level) - 1, &out->peak[out->peaks]);
        if (status != STATUS_OK)
            return status;
        out->peaks++;
    }
    return STATUS_OK;
}

/* The width's 1-bits are the complete subtrees, and they fold from the right. */
enum status merkle_range_hash(uint64_t begin, uint64_t end, merkle_source *source, void *context, struct digest *out)
{
    bool first = true;
    for (unsigned level = 0; begin < end; level++) {
        if (!((end - begin) >> level & 1))
            continue;
        struct digest left;
        end -= UINT64_C(1) << level;
        enum status status = source(context, level, end >> level, &left);
        if (status != STATUS_OK)
            return status;
        *out = first ? left : merkle_node(&left, out);
        first = false;
    }
    return STATUS_OK;
}

/* Appends the siblings on the way from the node that covers leaf `index` at `level` up to the root. */
static enum status climb(unsigned level, uint64_t index, uint64_t size, merkle_source *source, void *context,
                         struct merkle_proof *out)
{
    for (; (size - 1) >> level; level++) {
        uint64_t begin = (index >> level ^ 1) << level, width = UINT64_C(1) << level;
        /* Without a sibling a node is its own parent. */
        if (begin >= size)
            continue;
        uint64_t end = size - begin > width ? begin + width : size;
        enum status status = merkle_range_hash(begin, end, source, context, &out->hash[out->hashes]);
        if (status != STATUS_OK)
            return status;
        out->hashes++;
    }
    return STATUS_OK;
}

enum status merkle_prove(uint64_t index, uint64_t size, merkle_source *source, void *context, struct merkle_proof *out)
{
    out->hashes = 0;
    if (index >= size || size > MERKLE_SIZE_MAX)
        return STATUS_NOT_FOUND;
    return climb(0, index, size, source, context, out);
}

enum status merkle_prove_consistency(uint64_t old, uint64_t size, merkle_source *source, void *context,
                                     struct merkle_proof *out)
{
    out->hashes = 0;
    if (old > size || size > MERKLE_SIZE_MAX)
        return STATUS_NOT_FOUND;
    if (old == 0 || old == size)
        return STATUS_OK;
    /* The proof starts at the last peak of the old tree; when that is the whole old tree, the verifier has its hash. */
    unsigned level = 0;
    while (!(old >> level & 1))
        level++;
    if (old >> level > 1) {
        enum status status = source(context, level, (old >> level) - 1, &out->hash[0]);
        if (status != STATUS_OK)
            return status;
        out->hashes = 1;
    }
    return climb(level, old - 1, size, source, context, out);
}

/* Where a proof is on its way up, named as in RFC 9162: the node's index at this level, and the last index there. */
struct walk {
    uint64_t fn, sn;
};

static bool walk_is_right(struct walk walk)
{
    return (walk.fn & 1) || walk.fn == walk.sn;
}

/* One level up; after a hash from the left, past all levels at which the node had no sibling. */
static struct walk walk_up(struct walk walk)
{
    if (walk_is_right(walk))
        while (walk.fn != 0 && !(walk.fn & 1)) {
            walk.fn >>= 1;
            walk.sn >>= 1;
        }
    return (struct walk){.fn = walk.fn >> 1, .sn = walk.sn >> 1};
}

bool merkle_verify(uint64_t index, uint64_t size, const struct digest *leaf, const struct merkle_proof *proof,
                   const struct digest *root)
{
    if (index >= size || proof->hashes > MERKLE_PROOF_MAX)
        return false;
    struct walk walk = {.fn = index, .sn = size - 1};
    struct digest hash = *leaf;
    for (unsigned i = 0; i < proof->hashes; i++) {
        if (walk.sn == 0)
            return false;
        hash = walk_is_right(walk) ? merkle_node(&proof->hash[i], &hash) : merkle_node(&hash, &proof->hash[i]);
        walk = walk_up(walk);
    }
    return walk.sn == 0 && digest_equal(&hash, root);
}

/* The case 0 < old < size. */
static bool verify_growth(uint64_t old, uint64_t size, const struct digest *old_root, const struct digest *new_root,
                          const struct merkle_proof *proof)
{
    if (proof->hashes == 0 || proof->hashes > MERKLE_PROOF_MAX)
        return false;
    bool whole = (old & (old - 1)) == 0;
    struct walk walk = {.fn = old - 1, .sn = size - 1};
    while (walk.fn & 1)
        walk = (struct walk){.fn = walk.fn >> 1, .sn = walk.sn >> 1};
    struct digest old_hash = whole ? *old_root : proof->hash[0], new_hash = old_hash;
    for (unsigned i = whole ? 0 : 1; i < proof->hashes; i++) {
        const struct digest *next = &proof->hash[i];
        if (walk.sn == 0)
            return false;
        if (walk_is_right(walk)) {
            old_hash = merkle_node(next, &old_hash);
            new_hash = merkle_node(next, &new_hash);
        } else {
            new_hash = merkle_node(&new_hash, next);
        }
        walk = walk_up(walk);
    }
    return walk.sn == 0 && digest_equal(&old_hash, old_root) && digest_equal(&new_hash, new_root);
}

bool merkle_verify_consistency(uint64_t old, uint64_t size, const struct digest *old_root,
                               const struct digest *new_root, const struct merkle_proof *proof)
{
    const struct digest empty = merkle_empty();
    if (old > size)
        return false;
    if (old == 0 && (proof->hashes != 0 || !digest_equal(old_root, &empty)))
        return false;
    if (old == size)
        return proof->hashes == 0 && digest_equal(old_root, new_root);
    return old == 0 || verify_growth(old, size, old_root, new_root, proof);
}
