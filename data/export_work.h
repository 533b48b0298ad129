/* What the parts of an export share. */
#ifndef DATA_EXPORT_WORK_H
#define DATA_EXPORT_WORK_H

#include "core/tile.h"
#include "data/export.h"
#include "data/folder_write.h"

struct export_work {
    struct log *log;
    struct store *store;
    int64_t body;
    const char *path; /* of the folder */
    struct folder_writer *folder;
    struct buffer note; /* the head to be exported */
    struct checkpoint head;
    uint64_t old;    /* of the head whose files the folder holds whole; 0: none */
    bool unfinished; /* an export was begun: the folder has a head for which it may hold some files */
    bool marked;     /* it has the head of this export for that */
    bool same_head;  /* its checkpoint is the very one */
    const struct export_options *options;
    struct export_report *report;
    struct problem *problem;
};

/* Writes a file into the folder; before the first one the folder is marked as unfinished. */
MUST_CHECK enum status export_put(struct export_work *work, const char *name, struct slice bytes);

/* May the folder be written to, and what does it hold? (export_state.c) */
MUST_CHECK enum status export_check_state(struct export_work *work);

/* The attachments. (export_blobs.c) */
MUST_CHECK enum status export_blobs(struct export_work *work);

#endif
