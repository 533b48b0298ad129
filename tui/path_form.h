/*
 * What screens have in common that ask for a path and then work beside the screen. Such a screen's state begins with a
 * struct path_form, and its table names the functions below.
 */
#ifndef TUI_PATH_FORM_H
#define TUI_PATH_FORM_H

#include "tui/app.h"

struct path_form {
    struct input path;
    struct input *typed; /* the field that is typed in; NULL: nothing is typed now */
    bool touched;        /* somebody typed since path_form_start */
    bool running;
    uint64_t done, all;
    struct worker *worker;  /* the work's own, once it runs */
    struct problem problem; /* of the work; the screen reads it when that has ended */
    /* The work has ended, or was stopped: STATUS_CANCELLED. May be NULL where none is ever started. */
    void (*end)(struct app *app, void *state, enum status status);
};

/*
 * What was typed as a path, in place of what `out` has. False, and the message says why: nothing was typed (`missing`
 * says what, translated), or there is no memory.
 */
bool path_form_take(struct app *app, struct path_form *form, const char *missing, struct buffer *out);

/* Starts the work. Its context is the state; it keeps the worker it is given in `worker`. */
MUST_CHECK enum status path_form_start(struct app *app, struct path_form *form, worker_function *work);

/* For the work's options: how far it is. `context` is the state. */
bool path_form_progress(void *context, uint64_t done, uint64_t all);

/* ^C while it works. True: it was meant. */
bool path_form_stop(struct app *app, const struct path_form *form, enum action action);

/* For the screen's table. */
bool path_form_typing(const void *state);
bool path_form_type(struct app *app, void *state, const struct key *key, unsigned *reaction);
void path_form_paste(struct app *app, void *state, struct slice text);
unsigned path_form_work(struct app *app, void *state);
void path_form_refresh(struct app *app, void *state);

#endif
