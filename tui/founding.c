#include "tui/founding.h"

#include "data/compose_body.h"
#include "data/head.h"
#include "tui/signing.h"

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

/* How many approvals the draft asks for, and in which line; 1 and 0 where it does not say. */
static uint64_t approvals_asked(const struct draft *draft, unsigned long *line)
{
    uint64_t approvals;
    *line = 0;
    for (size_t i = 0; i < draft->fields; i++) {
        const struct draft_field *field = &draft->field[i];
        if (strcmp(field->rule->name, "approvals") == 0 && value_number(field->value, &approvals)) {
            *line = field->line;
            return approvals;
        }
    }
    return 1;
}

/* A rule of the body that the draft breaks as a whole, not a slip of the pen: refused (3), not ill-formed (2). */
static enum status check_approvals(struct session *session, const struct founding *founding)
{
    unsigned long line;
    if (approvals_asked(&founding->draft, &line) <= founding->secretaries)
        return STATUS_OK;
    problem_place(&session->problem, line, 1);
    return problem_say(&session->problem, STATUS_REFUSED,
                       N_("the statute asks for more approvals than there are secretaries: name the others with "
                          "--secretary VKEY"),
                       NULL, NULL);
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

static enum status prepare(struct session *session, const char *path, struct founding *founding)
{
    struct slice name;
    enum status status = read_secretaries(session, founding);
    if (status == STATUS_OK)
        status = session_draft(session, path, KIND_BODY, &founding->arena, &founding->draft);
    if (status == STATUS_OK)
        status = founding_name(&founding->draft, &name, &session->problem);
    if (status == STATUS_OK)
        status = check_approvals(session, founding);
    if (status == STATUS_OK)
        status = unlocked_generate(name, &founding->log_key, &session->problem);
    if (status != STATUS_OK)
        return status;
    struct signer signer = unlocked_signer(founding->log_key);
    struct founding_keys keys = {
        .log = &signer.vkey, .secretary = founding->secretary, .secretaries = founding->secretaries};
    return compose_body(&founding->draft, &keys, session_now(), &founding->text, &session->problem);
}

enum status founding_run(struct session *session, const char *path, enum keyfile_kdf kdf, struct submission *out)
{
    struct founding founding = {.secretaries = 0};
    arena_init(&founding.arena);
    buffer_init(&founding.text);
    bool kept = false;
    enum status status = prepare(session, path, &founding);
    if (status == STATUS_OK)
        status = session_ledger(session, STORE_CREATE);
    if (status == STATUS_OK)
        status = ledger_try(session->ledger, buffer_slice(&founding.text), session_now(), &session->problem);
    if (status == STATUS_OK) {
        status = keep_log_key(session, &founding, kdf);
        kept = status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = signing_submit_text(session, buffer_slice(&founding.text), NULL, out);
    if (status != STATUS_OK && kept)
        drop_log_key(session, &founding);
    if (status == STATUS_OK && out->index == 0)
        sign_first_head(session, &founding);
    unlocked_free(founding.log_key);
    buffer_release(&founding.text);
    arena_release(&founding.arena);
    return status;
}

/* A key that nobody keeps; the name is borrowed. */
static enum status throw_away(struct session *session, struct slice name, struct vkey *out)
{
    struct unlocked *key = NULL;
    enum status status = unlocked_generate(name, &key, &session->problem);
    if (status == STATUS_OK) {
        struct signer signer = unlocked_signer(key);
        *out = vkey_make(name, KEY_TYPE_ED25519, &signer.vkey.key);
    }
    unlocked_free(key);
    return status;
}

/* As many secretaries as it asks approvals of, one at least; more than a body may have are left out. */
static enum status throw_away_secretaries(struct session *session, struct founding *founding)
{
    unsigned long line;
    uint64_t asked = approvals_asked(&founding->draft, &line);
    enum status status = STATUS_OK;
    do {
        char name[] = "check-a";
        name[sizeof name - 2] = (char)('a' + founding->secretaries);
        struct slice kept = arena_copy(&founding->arena, slice_of(name));
        status = kept.at ? throw_away(session, kept, &founding->secretary[founding->secretaries]) : STATUS_NO_MEMORY;
        founding->secretaries++;
    } while (status == STATUS_OK && founding->secretaries < asked && founding->secretaries <= SESSION_SECRETARIES_MAX);
    return status;
}

static enum status check_draft(struct session *session, const char *path, struct founding *founding)
{
    struct slice name;
    struct vkey log;
    enum status status = session_draft(session, path, KIND_BODY, &founding->arena, &founding->draft);
    if (status == STATUS_OK)
        status = founding_name(&founding->draft, &name, &session->problem);
    if (status == STATUS_OK)
        status = throw_away(session, name, &log);
    if (status == STATUS_OK)
        status = throw_away_secretaries(session, founding);
    if (status != STATUS_OK)
        return status;
    struct founding_keys keys = {.log = &log, .secretary = founding->secretary, .secretaries = founding->secretaries};
    return compose_body(&founding->draft, &keys, session_now(), &founding->text, &session->problem);
}

enum status founding_check(struct session *session, const char *path)
{
    struct founding founding = {.secretaries = 0};
    arena_init(&founding.arena);
    buffer_init(&founding.text);
    enum status status = check_draft(session, path, &founding);
    buffer_release(&founding.text);
    arena_release(&founding.arena);
    return status;
}
