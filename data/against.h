/*
 * The ledger compared with something that was kept elsewhere: a signed head, a receipt, a folder in the layout of
 * tlog-tiles, another ledger file. That way a ledger that was rolled back, or that tells another story than it told
 * before, is found out (LEDGER section 4). The audit of the ledger itself is data/verify.h's.
 */
#ifndef DATA_AGAINST_H
#define DATA_AGAINST_H

#include "data/ledger.h"
#include "data/verify.h"

enum against_kind { AGAINST_HEAD, AGAINST_RECEIPT, AGAINST_FOLDER, AGAINST_LEDGER };

/* What was compared of one body. */
struct against_body {
    struct slice name;
    bool same;            /* nothing says that it is another history */
    bool has_head;        /* the other side has a head that this log's key signed */
    uint64_t head;        /* its entries */
    uint64_t cosigners;   /* auditors of this body who have countersigned it */
    uint64_t own, other;  /* entries that the ledger has; that are known of the other side */
    uint64_t compared;    /* entries that were compared one by one */
    int64_t entry;        /* the place of the receipt's entry, which the ledger holds too; -1 */
    bool unseen;          /* the head is longer, and whether it goes on from this ledger cannot be seen from it */
    struct slice proof;   /* of a fork (core/fork.h), where there is one; empty */
    const char *unproved; /* why there is none although it is another history, English; or NULL */
};

struct against_options {
    const char *path;        /* of the other side */
    const char *const *body; /* only these, as a person names them */
    size_t bodies;           /* 0: whatever both sides have */
    /* Told of each finding (codes of data/FORMAT.md section 9), and of each body behind its findings; borrowed. */
    void (*finding)(void *context, const struct verify_finding *finding);
    void (*body_done)(void *context, const struct against_body *body);
    bool (*progress)(void *context, uint64_t done, uint64_t all); /* false cancels; may be NULL */
    void *context;
};

/*
 * Is this something to compare with? Asked before the long work. STATUS_FILE when it cannot be read, STATUS_FORM when
 * it is none of the four, with a sentence.
 */
MUST_CHECK enum status against_look(const char *path, struct problem *problem);

/*
 * *ok: there was no finding. STATUS_OK also where there are; STATUS_FILE, STATUS_STORE or STATUS_FORM when the other
 * side cannot be read or is none of the four; STATUS_CANCELLED.
 */
MUST_CHECK enum status against_compare(struct ledger *ledger, const struct against_options *options,
                                       enum against_kind *kind, bool *ok, struct problem *problem);

#endif
