/*
 * A screen: state, a function that paints it, and one that acts on it. Each file screen_NAME.c ends in its table.
 *
 * `draw` paints from the state alone; `act` and `type` change the state and say what is to happen. A screen never
 * waits: longer work goes to a worker (app_work).
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "tui/canvas.h"
#include "tui/keymap.h"

struct app;
struct buffer;
struct found;
struct view;

/* What the loop does after an action. */
enum reaction {
    REACT_NONE = 0,
    REACT_REDRAW = 1, /* paint */
    REACT_BACK = 2,   /* leave this screen */
    REACT_END = 4,    /* leave the program */
};

/* What was run from the help or the palette, the newest first. */
enum { RAN_MAX = 16 };
struct ran {
    enum action action[RAN_MAX];
    size_t count;
};

struct screen {
    const char *name;           /* English, translated in the title: N_("Proposals") */
    enum action tab;            /* the tab that is lit while it is on top, or ACTION_NONE */
    const enum action *actions; /* for the hint line, most important first, ends with ACTION_NONE */
    bool whole;                 /* it has the window for itself, without title, tabs, messages and hints */
    bool copies;                /* y copies its text, for it is no id that is wanted */
    const char *enter;          /* what Enter does, in the hint line: N_("go on"); NULL: it opens */
    /* Makes the state; `argument` is the opener's, borrowed for the call. On failure the app's problem is filled in. */
    enum status (*open)(struct app *app, const void *argument, void **state);
    void (*close)(void *state);
    void (*draw)(const void *state, struct canvas *canvas, struct area area);
    unsigned (*act)(struct app *app, void *state, enum action action);
    /* While `typing` says so, keys come here first: false, and the key is an action after all. May be NULL. */
    bool (*typing)(const void *state);
    bool (*type)(struct app *app, void *state, const struct key *key, unsigned *reaction);
    void (*paste)(struct app *app, void *state, struct slice text); /* may be NULL */
    /* The ledger changed, or this screen is on top again: read anew, without touching what is typed. May be NULL. */
    void (*refresh)(struct app *app, void *state);
    /* No key came for a while, and the clock went on. May be NULL. */
    void (*tick)(struct app *app, void *state);
    /* The key is being locked: wipe what was typed of a passphrase. True when there was something. May be NULL. */
    bool (*forget)(void *state);
    /* Keys came faster than one reads (app->hurried) and now rest: catch up with what was left out. May be NULL. */
    void (*rest)(struct app *app, void *state);
    /* The worker of this screen has news or has ended. May be NULL. */
    unsigned (*work)(struct app *app, void *state);
    /*
     * The entry that is selected or shown: y copies its id, e saves it. Index -1: it is known by its id. False: there
     * is none now. May be NULL.
     */
    bool (*entry)(const void *state, struct found *found);
    /* What e saves where that is no entry: a name for the file, and its text. May be NULL. */
    enum status (*text)(struct app *app, const void *state, struct buffer *name, struct buffer *text);
    /* The same as JSON, for a file whose name ends in ".json". May be NULL. */
    enum status (*json)(struct app *app, const void *state, struct buffer *out);
    /* How its list is looked at, and to look at it so (tui/views.h). Both or none; a failure is said by the screen. */
    void (*view)(const void *state, struct view *view);
    void (*show)(struct app *app, void *state, const struct view *view);
    /* Rows that a page has in an area of so many rows: for PgUp and PgDn. NULL: all of them. */
    int (*page)(const void *state, struct area area);
};

#endif
