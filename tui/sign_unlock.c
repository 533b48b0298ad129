/* Unlocking, and sealing a new log's key, beside the screen: Argon2id takes its second on purpose. */
#include "tui/founding.h"
#include "tui/prompt.h"
#include "tui/sign.h"

bool sign_unlock_needed(const struct app *app, const struct signing *sign)
{
    bool log = sign->log_label.length && (!sign->asks || sign->field[FIELD_LOG].length > 0);
    return !app->session->key || sign->unlock.made || (log && !sign->unlock.of[SIGN_LOG].key) ||
           (sign->old_label.length && !sign->unlock.of[SIGN_OLD].key);
}

static enum status seal(struct sign_unlock *unlock, struct slice passphrase)
{
    enum status status = founding_keep_key(&unlock->keyring, unlock->made, unlock->kdf, passphrase, &unlock->problem);
    if (status == STATUS_OK) {
        unlock->of[SIGN_LOG].key = unlock->made;
        unlock->made = NULL;
        unlock->sealed = true;
    }
    return status;
}

static enum status unlock_one(struct sign_unlock *unlock, enum sign_key which)
{
    struct secret read = {0};
    enum status status = STATUS_OK;
    if (unlock->file)
        status = prompt_passphrase_file(unlock->file, &read, &unlock->problem);
    struct slice passphrase = secret_slice(unlock->file ? &read : &unlock->of[which].passphrase);
    if (status == STATUS_OK && which == SIGN_LOG && unlock->made)
        status = seal(unlock, passphrase);
    else if (status == STATUS_OK)
        status = keyfile_unlock(&unlock->keyring, unlock->of[which].label, passphrase, &unlock->of[which].key,
                                &unlock->problem);
    secret_release(&read);
    return status;
}

static enum status unlock_all(struct worker *worker, void *context)
{
    struct sign_unlock *unlock = context;
    for (unsigned i = 0; i < SIGN_KEYS; i++) {
        if (!worker_progress(worker, i, SIGN_KEYS))
            return STATUS_CANCELLED;
        if (!unlock->of[i].wanted || unlock->of[i].key)
            continue;
        bool needed = i != SIGN_LOG || !unlock->file || unlock->made || unlock->beside;
        enum status status = unlock_one(unlock, (enum sign_key)i);
        unlock->failed = (enum sign_key)i;
        /* The file may not be for the log's key; without that there is no head, but the entry is what matters. */
        if (status != STATUS_OK && needed)
            return status;
    }
    return STATUS_OK;
}

static enum status keep_passphrase(const struct input *input, struct secret *out, struct problem *problem)
{
    secret_release(out);
    enum status status = secret_init(out, INPUT_BYTES, problem);
    if (status == STATUS_OK) {
        memcpy(out->at, input->text, input->length);
        out->length = input->length;
    }
    return status;
}

enum status sign_unlock_start(struct app *app, struct signing *sign)
{
    struct sign_unlock *unlock = &sign->unlock;
    const enum sign_field fields[SIGN_KEYS] = {
        [SIGN_OWN] = FIELD_PASSPHRASE, [SIGN_OLD] = FIELD_OLD, [SIGN_LOG] = FIELD_LOG};
    unlock->keyring = app->session->keyring;
    unlock->file = session_passphrase_file(app->session);
    unlock->of[SIGN_OWN].label = sign->own_label;
    unlock->of[SIGN_LOG].label = sign->log_label;
    unlock->of[SIGN_OLD].label = sign->old_label;
    unlock->beside = sign->beside;
    unlock->of[SIGN_OWN].wanted = !app->session->key;
    unlock->of[SIGN_OLD].wanted = sign->old_label.length > 0;
    unlock->of[SIGN_LOG].wanted =
        unlock->made || (sign->log_label.length && (!sign->asks || sign->field[FIELD_LOG].length > 0));
    problem_clear(&unlock->problem);
    enum status status = STATUS_OK;
    for (unsigned i = 0; i < SIGN_KEYS && status == STATUS_OK && !unlock->file; i++)
        if (unlock->of[i].wanted && !unlock->of[i].key)
            status = keep_passphrase(&sign->field[fields[i]], &unlock->of[i].passphrase, &unlock->problem);
    return status == STATUS_OK ? app_work(app, unlock_all, unlock) : status;
}

void sign_unlock_release(struct sign_unlock *unlock)
{
    for (unsigned i = 0; i < SIGN_KEYS; i++) {
        secret_release(&unlock->of[i].passphrase);
        unlocked_free(unlock->of[i].key);
        unlock->of[i].key = NULL;
    }
}

void sign_unlock_undo(struct sign_unlock *unlock)
{
    struct problem left;
    struct unlocked *key = unlock->of[SIGN_LOG].key;
    if (!unlock->sealed)
        return;
    /* A file that stays is of no use to anybody, and does no harm: its key has signed nothing. */
    enum status status = founding_drop_key(&unlock->keyring, key, &left);
    (void)status;
    unlock->made = key;
    unlock->of[SIGN_LOG].key = NULL;
    unlock->sealed = false;
}
