/*
 * Plain mode: the screens as numbered menus and sentences, line by line, for screen readers, braille and slow lines. No
 * cursor addressing, no colour, nothing drawn twice. A menu asks for what a command line needs, shows that line and
 * runs the verb in a process of its own: Ctrl-C ends that one and leaves the menu, and what a verb does not write half
 * is not written half here.
 */
#ifndef TUI_PLAIN_H
#define TUI_PLAIN_H

#include "tui/interrupt.h"
#include "tui/plain_line.h"
#include "tui/plain_reply.h"
#include "tui/session.h"

struct plain {
    struct session *session; /* for lists; it has no ledger open while a verb runs */
    struct buffer input;     /* read, and not used yet */
    struct interrupt interrupt;
    int signals; /* readable when Ctrl-C waits, or -1 */
    bool over;   /* the person is leaving, the input has ended, or nobody reads what is said */
};

/* --plain or TERM=dumb, or standard output is no terminal; a person is at standard input, or --plain says so. */
bool plain_is_wanted(const struct session *session);

/* The menus, until the person leaves; `welcome` (may be empty) is said first. Failures: those of the ledger. */
MUST_CHECK enum status plain_open(struct session *session, struct slice welcome);

enum plain_input { INPUT_LINE, INPUT_STOPPED, INPUT_OVER };

/* Says one line, in characters that a terminal may be given; the pattern is translated already. */
void plain_say(struct plain *plain, const char *pattern, struct slice first, struct slice second);

/* Says in a sentence what the session's problem is. */
void plain_fail(struct plain *plain);

/* Asks. INPUT_STOPPED: Ctrl-C, back to the menu; INPUT_OVER: the input has ended, and plain->over says so. */
enum plain_input plain_ask(struct plain *plain, const char *prompt, struct buffer *out);

/* The same for a menu: a line that is a reply; borrowed from `line`. */
enum plain_input plain_ask_reply(struct plain *plain, const char *prompt, struct buffer *line, struct plain_reply *out);

/* Ctrl-C that came meanwhile is forgotten. */
void plain_forget_signal(const struct plain *plain);

/*
 * Runs a verb as if it had been typed, with the options of this run. `pages`: what it prints is shown by pages. A
 * failure is said, by the verb itself.
 */
void plain_run(struct plain *plain, const struct plain_words *words, bool pages);

/* Shows a text by pages, for those that no verb prints. */
void plain_show(struct plain *plain, struct slice text);

/* The ledger for a list: open from now on, an empty one where there is none. */
MUST_CHECK enum status plain_ledger(struct plain *plain);

#endif
