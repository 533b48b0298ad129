/*
 * The nodes of a log's tree as the table `node` holds them: complete subtrees over eight leaves and more. Smaller ones
 * are made of the leaves, which lie side by side in the table `entry`.
 */
#ifndef DATA_NODE_H
#define DATA_NODE_H

#include "core/merkle.h"
#include "data/store.h"

/* Nodes are stored from this level on. */
enum { NODE_LEVEL = 3 };

/* A merkle_source over a log's stored leaves and nodes. */
struct node_source {
    struct store *store;
    int64_t body;
};
enum status node_source_read(void *context, unsigned level, uint64_t index, struct digest *out);

/* A merkle_sink that stores nodes; `status` is STATUS_OK at first, and after a failure nothing more is stored. */
struct node_sink {
    struct store *store;
    int64_t body;
    enum status status;
};
void node_sink_add(void *context, unsigned level, uint64_t index, const struct digest *hash);

#endif
