/* What the two sources of an import share: folders (command_import.c) and bundles (command_import_bundle.c). */
#ifndef TUI_COMMAND_IMPORT_H
#define TUI_COMMAND_IMPORT_H

#include "data/import.h"
#include "tui/interrupt.h"
#include "tui/progress.h"

struct importing {
    struct session *session;
    struct interrupt interrupt;
    struct progress progress;
    unsigned jobs;
    json_t *imported; /* with --json */
};

/* A ledger_progress for an import. */
bool importing_go_on(void *context, uint64_t done, uint64_t all);

/* The ledger, made where there is none; a body that it does not have is confirmed by its founding first. */
MUST_CHECK enum status importing_ledger(struct session *session, const struct published *published);

/* What came, on standard output or as another object of `imported`, with `waiting` in it (taken over; may be NULL). */
MUST_CHECK enum status importing_print(struct importing *work, const struct published *published,
                                       const struct import_report *report, json_t *waiting);

/* Takes in a bundle file. STATUS_REFUSED, after all else of it was taken, when an entry of it was refused. */
MUST_CHECK enum status importing_bundle(struct importing *work, const char *path);

/*
 * Takes in what waits in the bundle, and appends the ids (32 bytes each) of that which still waits for signatures. The
 * ledger is open for writing. One that is refused is told on standard error and stops nothing.
 */
MUST_CHECK enum status importing_waiting(struct session *session, const char *path, struct buffer *ids);

#endif
