/*
 * What the files verify*.c share. For these files only.
 *
 *     verify.c            the file as a whole, body by body
 *     verify_integrity.c  SQLite's own check of the file
 *     verify_pipeline.c   entries in batches: threads verify signatures, the main thread goes on in order
 *     verify_hints.c      which key a signature is probably by
 *     verify_body.c       one body's entries, one after the other
 *     verify_findings.c   what is wrong, told to whoever asked for the audit
 *     verify_tables.c     what is derived: nodes, tables, the index for searching
 *     verify_votes.c      votes, the most of what is derived
 *     verify_heads.c      signed heads and the mark; verify_blobs.c attachments that are not there
 *     verify_since.c      an earlier audit from which this one goes on, and what is kept of this one
 *     verify_bundle.c     a bundle
 *     verify_folder.c     a published log
 */
#ifndef DATA_VERIFY_WORK_H
#define DATA_VERIFY_WORK_H

#include "core/id_sum.h"
#include "data/replay_votes.h"
#include "data/verify.h"
#include "data/verify_pipeline.h"

struct audit {
    const struct verify_options *options;
    struct problem *problem;
    struct store *store; /* the ledger, or what a folder was laid into */
    struct hints *hints; /* of a folder; NULL: each body has its own */
    struct pipeline *pipeline;
    uint64_t done, all; /* entries */
    struct verify_steps steps;
    struct id_sum ids; /* of all entries that were read */
    bool cancelled, errors;
    bool old;    /* it may be behind the mark: a bundle is as old as it is */
    bool *found; /* of each body that was asked for: it is there */
    bool whole;  /* some body was read from its founding on: then the file is looked at as a whole, too */
    struct keeping *keeping;
};

struct node_seen {
    int64_t last; /* the leaf that finished it */
    unsigned level;
    struct digest hash;
};

struct votes_compared {
    uint64_t votes;
    bool differ;
};

/* One body under audit. */
struct body_audit {
    struct audit *audit;
    int64_t number; /* of the body in the ledger; in the scratch store it is 1 */
    struct store *scratch;
    struct replay *replay;
    struct hints *hints;
    struct buffer name;
    char founding[DIGEST_HEX_LENGTH + 1]; /* empty where entry 0 is none */
    struct verify_body summary;
    bool errors, broken, gap, settled; /* settled: inside the read transaction that sees the log's end */
    int64_t next_head;                 /* the size of the next signed head on the way */
    struct known known;                /* with VERIFY_FROM_AUDIT */
    int64_t full;                      /* when an audit last began with entry 0 */
    uint64_t follows;                  /* rejections by state behind the first broken place */
    int64_t first_follow;
    uint64_t wrong_nodes;
    int64_t first_wrong_node; /* the entry that finished it */
    struct votes_compared votes;
    size_t nodes; /* finished by the batch at hand */
    struct node_seen node[BATCH_ENTRIES + MERKLE_LEVELS];
};

enum { SCRATCH_BODY = 1 };
/* Passes a finding on. */
void audit_find(struct audit *audit, const struct verify_finding *finding);
/* An error about the whole file. */
void audit_say(struct audit *audit, const char *code, const char *message, struct slice first, struct slice second);
/* Errors about this body and one of its entries; `id` and `detail` may be NULL. */
void body_find(struct body_audit *body, const char *code, int64_t index, const struct digest *id,
               const struct problem *text);
void body_say(struct body_audit *body, const char *code, int64_t index, const char *message, const char *detail);
void entry_say(struct body_audit *body, const char *code, const struct audited *entry, const char *message);
/* An entry has no effect: an error, a warning, or one of those that follow, which find_follows tells of at the end. */
void find_rejection(struct body_audit *body, const struct audited *entry, const struct standing *standing);
void find_follows(struct body_audit *body);

/* Asks whether to go on: STATUS_OK or STATUS_CANCELLED. */
MUST_CHECK enum status audit_progress(struct audit *audit);
/* Of the body with that local number: marks it as found where it was asked for; its whole audit. */
MUST_CHECK enum status verify_look(struct audit *audit, int64_t number);
MUST_CHECK enum status verify_body(struct audit *audit, int64_t number);

#endif
