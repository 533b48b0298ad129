#include "tui/founding.h"

#include "core/body.h"
#include "data/head.h"
#include "tui/signing.h"

static enum status add_vkey(struct draft *draft, const char *name, const struct vkey *vkey)
{
    struct buffer text;
    buffer_init(&text);
    vkey_write(vkey, &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status = draft_add(draft, name, buffer_slice(&text));
    buffer_release(&text);
    return status;
}

static enum status add_fields(struct draft *draft, const struct vkey *log_key, const struct vkey *secretary,
                              size_t secretaries)
{
    enum status status = draft_add(draft, "by", secretary[0].name);
    if (status == STATUS_OK)
        status = draft_add_time(draft, "at", session_now());
    if (status == STATUS_OK)
        status = add_vkey(draft, "log", log_key);
    for (size_t i = 0; i < secretaries && status == STATUS_OK; i++)
        status = add_vkey(draft, "secretary", &secretary[i]);
    return status;
}

/* Composes, reads the statute, writes its rules in their one spelling and composes again. */
static enum status compose(struct session *session, struct draft *draft, struct arena *arena, struct buffer *text)
{
    struct entry entry;
    struct body body;
    buffer_clear(text);
    enum status status = draft_compose(draft, text, &session->problem);
    if (status == STATUS_OK) {
        status = entry_parse(buffer_slice(text), arena, &entry, &session->problem);
        if (status == STATUS_OK)
            status = body_read(&entry, false, arena, &body, &session->problem);
        if (status == STATUS_FORM)
            draft_locate(draft, &session->problem);
    }
    if (status == STATUS_OK)
        status = draft_canonical_rules(draft, &body);
    if (status == STATUS_OK) {
        buffer_clear(text);
        status = draft_compose(draft, text, &session->problem);
    }
    return status;
}

/* The body's name in a draft, which is also the name of its log key. */
static struct slice draft_name(const struct draft *draft)
{
    for (size_t i = 0; i < draft->fields; i++)
        if (strcmp(draft->field[i].rule->name, "name") == 0)
            return draft->field[i].value;
    return (struct slice){0};
}

static enum status need_name(struct session *session, const struct draft *draft)
{
    if (draft_name(draft).at)
        return STATUS_OK;
    return problem_say(&session->problem, STATUS_FORM, N_("the field \"{1}\" is missing"), "name", NULL);
}

enum status founding_compose(struct session *session, const char *path, const struct vkey *log_key,
                             const struct vkey *secretary, size_t secretaries, struct arena *arena,
                             struct draft *draft, struct buffer *text)
{
    enum status status = session_draft(session, path, KIND_BODY, arena, draft);
    struct vkey named = *log_key;
    if (status == STATUS_OK)
        status = need_name(session, draft);
    if (status == STATUS_OK) {
        /* The key ID depends on the name, which is in the draft. */
        named = vkey_make(draft_name(draft), KEY_TYPE_ED25519, &log_key->key);
        status = add_fields(draft, &named, secretary, secretaries);
    }
    return status == STATUS_OK ? compose(session, draft, arena, text) : status;
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
            return problem_say(&session->problem, STATUS_REFUSED,
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

static enum status prepare(struct session *session, const char *path, struct founding *founding)
{
    enum status status = read_secretaries(session, founding);
    if (status == STATUS_OK)
        status = session_draft(session, path, KIND_BODY, &founding->arena, &founding->draft);
    if (status == STATUS_OK)
        status = need_name(session, &founding->draft);
    if (status == STATUS_OK)
        status = check_approvals(session, founding);
    if (status == STATUS_OK)
        status = unlocked_generate(draft_name(&founding->draft), &founding->log_key, &session->problem);
    if (status != STATUS_OK)
        return status;
    struct signer signer = unlocked_signer(founding->log_key);
    status = add_fields(&founding->draft, &signer.vkey, founding->secretary, founding->secretaries);
    return status == STATUS_OK ? compose(session, &founding->draft, &founding->arena, &founding->text) : status;
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
