/*
 * What an audit that found no error leaves for the next one, outside the ledger: one file for each body, under its
 * founding's id in a folder beside the marks, replaced by each later audit, private.
 *
 *     stimmbuch audited 1
 *     sum 3b0c…          BLAKE2b-256 of all bytes behind this line: a damaged file is not believed
 *     founding 2f6c…     id of entry 0
 *     size 1284          entries that the audit read; whoever goes on from here reads none of them again
 *     root 5d20…         of their tree
 *     at 1795428900      when that was, POSIX seconds
 *     full 1795428900    when the last audit was that began with entry 0
 *     peak 9b1c…         of the tree, one line for each 1-bit of the size, the largest first
 *     tables 884736      bytes of the rest: a database of SQLite with the derived tables, without the votes of ballots
 *                        that have ended for good
 *
 * The sum is no secret: the file is as good as the folder that it lies in.
 */
#ifndef DATA_AUDITED_STATE_H
#define DATA_AUDITED_STATE_H

#include "core/buffer.h"
#include "core/merkle.h"

struct audited_state {
    struct digest founding, root;
    struct merkle tree;
    int64_t at, full;
    struct slice tables; /* borrowed from the bytes that were parsed */
};

/* Files larger than this are not written, and not read. */
enum { AUDITED_STATE_MAX = 1 << 30 };

/* Appends what stands in front of the tables. They follow as they are: they are large, and are not copied for that. */
MUST_CHECK enum status audited_state_begin(const struct audited_state *state, struct buffer *out);

/* False unless these are the bytes of such a file: its sum, its lines, peaks that give the root. */
bool audited_state_parse(struct slice bytes, struct audited_state *out);

/* The same of what follows the line with the sum. */
bool audited_state_parse_rest(struct slice bytes, struct audited_state *out);

#endif
