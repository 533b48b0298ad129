/*
 * A body's log as a folder that a web server can publish (data/FORMAT.md section 12): the files of c2sp.org/tlog-tiles
 * and the attachments.
 *
 *     checkpoint                the newest signed head, with all its signatures; written last
 *     tile/0/000                hash tiles and entry bundles of that head's size (core/tile.h)
 *     tile/entries/000
 *     blob/SHA256               attachments, but for those that only proposals with `public: no` name
 *     .unfinished               while an export is being written: the head that it is to have
 *
 * Every file belongs to a head that the log holds, so what is there already is not written again, and the partial tiles
 * of earlier heads are true beginnings; they go when the full tile has come.
 */
#ifndef DATA_EXPORT_H
#define DATA_EXPORT_H

#include "data/ledger.h"

struct export_report {
    uint64_t size; /* of the signed head: so many entries the folder holds now */
    struct digest root;
    uint64_t before;    /* so many it held */
    uint64_t unsigned_; /* entries of the log behind the signed head */
    uint64_t tiles;     /* files written: hash tiles and entry bundles, attachments, and all their bytes */
    uint64_t blobs, bytes;
    uint64_t left_out; /* attachments of proposals that are not public */
    uint64_t missing;  /* attachments that should be there, but are not in the ledger as their hash says */
};

struct export_options {
    const char *marks;                                            /* the folder of the marks (data/head.h) */
    bool (*progress)(void *context, uint64_t done, uint64_t all); /* entries; false cancels; may be NULL */
    void *context;
};

/*
 * Nothing is changed before all this is known: STATUS_REFUSED when no head is signed, when the folder holds other
 * things, the log of another body or a later state of this one; STATUS_MISMATCH when it holds another history, or the
 * ledger is behind its mark. The folder itself may be missing, what it lies in may not. STATUS_CANCELLED, STATUS_FILE
 * and what is found to be wrong in the ledger on the way (STATUS_MISMATCH) leave the old checkpoint and all its files.
 */
MUST_CHECK enum status export_folder(struct log *log, const char *folder, const struct export_options *options,
                                     struct export_report *report, struct problem *problem);

#endif
