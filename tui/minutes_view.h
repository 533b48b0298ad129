/*
 * Minutes on the screen: those that are signed, exactly; else those that wait for a secretary; else what the ledger has
 * to say, which a secretary may change in the editor, or a file of one's own, to be signed.
 */
#ifndef TUI_MINUTES_VIEW_H
#define TUI_MINUTES_VIEW_H

#include "tui/minutes_sign.h"

struct minutes_view {
    struct meeting_place place;
    struct buffer text;
    bool has_minutes; /* they are signed */
    bool here;        /* the file of those that are signed or wait is in this ledger, and is what is shown */
    bool secretary;   /* the key at the screen is one's */
    bool source;      /* the text as it was written */
    bool edited;      /* the text is what the editor left */
    int64_t confirmations;
    struct minutes_waiting waiting;
    bool typing; /* the path of a file */
    struct input path;
    struct buffer wrong; /* why that file cannot be shown */
    struct pager pager;
};

MUST_CHECK enum status minutes_view_load(struct minutes_view *view, struct app *app);
void minutes_view_release(struct minutes_view *view);

/* Whether there is nothing signed and nothing waiting, and the key is a secretary's: it can be signed. */
bool minutes_view_is_open(const struct minutes_view *view);

/* Reads the file whose path is typed; what is no text is not shown, but can be signed. STATUS_FILE. */
MUST_CHECK enum status minutes_view_file(const struct minutes_view *view, struct buffer *out, struct slice *name,
                                         struct problem *problem);

/* After a key in the path: shows that file, or the draft again. */
void minutes_view_look(struct minutes_view *view, struct app *app);

/* Scrolls. False: the action is for something else. */
bool minutes_view_scroll(struct minutes_view *view, enum action action, struct area area);

void minutes_view_draw(const void *state, struct canvas *canvas, struct area area);

#endif
