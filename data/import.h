/*
 * A published log taken into a ledger: a body that it does not have yet, or what is new of one of which it holds a
 * copy. Everything is checked before it counts: the folder, hashes and tree, every new signature, the replay, the
 * signed head, what the ledger has already, and the mark of the newest head that this machine has seen.
 *
 * One transaction: whatever goes wrong, and wherever it is interrupted, the ledger is as it was.
 */
#ifndef DATA_IMPORT_H
#define DATA_IMPORT_H

#include "data/bundle_file.h"
#include "data/ledger.h"
#include "data/published.h"

struct import_options {
    const char *marks;         /* folder of the marks */
    unsigned jobs;             /* threads; 0: one for each processor */
    ledger_progress *progress; /* of new entries; false cancels; may be NULL */
    void *context;
};

struct import_report {
    int64_t body;           /* its local number */
    uint64_t from, size;    /* of the log before, and of the folder's */
    uint64_t rejected;      /* of the new entries: those without effect */
    uint64_t blobs;         /* new attachments */
    bool fresh;             /* the ledger did not have the body before */
    bool behind;            /* this machine has seen a newer head than the ledger now reaches */
    enum status mark;       /* of keeping the head as the mark, after all was stored; */
    struct problem problem; /* ... and why it could not be */
};

/* Has the ledger a body with this founding? */
MUST_CHECK enum status import_known(struct ledger *ledger, const struct published *published, bool *known,
                                    struct problem *problem);

/*
 * STATUS_OK also where nothing is new. STATUS_FILE: the folder cannot be read as one of a log of its size, the problem
 * names the file. STATUS_MISMATCH: the log is broken, or another history than the ledger or the mark has.
 * STATUS_REFUSED: the ledger is the body's writer and lacks entries, or has another body of the name. STATUS_CANCELLED.
 */
MUST_CHECK enum status import_folder(struct ledger *ledger, const struct published *published,
                                     const struct import_options *options, struct import_report *out,
                                     struct problem *problem);

/*
 * A bundle's entries as a folder's, with neither hashes nor attachments: `published` gets what its head and, where it
 * is there, entry 0 say; to be closed by published_close. The bundle must outlive it. STATUS_FORM, STATUS_MISMATCH.
 */
MUST_CHECK enum status published_bundle_open(const struct bundle_file *bundle, struct published *out,
                                             struct problem *problem);

/* import_folder for such a bundle, which has entries. STATUS_REFUSED also where it begins behind the ledger's end. */
MUST_CHECK enum status import_bundle(struct ledger *ledger, const struct published *published,
                                     const struct bundle_file *bundle, const struct import_options *options,
                                     struct import_report *out, struct problem *problem);

/*
 * The same for entries from a hub, which come without a signed head: `published` has their name, founding and, as the
 * size of its head, the place behind the last one. Whether they are the log's is known when a head has come.
 */
MUST_CHECK enum status import_tail(struct ledger *ledger, struct published *published, const struct bundle_file *bundle,
                                   const struct import_options *options, struct import_report *out,
                                   struct problem *problem);

#endif
