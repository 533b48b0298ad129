/* checkpoint: sign the head of a body's log. */
#include "data/head.h"
#include "tui/command.h"
#include "tui/fork_offer.h"
#include "tui/i18n.h"

static enum status unlock(struct session *session, struct log *log, struct unlocked **out)
{
    struct buffer label;
    struct secret passphrase = {0};
    struct vkey vkey;
    buffer_init(&label);
    key_label_write(&log_body(log)->log, &label);
    enum status status = buffer_status(&label);
    if (status == STATUS_OK)
        status = keyring_find(&session->keyring, buffer_slice(&label), &vkey, &session->problem);
    if (status == STATUS_OK)
        status = session_passphrase(session, label.at, false, &passphrase);
    if (status == STATUS_OK)
        status =
            keyfile_unlock(&session->keyring, buffer_slice(&label), secret_slice(&passphrase), out, &session->problem);
    secret_release(&passphrase);
    buffer_release(&label);
    return status;
}

static enum status print_head(struct session *session, struct log *log)
{
    struct buffer note;
    uint64_t size;
    struct digest root = log_root(log);
    buffer_init(&note);
    enum status status = head_newest(ledger_store(session->ledger), log_number(log), &size, &note);
    if (status == STATUS_OK)
        status = session_has(session, OPTION_JSON)
                     ? session_json(session, json_pack("{s:o, s:I, s:o, s:o}", "body", json_slice(log_body(log)->name),
                                                       "size", (json_int_t)size, "root", json_digest(&root), "note",
                                                       json_slice(buffer_slice(&note))))
                     : session_print(session, buffer_slice(&note));
    buffer_release(&note);
    return status;
}

static enum status checkpoint(struct session *session)
{
    struct log *log;
    struct unlocked *key = NULL;
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    if (status == STATUS_OK)
        status = unlock(session, log, &key);
    if (status == STATUS_OK) {
        struct signer signer = unlocked_signer(key);
        status = head_sign(log, &signer, session->marks_path.at, &session->problem);
        if (status == STATUS_MISMATCH)
            fork_offer(session, log);
    }
    unlocked_free(key);
    return status == STATUS_OK ? print_head(session, log) : status;
}

const struct command commands_checkpoint[] = {
    {"checkpoint", NULL, "BODY", 1, 1, "proof", N_("sign the head of a body's log"), checkpoint},
    {0},
};
