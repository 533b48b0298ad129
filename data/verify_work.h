/*
 * What the files verify*.c share. For these files only.
 *
 *     verify.c            the file as a whole, body by body
 *     verify_pipeline.c   entries in batches: threads verify signatures, the main thread goes on in order
 *     verify_hints.c      which key a signature is probably by
 *     verify_body.c       one body's entries, one after the other
 *     verify_tables.c     what is derived: nodes, tables, the index for searching
 *     verify_heads.c      signed heads and the mark
 */
#ifndef DATA_VERIFY_WORK_H
#define DATA_VERIFY_WORK_H

#include "data/replay.h"
#include "data/verify.h"

enum { BATCH_ENTRIES = 64, BATCH_BYTES = 1 << 17, JOBS_MAX = 64 };

/* Keys by name and key ID, from a table that may lie: whoever uses one checks it again. */
struct hints;
MUST_CHECK enum status hints_load(struct store *store, int64_t body, struct hints **out);
void hints_free(struct hints *hints);
/* A sealed_guess. */
bool hints_guess(const void *hints, const struct note_line *line, struct public_key *out);

/* An entry on its way through the pipeline. */
struct audited {
    int64_t index;          /* this and the next two: as stored */
    struct digest id, leaf;
    size_t from, length;    /* of the note in the batch's bytes */
    struct sealed sealed;   /* once the batch is done */
};

struct batch {
    const struct hints *hints; /* borrowed */
    struct buffer bytes;
    struct arena arena;
    enum status status; /* of taking the entries apart: STATUS_OK or STATUS_NO_MEMORY */
    bool done;
    size_t count;
    struct audited entry[BATCH_ENTRIES];
};

/*
 * A ring of batches: loaded in order, verified by whoever is free, taken in order. `first`, when not NULL, is work that
 * one of the threads does before all else. With one job there is no thread but the caller's.
 */
struct pipeline;
MUST_CHECK enum status pipeline_open(unsigned jobs, void (*first)(void *context), void *context, struct pipeline **out);
/* Stops after the batches that are being worked at, and joins every thread. NULL is fine. */
void pipeline_close(struct pipeline *pipeline);
/* An empty batch to be loaded; NULL when all are in use. */
struct batch *pipeline_empty(struct pipeline *pipeline);
/* Hands on the batch that pipeline_empty gave. */
void pipeline_push(struct pipeline *pipeline);
/* The oldest batch, verified; NULL when none is under way. The caller works too rather than wait. */
struct batch *pipeline_take(struct pipeline *pipeline);
/* Empties the batch that pipeline_take gave. */
void pipeline_release(struct pipeline *pipeline);
/* Drops all batches that are under way. */
void pipeline_drain(struct pipeline *pipeline);
/* Waits until `first` is done, or for some milliseconds; true: it is done. */
bool pipeline_first_done(struct pipeline *pipeline, long milliseconds);

struct audit {
    const struct verify_options *options;
    struct problem *problem;
    struct store *store; /* the ledger */
    struct pipeline *pipeline;
    uint64_t done, all; /* entries */
    bool cancelled, errors;
    bool found;      /* a body that was asked for */
    int64_t version; /* of the file, as SQLite counts, when `distinct` was found */
    bool distinct;   /* no two entries of a body have the same id */
};

struct node_seen {
    unsigned level;
    uint64_t index;
    struct digest hash;
};

/* One body under audit. */
struct body_audit {
    struct audit *audit;
    int64_t number; /* of the body in the ledger; in the scratch store it is 1 */
    struct store *scratch;
    struct replay *replay;
    struct hints *hints;
    struct buffer name;
    struct verify_body summary;
    bool errors, broken, gap;
    bool settled;            /* inside the read transaction that sees the log's end */
    int64_t next_head;       /* the size of the next signed head on the way */
    uint64_t follows;        /* rejections by state behind the first broken place */
    int64_t first_follow;
    uint64_t wrong_nodes;
    int64_t first_wrong_node; /* the entry that finished it */
    size_t nodes;             /* finished by the batch at hand */
    struct node_seen node[2 * BATCH_ENTRIES + MERKLE_LEVELS];
};

enum { SCRATCH_BODY = 1 };

/* Passes a finding on. */
void audit_find(struct audit *audit, const struct verify_finding *finding);
/* An error about the whole file. */
void audit_say(struct audit *audit, const char *code, const char *message, struct slice first, struct slice second);
/* Errors about this body; `id` may be NULL. */
void body_find(struct body_audit *body, const char *code, int64_t index, const struct digest *id,
               const struct problem *text);
void body_say(struct body_audit *body, const char *code, int64_t index, const char *message, const char *detail);

/* Asks whether to go on: STATUS_OK or STATUS_CANCELLED. */
MUST_CHECK enum status audit_progress(struct audit *audit);

/* The whole audit of the body with that local number. */
MUST_CHECK enum status verify_body(struct audit *audit, int64_t number);

/* Nodes that the last batch finished against the stored ones; `before`: leaves before it. */
MUST_CHECK enum status verify_nodes(struct body_audit *body, uint64_t before);
/* Nodes beyond the tree; then the one finding about all nodes. */
MUST_CHECK enum status verify_nodes_end(struct body_audit *body);
/* The derived tables of the body against the replayed ones. */
MUST_CHECK enum status verify_tables(struct body_audit *body);
/* Rows of bodies that have no entries, and the index for searching. */
MUST_CHECK enum status verify_strays(struct audit *audit);

/* Keeps the root when a signed head has the size that the tree has now. */
MUST_CHECK enum status verify_head_pass(struct body_audit *body);
/* All signed heads, and the mark. */
MUST_CHECK enum status verify_heads(struct body_audit *body);

#endif
