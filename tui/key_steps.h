/*
 * Changes of keys from the screen: replaced, ended, handed over. Each body of the ledger that knows a key gets an entry
 * of its own, whose exact text is signed; when one is signed the next is asked for, and at the end the keyring follows.
 */
#ifndef TUI_KEY_STEPS_H
#define TUI_KEY_STEPS_H

#include "core/entry.h"
#include "tui/app.h"

/* Puts a new key in the place of the one at the screen. What was begun and left is taken up again. */
void key_steps_rotate(struct app *app, struct slice reason);

/* Ends a key for good: the one at the screen, or as a secretary that of somebody else. */
void key_steps_revoke(struct app *app, struct slice name, struct slice reason);

/* Gives the log of a body a new key. `lost`: the old one is not to be found, for the reason given. */
void key_steps_hand_over(struct app *app, struct slice body, bool lost, struct slice reason);

/* What is left when an entry of such a change is signed, and the screen with its text is gone. */
struct key_step {
    bool rotates, revokes;
    bool waits; /* it waits for further signatures; set by the caller, as is the body */
    int64_t body;
    struct buffer old, reason; /* the key's verifier key */
    struct unlocked *new;      /* with which it was signed beside */
};

/* Takes what the next step needs out of the entry; `new` goes over to it. STATUS_NO_MEMORY. */
MUST_CHECK enum status key_step_take(struct key_step *step, const struct entry *entry, struct unlocked **new);

/* The next body, or the end. Releases the step. */
void key_step_go(struct app *app, struct key_step *step);

#endif
