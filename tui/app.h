/*
 * The application: a stack of screens, one loop, one worker, messages.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include "tui/app_ledger.h"
#include "tui/i18n.h"
#include "tui/roster_sheet.h"
#include "tui/screen.h"
#include "tui/seen.h"
#include "tui/session.h"
#include "tui/terminal.h"
#include "tui/widget.h"
#include "tui/worker.h"

enum { APP_DEPTH = 16, APP_MESSAGES = 200, APP_LEAST_ROWS = 10, APP_LEAST_COLUMNS = 40 };

struct app {
    struct session *session;
    struct terminal *terminal; /* NULL in tests */
    struct {
        const struct screen *screen;
        void *state;
    } stack[APP_DEPTH];
    int depth, idle_minutes;
    struct problem problem; /* of the last failure; app_fail shows it */
    struct buffer message;  /* shown until the next key */
    enum style message_style;
    struct buffer messages; /* all of this run, a line each */
    struct worker *worker;  /* of the screen on top, or NULL */
    struct live *live;      /* that keeps up with hubs, or NULL */
    struct roster_ahead ahead;
    struct area area;   /* of the screen on top, when it was painted last */
    int64_t version;    /* of the ledger, to see changes by others */
    struct instant now; /* when the last event came; tests set it */
    int64_t last_key;   /* for the idle lock, seconds */
    enum ledger_state ledger;
    bool prepared, hurried; /* app_prepare was called; keys come faster than one reads, so what is only read may wait */
    int64_t key_time;       /* of the last key, in milliseconds of a clock that only goes forward */
    struct seen seen;       /* what was there at the last visit */
    struct pointing mouse;
    struct views *views;
    bool ascii, read_only, audits, alone; /* tui/app_mode.h, tui/app_alone.h */
    /* Who is at the screen: the --as key's name and the first body it has a place or office in. */
    char who[KEY_NAME_MAX + 1];
    char person[256]; /* from the address book, or empty */
};

/* Opens the ledger and the first screen, as it is at that time. `terminal` may be NULL. */
MUST_CHECK enum status app_open(struct app *app, struct session *session, struct terminal *terminal,
                                struct instant now);
void app_close(struct app *app);
struct store *app_store(struct app *app);

/* Runs until the user leaves. */
MUST_CHECK enum status app_run(struct app *app);

/* Paints the top screen with title, tabs, message and hints: what tests look at. */
void app_paint(struct app *app, struct canvas *canvas);

/* One key press, or paste, as the loop does it. False: leave. */
bool app_key(struct app *app, const struct key *key);
void app_paste(struct app *app, struct slice text);

/* One action by name (help, palette, tests). False: leave. */
bool app_act(struct app *app, enum action action);

/* Puts a screen on top. A failure is shown as a message. */
void app_push(struct app *app, const struct screen *screen, const void *argument);

/* Takes the top screen off, and the one that is then on top reads anew. */
void app_pop(struct app *app);

/* Says something, until the next key; also kept for the messages screen. Patterns are translated already. */
void app_say(struct app *app, enum style style, const char *pattern, struct slice first, struct slice second);

/* Shows app->problem (or the session's) as a message: what is wrong and what to do. */
void app_fail(struct app *app, const struct problem *problem);

/* A key came at that time (milliseconds): is somebody in a hurry? And: none has come for a while. */
void app_pace(struct app *app, int64_t time);
void app_rest(struct app *app);

/* What it does once, behind the first screen, while nobody types: makes ready what the next key will ask for. */
void app_prepare(struct app *app);

/* What the loop does when no key comes: locks the key after a while, looks at the ledger. */
void app_idle(struct app *app);

/* Runs work beside the screen; its `work` is called with news. Only one at a time. */
MUST_CHECK enum status app_work(struct app *app, worker_function *function, void *context);

/* Lets the screen look at what its worker has done; the loop does this after every event. */
void app_news(struct app *app);

/* Ends the worker and frees it. */
void app_work_end(struct app *app);

#endif
