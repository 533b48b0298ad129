/*
 * Signing on the screen. It shows exactly the bytes that will be signed; a word has to be typed, and the passphrase
 * where the key is locked. Until then nothing is written, and Esc leaves it so.
 */
#ifndef TUI_SCREEN_SIGN_H
#define TUI_SCREEN_SIGN_H

#include "data/compose_result.h"
#include "tui/app.h"

/* What follows when the entry is stored. */
enum sign_after {
    SIGN_RECEIPT, /* its receipt */
    SIGN_RESULT,  /* of a closing: its result is signed too; then the screen of the result */
    SIGN_BACK,    /* the screen beneath, with a message */
    SIGN_SEAT,    /* of a vote: the next seat of the ballot paper beneath, tui/seat_pass.h */
    SIGN_NEXT,    /* of a change of a key: the same in the next body, tui/key_steps.h */
};

/* The argument of screen_sign. Everything is borrowed for the call. */
struct sign_request {
    struct slice text; /* composed, with its last line end; not looked at where there is a note */
    struct slice note; /* of a pending entry, to which a signature is added; .at NULL: none */
    const char *word;  /* to be typed, translated; NULL: the kind's, the vote's choice, the founded body's name */
    /* A key that was made for a founding's log, or in the place of another: taken over. `sealed`: its file is there
     * already; otherwise it is sealed before anything is signed. NULL: none. */
    struct unlocked **log_key;
    bool sealed;
    bool beside;                      /* that key signs the entry too; without one it is the one under `beside_label` */
    struct slice beside_label;        /* in the keyring */
    struct slice old_label;           /* of the log's key that is handed over; .at NULL: it does not sign now */
    const struct result_terms *terms; /* of a closing: what is said of its result; NULL: nothing */
    struct slice blob;  /* a file that the text names, to be kept beside the log with it; .at NULL: none */
    struct slice files; /* the draft's path: the attachments that the text names lie beside it; .at NULL: none */
    enum sign_after after;
    int leave; /* so many screens beneath are left with this one when it is done */
};

/* The word for an entry of that kind. Static. */
const char *sign_word(enum kind kind);

/* The word for a choice that follows from the method ("yes" is JA), else NULL. Static. */
const char *sign_option(struct slice choice);

enum { SIGN_CHOICE_WHOLE = 24, SIGN_CHOICE_MAX = 40 };

/*
 * What is typed to sign a vote for a choice (a word of core/choice.h): the word above, or its key; else the choice
 * itself, or, where that has more than SIGN_CHOICE_WHOLE bytes, the option that is named first in it.
 */
struct sign_choice {
    const char *word; /* translated, or `key` below: do not copy the struct */
    char key[SIGN_CHOICE_MAX + 1];
    bool part; /* it is not the whole choice */
};
void sign_choice(struct slice choice, struct sign_choice *out);

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
