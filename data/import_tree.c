/* The folder's hashes: do they give the root of its head, and do they go on from the log that the ledger has? */
#include "data/import_work.h"
#include "data/node.h"

#include <inttypes.h>
#include <stdio.h>

/* Appends the leaves from the tree's size on, as the tiles of level 0 have them. */
static enum status add_leaves(struct import *import, struct merkle *tree, merkle_sink *sink, void *context)
{
    uint64_t size = import->published->head.size;
    struct buffer leaves;
    buffer_init(&leaves);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && tree->size < size) {
        uint64_t tile = tree->size / TILE_WIDTH;
        status = published_tile(import->published, 0, tile, &leaves, NULL, import->problem);
        size_t count = leaves.length / DIGEST_LENGTH;
        for (size_t i = tree->size % TILE_WIDTH; status == STATUS_OK && i < count; i++) {
            struct digest leaf = published_hash(&leaves, i);
            merkle_add(tree, &leaf, sink, context);
        }
        if (status == STATUS_OK)
            status = import_progress(import);
    }
    buffer_release(&leaves);
    return status;
}

/* The first entry in which the folder and the ledger differ; *place stays where there is none. */
static enum status first_difference(struct import *import, uint64_t *place)
{
    const struct replay *replay = &import->log->replay;
    struct node_source source = {.store = replay->store, .body = replay->number};
    uint64_t size = import->published->head.size;
    struct buffer leaves;
    struct digest own;
    buffer_init(&leaves);
    enum status status = STATUS_OK;
    bool differs = false;
    for (uint64_t i = 0; status == STATUS_OK && !differs && i < size && i < replay->tree.size; i++) {
        if (i % TILE_WIDTH == 0)
            status = published_tile(import->published, 0, i / TILE_WIDTH, &leaves, NULL, import->problem);
        if (status == STATUS_OK)
            status = node_source_read(&source, 0, i, &own);
        struct digest other = published_hash(&leaves, i % TILE_WIDTH);
        differs = status == STATUS_OK && !digest_equal(&own, &other);
        if (differs)
            *place = i;
    }
    buffer_release(&leaves);
    return status;
}

/* Is the folder's log broken, or another one than the ledger's? */
static enum status explain(struct import *import)
{
    struct merkle tree = {.size = 0};
    uint64_t place = import->published->head.size;
    char number[24];
    enum status status = add_leaves(import, &tree, NULL, NULL);
    if (status != STATUS_OK)
        return status;
    struct digest root = merkle_root(&tree);
    if (!digest_equal(&root, &import->published->head.root))
        return problem_say(import->problem, STATUS_MISMATCH,
                           N_("the folder's hashes do not give the root that its checkpoint names: it was altered"),
                           NULL, NULL);
    status = first_difference(import, &place);
    if (status != STATUS_OK)
        return status;
    snprintf(number, sizeof number, "%" PRIu64, place);
    return problem_slices(import->problem, STATUS_MISMATCH,
                          N_("the folder holds another history of {1} than this ledger, from entry {2} on: one of them "
                             "is a forgery, keep both and ask the other members"),
                          import->published->name, slice_of(number));
}

enum status import_tree(struct import *import)
{
    struct replay *replay = &import->log->replay;
    const struct checkpoint *head = &import->published->head;
    struct published_upper upper;
    struct merkle tree = replay->tree;
    struct digest root;
    enum status status;
    if (head->size <= tree.size) {
        status = replay_root(replay, head->size, &root);
    } else {
        published_upper_init(&upper, import->published, import_stop, import);
        status = add_leaves(import, &tree, published_node, &upper);
        if (status == STATUS_OK)
            status = upper.status;
        published_upper_release(&upper);
        root = merkle_root(&tree);
        /* Hashes that do not fit ours fit nothing above them either: then the question is whose they are. */
        if (status == STATUS_MISMATCH && !digest_equal(&root, &head->root))
            status = STATUS_OK;
    }
    if (status != STATUS_OK || digest_equal(&root, &head->root))
        return status;
    return explain(import);
}
