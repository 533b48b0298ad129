/* What is typed about a key: its name and passphrase when it is made, another passphrase, why it is ended. */
#ifndef TUI_KEY_FORM_H
#define TUI_KEY_FORM_H

#include "tui/app.h"

enum key_form_kind { FORM_NONE, FORM_NEW, FORM_PASSPHRASE, FORM_ROTATE, FORM_REVOKE, FORM_HAND_OVER, FORM_LOST };

enum { KEY_FORM_FIELDS = 3 };

/* Everything the worker touches while it runs. */
struct key_job {
    struct keyring keyring;
    struct slice label; /* in `name` of the form */
    bool makes;
    enum keyfile_kdf kdf;
    const char *file; /* with the passphrase of every key, or NULL */
    struct secret old, fresh;
    struct problem problem;
};

struct key_form {
    enum key_form_kind kind;
    char name[KEY_LABEL_MAX + 1]; /* the label of the key that it is about; of a hand-over the body */
    struct input field[KEY_FORM_FIELDS];
    size_t focus;
    bool from_file; /* passphrases are not typed: a file has them */
    bool works;     /* the worker runs */
    bool asked;     /* it led to a text to be signed, and is done when that is left */
    struct key_job job;
};

/* `label`: the key, or of a hand-over the body; none of a new one. */
void key_form_open(struct key_form *form, const struct app *app, enum key_form_kind kind, struct slice label);

/* Wipes what was typed. Not while it works. */
void key_form_close(struct key_form *form);

size_t key_form_fields(const struct key_form *form);

/* Enter: to the next field, or it begins; a message asks for what is missing. */
void key_form_enter(struct app *app, struct key_form *form);

/* The worker ended. True when the key was made or has its new passphrase: the form is done. */
bool key_form_done(struct app *app, struct key_form *form, enum status status);

/* The columns of the area are those inside a frame. */
void key_form_draw(const struct key_form *form, struct canvas *canvas, struct area area);

#endif
