#include "tui/founding.h"

#include "data/compose_body.h"
#include "data/head.h"
#include "tui/signing.h"

enum status founding_compose(struct session *session, const char *path, const struct vkey *log_key,
                             const struct vkey *secretary, size_t secretaries, struct arena *arena, struct draft *draft,
                             struct buffer *text)
{
    struct slice name;
    struct vkey named;
    struct founding_keys keys = {.log = &named, .secretary = secretary, .secretaries = secretaries};
    enum status status = session_draft(session, path, KIND_BODY, arena, draft);
    if (status == STATUS_OK)
        status = founding_name(draft, &name, &session->problem);
    if (status != STATUS_OK)
        return status;
    /* The key ID depends on the name, which is in the draft. */
    named = vkey_make(name, KEY_TYPE_ED25519, &log_key->key);
    return compose_body(draft, &keys, session_now(), text, &session->problem);
}

struct founding {
    struct arena arena;
    struct draft draft;
    struct buffer text;
    struct unlocked *log_key;
    struct vkey secretary[SESSION_SECRETARIES_MAX + 1];
    size_t secretaries;
};

static enum status read_secretaries(struct session *session, struct founding *founding)
{
    enum status status = session_key_name(session, &founding->secretary[0]);
    founding->secretaries = 1;
    for (size_t i = 0; i < session->secretaries && status == STATUS_OK; i++)
        status = vkey_parse(slice_of(session->secretary[i]), &founding->secretary[founding->secretaries++],
                            &session->problem);
    return status;
}

/* A rule of the body that the draft breaks as a whole, not a slip of the pen: refused (3), not ill-formed (2). */
static enum status check_approvals(struct session *session, const struct founding *founding)
{
    for (size_t i = 0; i < founding->draft.fields; i++) {
        uint64_t approvals;
        if (strcmp(founding->draft.field[i].rule->name, "approvals") == 0 &&
            value_number(founding->draft.field[i].value, &approvals) && approvals > founding->secretaries) {
            problem_place(&session->problem, founding->draft.field[i].line, 1);
            return problem_say(
                &session->problem, STATUS_REFUSED,
                N_("the statute asks for more approvals than there are secretaries: name the others with "
                   "--secretary VKEY"),
                NULL, NULL);
        }
    }
    return STATUS_OK;
}

/* The key's file is written only now that the text passed every check, and before anything is signed with it. */
static enum status keep_log_key(struct session *session, struct founding *founding, enum keyfile_kdf kdf)
{
    struct secret passphrase = {0};
    struct buffer label;
    buffer_init(&label);
    struct signer signer = unlocked_signer(founding->log_key);
    key_label_write(&signer.vkey, &label);
    enum status status = buffer_status(&label);
    if (status == STATUS_OK)
        status = session_passphrase(session, label.at, true, &passphrase);
    if (status == STATUS_OK)
        status = keyfile_store(&session->keyring, founding->log_key, KEYFILE_BY_ID, kdf, secret_slice(&passphrase),
                               &session->problem);
    secret_release(&passphrase);
    buffer_release(&label);
    return status;
}

/* A founding that failed leaves no key behind. */
static void drop_log_key(struct session *session, const struct founding *founding)
{
    struct buffer label;
    struct problem ignored;
    buffer_init(&label);
    struct signer signer = unlocked_signer(founding->log_key);
    key_label_write(&signer.vkey, &label);
    if (buffer_status(&label) == STATUS_OK &&
        keyfile_remove(&session->keyring, buffer_slice(&label), &ignored) != STATUS_OK)
        session_note(session, "{1}", buffer_slice(&label), SLICE(""));
    buffer_release(&label);
}

static void sign_first_head(struct session *session, const struct founding *founding)
{
    struct log *log;
    struct signer signer = unlocked_signer(founding->log_key);
    if (ledger_log(session->ledger, signer.vkey.name, &log, &session->problem) != STATUS_OK ||
        head_sign(log, &signer, session->marks_path.at, &session->problem) != STATUS_OK)
        session_note(session, "{1}", slice_of(session->problem.detail[0]), SLICE(""));
    problem_clear(&session->problem);
}

static enum status prepare(struct session *session, const char *path, struct founding *founding,
                           struct founding_seats *seats, struct slice *kept)
{
    struct slice name = {0};
    enum status status = read_secretaries(session, founding);
    if (status == STATUS_OK)
        status = session_draft(session, path, KIND_BODY, &founding->arena, &founding->draft);
    if (status == STATUS_OK)
        status = founding_name(&founding->draft, &name, &session->problem);
    if (status == STATUS_OK)
        status = check_approvals(session, founding);
    if (status == STATUS_OK && session_has(session, OPTION_SEATS))
        status = founding_seats_read(session, session->option[OPTION_SEATS], &founding->draft, seats);
    if (status == STATUS_OK) {
        *kept = arena_copy(&seats->arena, name);
        status = kept->at ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (status == STATUS_OK)
        status = unlocked_generate(name, &founding->log_key, &session->problem);
    if (status != STATUS_OK)
        return status;
    struct signer signer = unlocked_signer(founding->log_key);
    struct founding_keys keys = {
        .log = &signer.vkey, .secretary = founding->secretary, .secretaries = founding->secretaries};
    return compose_body(&founding->draft, &keys, session_now(), &founding->text, &session->problem);
}

enum status founding_run(struct session *session, const char *path, enum keyfile_kdf kdf, struct founding_seats *seats,
                         struct slice *name, struct submission *out)
{
    struct founding founding = {.secretaries = 0};
    arena_init(&founding.arena);
    buffer_init(&founding.text);
    bool kept = false;
    enum status status = prepare(session, path, &founding, seats, name);
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_CREATE);
    if (status == STATUS_OK)
        status = ledger_try(session->ledger, buffer_slice(&founding.text), session_now(), &session->problem);
    if (status == STATUS_OK) {
        status = keep_log_key(session, &founding, kdf);
        kept = status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = founding_seats_keep(session, *name, seats);
    if (status == STATUS_OK)
        status = signing_submit_text(session, buffer_slice(&founding.text), NULL, out);
    if (status != STATUS_OK && kept) {
        drop_log_key(session, &founding);
        founding_seats_forget(seats);
    }
    if (status == STATUS_OK && out->index == 0)
        sign_first_head(session, &founding);
    unlocked_free(founding.log_key);
    buffer_release(&founding.text);
    arena_release(&founding.arena);
    return status;
}
