/*
 * What the files import*.c share. For these files only.
 *
 *     import.c          the transaction, and its steps
 *     import_tree.c     the folder's hashes against its head, and against the log that the ledger has
 *     import_entries.c  entries: verified by several threads, replayed and appended in order
 *     import_head.c     the signed head and the mark
 *     import_bundle.c   a bundle file in place of a folder
 */
#ifndef DATA_IMPORT_WORK_H
#define DATA_IMPORT_WORK_H

#include "data/bundle_file.h"
#include "data/import.h"
#include "data/ledger_internal.h"
#include "data/verify_pipeline.h"

struct early;

/* The bundle that is being read, and the leaf hashes of its entries. */
struct import_bundle {
    struct buffer bytes, leaves;
    struct bundle rest;
    uint64_t next, end; /* the index of the next entry in it, and that behind its last */
};

struct import {
    const struct published *published;
    const struct bundle_file *file; /* NULL: a folder */
    bool tail;                      /* of the file: without a signed head */
    const struct import_options *options;
    struct import_report *report;
    struct problem *problem;
    struct log *log; /* of its own: it remembers more than others may */
    struct pipeline *pipeline;
    struct hints *hints;
    struct import_bundle bundle;
    bool pending; /* something waits for its place in the log */
    uint64_t done;
    struct early *early; /* while entries come */
    size_t unsynced;     /* bytes of entries since it was last told */
};

/* STATUS_OK or STATUS_CANCELLED. */
MUST_CHECK enum status import_progress(const struct import *import);

/* The whole, in one transaction. */
MUST_CHECK enum status import_run(struct ledger *ledger, struct import *import);
/* A published_fault: whatever is found stops an import. */
enum status import_stop(void *context, const char *code, const struct problem *text);

MUST_CHECK enum status import_tree(struct import *import);
/* The same of a bundle file: before its entries, and when they are in their places. */
MUST_CHECK enum status import_file_begin(struct import *import);
MUST_CHECK enum status import_file_end(struct import *import);
MUST_CHECK enum status import_entries(struct import *import);
MUST_CHECK enum status import_head(struct import *import);

#endif
