/*
 * Signing the head of a log with its key, as its secretary; or countersigning the newest one as an auditor, behind a
 * check of everything. tui/screen_head.c acts.
 */
#ifndef TUI_HEAD_VIEW_H
#define TUI_HEAD_VIEW_H

#include "data/verify.h"
#include "tui/app.h"
#include "tui/bodies.h"

/* The argument of screen_head. */
struct head_place {
    int64_t body; /* 0: one of one's own */
    bool cosigns;
};

enum head_field { HEAD_WORD, HEAD_PASSPHRASE, HEAD_FIELDS };

/* Everything the worker touches while it runs. */
struct head_job {
    struct keyring keyring;
    struct slice label; /* of the key that signs; it is unlocked where `key` is NULL */
    const char *file;   /* with its passphrase, or NULL */
    struct secret passphrase;
    struct unlocked *key;
    bool checks; /* first, what no audit kept here has read of the body */
    bool holds;
    enum verify_basis basis;
    int64_t now;
    const char *path, *marks, *audited; /* of the ledger, and the folders of the marks and of what audits keep */
    const char *body;
    struct worker *worker;
    struct problem problem;
};

struct head_view {
    bool cosigns;
    struct bodies bodies;
    struct buffer text; /* exactly what is signed */
    struct buffer label;
    uint64_t size, signed_size; /* entries of the head; of the newest one that is signed */
    bool locked, asks;          /* the key is locked; passphrases are typed, not in a file */
    struct input field[HEAD_FIELDS];
    enum head_field focus;
    bool works, cancelled;
    uint64_t done, all;
    struct head_job job;
};

/* Reads the body that is chosen. */
MUST_CHECK enum status head_view_load(struct head_view *view, struct app *app);
void head_view_release(struct head_view *view);

bool head_view_has(const struct head_view *view, enum head_field field);

/* Begins to unlock, and to check. */
MUST_CHECK enum status head_view_start(struct head_view *view, struct app *app);

/* Signs; all is unlocked, and what was checked holds. */
MUST_CHECK enum status head_view_sign(struct head_view *view, struct app *app, struct problem *problem);

void head_view_draw(const void *state, struct canvas *canvas, struct area area);

#endif
