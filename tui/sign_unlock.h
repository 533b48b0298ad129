/* Unlocking the keys that a signature needs, beside the screen: Argon2id takes its second on purpose. */
#ifndef TUI_SIGN_UNLOCK_H
#define TUI_SIGN_UNLOCK_H

#include "data/keyfile.h"
#include "data/secret.h"

struct app;
struct signing;

/*
 * The keys that may have to be unlocked: one's own; a log's old one, where it is handed over; and SIGN_LOG, with which
 * a head is signed, or which takes the place of another.
 */
enum sign_key { SIGN_OWN, SIGN_OLD, SIGN_LOG, SIGN_KEYS };

/* Everything the worker touches while it runs; it reads `cancel` through worker_progress only. */
struct sign_unlock {
    struct keyring keyring;
    const char *file; /* with the passphrase of every key, or NULL */
    struct {
        bool wanted;
        struct slice label;
        struct secret passphrase;
        struct unlocked *key;
    } of[SIGN_KEYS];
    struct unlocked *made; /* to be sealed into the keyring under its id; in of[SIGN_LOG] once it is */
    enum keyfile_kdf kdf;  /* at these costs */
    bool sealed;           /* it is, and nothing is signed with it yet */
    bool beside;           /* without SIGN_LOG there is no entry, not only no head */
    enum sign_key failed;
    struct problem problem;
};

/* False: nothing has to be unlocked. Then sign_unlock_start begins with what is locked. */
bool sign_unlock_needed(const struct app *app, const struct signing *sign);
MUST_CHECK enum status sign_unlock_start(struct app *app, struct signing *sign);
void sign_unlock_release(struct sign_unlock *unlock);

/* Nothing came of it: takes the key that was made and sealed out of the keyring again. */
void sign_unlock_undo(struct sign_unlock *unlock);

#endif
