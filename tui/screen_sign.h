/*
 * Signing on the screen. It shows exactly the bytes that will be signed; a word has to be typed, and the passphrase
 * where the key is locked. Until then nothing is written, and Esc leaves it so.
 */
#ifndef TUI_SCREEN_SIGN_H
#define TUI_SCREEN_SIGN_H

#include "core/draft.h"
#include "tui/app.h"

/* What follows when the entry is stored. */
enum sign_after {
    SIGN_RECEIPT, /* its receipt */
    SIGN_RESULT,  /* of a closing: its result is signed too; then the screen of the result */
    SIGN_BACK,    /* the screen beneath, with a message */
};

/* The argument of screen_sign. Everything is borrowed for the call. */
struct sign_request {
    struct slice text; /* composed, with its last line end; not looked at where there is a note */
    struct slice note; /* of a pending entry, to which a signature is added; .at NULL: none */
    const char *word;  /* to be typed, translated; NULL: the kind's, see sign_word, or the name of the body founded */
    const char *key;   /* typed instead of the word (an option's key), or NULL */
    struct unlocked **log_key; /* made for a founding: taken over, sealed before it is signed; NULL: none */
    enum sign_after after;
    int leave; /* so many screens beneath are left with this one when it is done */
};

/* The word for a choice of a vote ("yes" is JA), or, with an empty choice, for an entry of that kind. Static. */
const char *sign_word(enum kind kind, struct slice choice);

/* True when what was typed is the word in any spelling of capitals and umlauts, or exactly the option's key. */
bool sign_word_matches(struct slice typed, const char *word, const char *key);

/* The `by` and `at` of what is composed on the screen now. */
struct author;
MUST_CHECK enum status sign_author(struct app *app, struct log *log, struct author *out, struct problem *problem);

/*
 * Composes the draft, checks every rule, and puts screen_sign on top. `request->text` is filled in here. When it is not
 * well-formed or would be refused a message says why.
 */
void sign_ask(struct app *app, struct draft *draft, const struct sign_request *request);

#endif
