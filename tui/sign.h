/* What the files of screen_sign share: its state, its layout, what happens after the word. */
#ifndef TUI_SIGN_H
#define TUI_SIGN_H

#include "core/entry.h"
#include "core/note.h"
#include "data/query.h"
#include "tui/screen_sign.h"
#include "tui/sign_unlock.h"

/*
 * With a key that is made to be signed with, of a founding's log or in the place of another, FIELD_LOG is its new
 * passphrase, and FIELD_AGAIN the same once more.
 */
enum sign_field { FIELD_WORD, FIELD_PASSPHRASE, FIELD_OLD, FIELD_LOG, FIELD_AGAIN, FIELD_COUNT };

enum sign_phase {
    SIGN_READ,   /* reading and typing */
    SIGN_UNLOCK, /* the worker tries the passphrases */
    SIGN_SIGNED, /* all is stored; the result's text is shown, Enter goes on */
};

struct signing {
    struct buffer text, note, blob; /* note: empty unless one is signed further; blob: a file kept beside the log */
    struct buffer files;            /* the path of the draft beside which attachments lie, or empty */
    struct arena arena;             /* holds `entry` and the labels */
    struct entry entry;
    struct buffer heading, signer, words, hex; /* words, hex: of the entry; of an enrolment, of its key */
    size_t lines;
    const char *word;
    struct sign_choice choice;   /* of a vote */
    struct result_terms terms;   /* of a closing: what is said of its result */
    char name[KEY_NAME_MAX + 1]; /* typed to sign: the body's that is founded, or the key's that is ended */
    enum sign_after after;
    int leave;
    struct slice own_label, log_label; /* log_label empty: no head is signed, or its key is unlocked already */
    struct slice old_label;            /* of the log's key that is handed over; empty: it does not sign */
    bool locked, asks;                 /* the own key is locked; passphrases are typed, not in a file */
    bool brings_head;                  /* behind the entry the head is signed, with the log's key */
    bool makes_key;                    /* a key was made for it: of a founding's log, or in the place of another */
    bool beside;                       /* that key, SIGN_LOG, signs the entry too */
    struct input field[FIELD_COUNT];
    enum sign_field focus;
    struct pager pager;
    enum sign_phase phase;
    bool cancelled;
    struct sign_unlock unlock;
    struct found stored; /* where the entry went; of a closing: the ballot */
};

/* The area of the text, without frame, and where the rest stands. */
struct sign_layout {
    struct area box, text;              /* box.rows 0: without frames */
    int heading, facts, fields, status; /* rows; -1: no room */
    int fact_rows, field_rows;
    int column, columns;
};
struct sign_layout sign_layout(const struct signing *sign, struct area area);

/* Whether there is such a field to type in now. */
bool sign_has_field(const struct signing *sign, enum sign_field field);

void sign_draw(const void *state, struct canvas *canvas, struct area area);

/* The heading, the words and the hex of the text that is shown. */
MUST_CHECK enum status sign_describe(struct signing *sign);

/* Finds out which keys it needs; a key made for it is taken over, and *request->log_key is NULL then. */
MUST_CHECK enum status sign_keys(struct app *app, struct signing *sign, const struct sign_request *request);

/* Signs and stores; everything is unlocked. On failure a message says why, and the screen stays as it is. */
void sign_store(struct app *app, struct signing *sign);

/* Goes where the request said. The state is gone afterwards. */
void sign_leave(struct app *app, struct signing *sign);

/* The kind's name above the text. */
const char *sign_title(enum kind kind);

#endif
