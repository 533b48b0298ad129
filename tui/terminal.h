/* The terminal: the only file that knows ncurses. Shows a canvas, reads keys, is restored on every way out. */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include "tui/canvas.h"
#include "tui/keymap.h"

struct terminal;

struct terminal_options {
    enum theme theme; /* THEME_MONO also with NO_COLOR, or on a terminal without colours */
};

/* STATUS_USAGE when there is no terminal, or one that cannot show screens (TERM=dumb): says what to use instead. */
MUST_CHECK enum status terminal_open(const struct terminal_options *options, struct terminal **out,
                                     struct problem *problem);

/*
 * Restores the terminal; NULL is fine. Returns the signal that ended the screens (EVENT_END), or 0: the program should
 * die of it, so that its caller sees why. After a crash the terminal is restored too.
 */
int terminal_close(struct terminal *terminal);

void terminal_size(const struct terminal *terminal, int *rows, int *columns);

/* Shows the canvas: only what changed is written, and nothing when nothing did. */
void terminal_show(struct terminal *terminal, const struct canvas *canvas);

/* Paints everything anew with the next canvas. */
void terminal_redraw(struct terminal *terminal);

/* Whether the mouse is reported, as keys "Click", "WheelUp" and "WheelDown"; at first it is not. */
void terminal_mouse(struct terminal *terminal, bool on);

/* Lets another program have the terminal, and takes it back: the next canvas is painted anew. NULL is fine. */
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);

/*
 * Gives the terminal text to be pasted elsewhere (OSC 52); whether it takes it, it does not say. False: it is one that
 * cannot, and nothing is written.
 */
bool terminal_copy(struct terminal *terminal, struct slice text);

enum terminal_event { EVENT_NONE, EVENT_KEY, EVENT_RESIZE, EVENT_PASTE, EVENT_END };

/*
 * Waits up to `milliseconds` (-1: for ever) for a key, also for a byte on the descriptor `wake` (-1: none), which it
 * reads. EVENT_PASTE: `paste` has the text. EVENT_END: the terminal went away, or SIGTERM or SIGHUP came.
 */
enum terminal_event terminal_read(struct terminal *terminal, int milliseconds, int wake, struct key *key,
                                  struct buffer *paste);

#endif
