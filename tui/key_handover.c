#include "tui/key_handover.h"

#include "data/compose_change.h"
#include "tui/i18n.h"
#include "tui/signing.h"

struct handover {
    struct session *session;
    struct log *log;
    struct vkey old;
    struct buffer old_label, new_label;
    struct unlocked *before, *after; /* before: NULL where the old key is not here */
};

static enum status unlock_old(struct handover *handover)
{
    struct session *session = handover->session;
    struct secret passphrase = {0};
    struct vkey there;
    if (session_has(session, OPTION_LOST) ||
        keyring_find(&session->keyring, buffer_slice(&handover->old_label), &there, NULL) != STATUS_OK)
        return STATUS_OK;
    enum status status = session_passphrase(session, handover->old_label.at, false, &passphrase);
    if (status == STATUS_OK)
        status = keyfile_unlock(&session->keyring, buffer_slice(&handover->old_label), secret_slice(&passphrase),
                                &handover->before, &session->problem);
    secret_release(&passphrase);
    return status;
}

static enum status make_new(struct handover *handover, enum keyfile_kdf kdf)
{
    struct session *session = handover->session;
    struct secret passphrase = {0};
    enum status status = unlocked_generate(handover->old.name, &handover->after, &session->problem);
    if (status != STATUS_OK)
        return status;
    struct signer signer = unlocked_signer(handover->after);
    key_label_write(&signer.vkey, &handover->new_label);
    status = buffer_status(&handover->new_label);
    if (status == STATUS_OK)
        status = session_passphrase(session, handover->new_label.at, true, &passphrase);
    if (status == STATUS_OK)
        status = keyfile_store(&session->keyring, handover->after, KEYFILE_BY_ID, kdf, secret_slice(&passphrase),
                               &session->problem);
    secret_release(&passphrase);
    return status;
}

static enum status submit(struct handover *handover, struct submission *out)
{
    struct session *session = handover->session;
    struct author author;
    struct draft draft;
    struct arena arena;
    struct signer beside[2] = {unlocked_signer(handover->after)};
    if (handover->before)
        beside[1] = unlocked_signer(handover->before);
    arena_init(&arena);
    draft_init(&draft, KIND_KEY, &arena);
    enum status status = signing_author(session, handover->log, &author);
    if (status == STATUS_OK)
        status = compose_key(&author, "log", &handover->old, &beside[0].vkey, session_given(session, OPTION_REASON),
                             &draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit_beside(session, &draft, beside, handover->before ? 2 : 1, out);
    arena_release(&arena);
    return status;
}

/* Not after a commit that failed: it may have reached the disk all the same, and then this is the log's only key. */
static void drop_new(const struct handover *handover, enum status status)
{
    struct session *session = handover->session;
    struct problem problem;
    if (status == STATUS_STORE) {
        session_note(session, _("Whether the ledger names the new key is not known, so its file is kept: {1}."),
                     buffer_slice(&handover->new_label), SLICE(""));
        return;
    }
    if (keyfile_remove(&session->keyring, buffer_slice(&handover->new_label), &problem) != STATUS_OK)
        session_note(session, _("The file of {1} could not be removed."), buffer_slice(&handover->new_label),
                     SLICE(""));
}

static enum status begin(struct handover *handover, const char *body)
{
    struct session *session = handover->session;
    struct vkey secretary;
    if (session_has(session, OPTION_LOST) && !session_has(session, OPTION_REASON))
        return problem_say(&session->problem, STATUS_USAGE, N_("--lost needs --reason: what became of the old key"),
                           NULL, NULL);
    enum status status = session_log(session, body, &handover->log);
    if (status == STATUS_OK)
        status = session_key_name(session, &secretary);
    if (status != STATUS_OK)
        return status;
    handover->old = log_body(handover->log)->log;
    key_label_write(&handover->old, &handover->old_label);
    status = buffer_status(&handover->old_label);
    return status == STATUS_OK ? unlock_old(handover) : status;
}

enum status key_hand_over(struct session *session, const char *body, enum keyfile_kdf kdf)
{
    struct handover handover = {.session = session};
    struct submission submission;
    buffer_init(&handover.old_label);
    buffer_init(&handover.new_label);
    enum status status = begin(&handover, body);
    if (status == STATUS_OK)
        status = make_new(&handover, kdf);
    if (status == STATUS_OK) {
        status = submit(&handover, &submission);
        if (status != STATUS_OK)
            drop_new(&handover, status);
    }
    if (status == STATUS_OK && !handover.before && !session_has(session, OPTION_LOST))
        session_note(session, _("The old key {1} is not here: where it is, \"stimmbuch approve ID --as {1}\"."),
                     buffer_slice(&handover.old_label), SLICE(""));
    if (status == STATUS_OK && submission.index >= 0)
        signing_head(session, handover.log);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    unlocked_free(handover.before);
    unlocked_free(handover.after);
    buffer_release(&handover.old_label);
    buffer_release(&handover.new_label);
    return status;
}
