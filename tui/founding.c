#include "tui/founding.h"

#include "data/compose_body.h"
#include "data/head.h"
#include "tui/draft_given.h"
#include "tui/signing.h"

void founding_init(struct founding *founding)
{
    *founding = (struct founding){.log_key = NULL};
    arena_init(&founding->arena);
    buffer_init(&founding->text);
}

void founding_release(struct founding *founding)
{
    unlocked_free(founding->log_key);
    founding->log_key = NULL;
    buffer_release(&founding->text);
    arena_release(&founding->arena);
}

/* A rule of the body that the draft breaks as a whole, not a slip of the pen: refused (3), not ill-formed (2). */
static enum status check_approvals(const struct draft *draft, size_t secretaries, struct problem *problem)
{
    for (size_t i = 0; i < draft->fields; i++) {
        uint64_t approvals;
        if (strcmp(draft->field[i].rule->name, "approvals") == 0 && value_number(draft->field[i].value, &approvals) &&
            approvals > secretaries) {
            problem_place(problem, draft->field[i].line, 1);
            return problem_say(
                problem, STATUS_REFUSED,
                N_("the statute asks for more approvals than there are secretaries: name the others with "
                   "--secretary VKEY"),
                NULL, NULL);
        }
    }
    return STATUS_OK;
}

static enum status read_back(struct founding *founding, struct problem *problem)
{
    struct entry entry;
    enum status status = entry_parse(buffer_slice(&founding->text), &founding->arena, &entry, problem);
    return status == STATUS_OK ? body_read(&entry, false, &founding->arena, &founding->body, problem) : status;
}

/* The log's key, whose name is the body's, and the text. */
static enum status compose(struct founding *founding, const struct vkey *secretary, size_t secretaries,
                           struct instant now, struct problem *problem)
{
    struct slice name;
    enum status status = founding_name(&founding->draft, &name, problem);
    if (status == STATUS_OK)
        status = unlocked_generate(name, &founding->log_key, problem);
    if (status != STATUS_OK)
        return status;
    struct signer signer = unlocked_signer(founding->log_key);
    struct founding_keys keys = {.log = &signer.vkey, .secretary = secretary, .secretaries = secretaries};
    status = compose_body(&founding->draft, &keys, now, &founding->text, problem);
    return status == STATUS_OK ? read_back(founding, problem) : status;
}

enum status founding_read(struct founding *founding, const char *path, struct problem *problem)
{
    return session_draft_read(path, KIND_BODY, &founding->arena, &founding->draft, problem);
}

enum status founding_compose(struct founding *founding, const struct vkey *secretary, size_t secretaries,
                             struct instant now, struct problem *problem)
{
    enum status status = check_approvals(&founding->draft, secretaries, problem);
    return status == STATUS_OK ? compose(founding, secretary, secretaries, now, problem) : status;
}

/* As many as the statute asks for, so that what it says of them is no fault of its form. */
static size_t count_secretaries(const struct draft *draft)
{
    uint64_t approvals = 1;
    for (size_t i = 0; i < draft->fields; i++)
        if (strcmp(draft->field[i].rule->name, "approvals") == 0 && !value_number(draft->field[i].value, &approvals))
            approvals = 1;
    return approvals < 1 ? 1 : approvals > BODY_APPROVALS_MAX ? BODY_APPROVALS_MAX : (size_t)approvals;
}

enum status founding_check(struct founding *founding, const char *path, struct problem *problem)
{
    static const char *const names[BODY_APPROVALS_MAX] = {"check",    "check-2",  "check-3",  "check-4", "check-5",
                                                          "check-6",  "check-7",  "check-8",  "check-9", "check-10",
                                                          "check-11", "check-12", "check-13", "check-14"};
    struct unlocked *key[BODY_APPROVALS_MAX] = {NULL};
    struct vkey secretary[BODY_APPROVALS_MAX];
    enum status status = session_draft_read(path, KIND_BODY, &founding->arena, &founding->draft, problem);
    size_t secretaries = status == STATUS_OK ? count_secretaries(&founding->draft) : 0;
    for (size_t i = 0; i < secretaries && status == STATUS_OK; i++) {
        status = unlocked_generate(slice_of(names[i]), &key[i], problem);
        if (status == STATUS_OK)
            secretary[i] = unlocked_signer(key[i]).vkey;
    }
    if (status == STATUS_OK)
        status = compose(founding, secretary, secretaries, session_now(), problem);
    for (size_t i = 0; i < secretaries; i++)
        unlocked_free(key[i]);
    return status;
}

enum status founding_keep_key(const struct keyring *keyring, const struct unlocked *log_key, enum keyfile_kdf kdf,
                              struct slice passphrase, struct problem *problem)
{
    return keyfile_store(keyring, log_key, KEYFILE_BY_ID, kdf, passphrase, problem);
}

enum status founding_drop_key(const struct keyring *keyring, const struct unlocked *log_key, struct problem *problem)
{
    struct buffer label;
    buffer_init(&label);
    struct signer signer = unlocked_signer(log_key);
    key_label_write(&signer.vkey, &label);
    enum status status = buffer_status(&label);
    if (status == STATUS_OK)
        status = keyfile_remove(keyring, buffer_slice(&label), problem);
    buffer_release(&label);
    return status;
}

enum status founding_kdf(struct session *session, enum keyfile_kdf *out)
{
    *out = KDF_MODERATE;
    if (session_has(session, OPTION_KDF) && !keyfile_kdf_parse(session_value(session, OPTION_KDF), out))
        return problem_say(&session->problem, STATUS_USAGE, N_("--kdf is one of interactive, moderate, sensitive"),
                           NULL, NULL);
    return STATUS_OK;
}

static enum status read_secretaries(struct session *session, struct vkey *out, size_t *count)
{
    enum status status = session_key_name(session, &out[0]);
    *count = 1;
    for (size_t i = 0; i < session->secretaries && status == STATUS_OK; i++)
        status = vkey_parse(slice_of(session->secretary[i]), &out[(*count)++], &session->problem);
    return status;
}

/* Asks for the new passphrase. */
static enum status keep_log_key(struct session *session, const struct unlocked *log_key, enum keyfile_kdf kdf)
{
    struct secret passphrase = {0};
    struct buffer label;
    buffer_init(&label);
    struct signer signer = unlocked_signer(log_key);
    key_label_write(&signer.vkey, &label);
    enum status status = buffer_status(&label);
    if (status == STATUS_OK)
        status = session_passphrase(session, label.at, true, &passphrase);
    if (status == STATUS_OK)
        status = founding_keep_key(&session->keyring, log_key, kdf, secret_slice(&passphrase), &session->problem);
    secret_release(&passphrase);
    buffer_release(&label);
    return status;
}

/* A founding that failed leaves no key behind; where it does, that is said beside the failure. */
static void drop_log_key(struct session *session, const struct unlocked *log_key)
{
    struct problem left;
    if (founding_drop_key(&session->keyring, log_key, &left) != STATUS_OK)
        session_note(session, "{1}", slice_of(left.detail[0]), SLICE(""));
}

static void sign_first_head(struct session *session, const struct unlocked *log_key)
{
    struct log *log;
    struct signer signer = unlocked_signer(log_key);
    if (ledger_log(session->ledger, signer.vkey.name, &log, &session->problem) != STATUS_OK ||
        head_sign(log, &signer, session->marks_path.at, &session->problem) != STATUS_OK)
        session_note(session, "{1}", slice_of(session->problem.detail[0]), SLICE(""));
    problem_clear(&session->problem);
}

static enum status read_given(struct session *session, const char *named, struct founding *founding)
{
    const struct draft_wanted wanted = {.kind = KIND_BODY, .named = named};
    struct buffer path;
    buffer_init(&path);
    enum status status = draft_given(session, &wanted, &path);
    if (status == STATUS_OK)
        status = founding_read(founding, path.at, &session->problem);
    if (status == STATUS_OK)
        session_note_changes(session, path.at, &founding->draft);
    buffer_release(&path);
    return status;
}

static enum status begin(struct session *session, const char *named, struct founding *founding,
                         struct founding_seats *seats, struct slice *name, enum keyfile_kdf *kdf)
{
    struct vkey secretary[SESSION_SECRETARIES_MAX + 1];
    size_t secretaries;
    struct slice own;
    enum status status = draft_given_check(session, named);
    if (status == STATUS_OK)
        status = founding_kdf(session, kdf);
    if (status == STATUS_OK)
        status = read_secretaries(session, secretary, &secretaries);
    if (status == STATUS_OK)
        status = read_given(session, named, founding);
    if (status == STATUS_OK && session_has(session, OPTION_SEATS))
        status = founding_seats_read(session, session->option[OPTION_SEATS], &founding->draft, seats);
    if (status == STATUS_OK)
        status = founding_compose(founding, secretary, secretaries, session_now(), &session->problem);
    if (status == STATUS_OK)
        status = founding_name(&founding->draft, &own, &session->problem);
    if (status == STATUS_OK) {
        *name = arena_copy(&seats->arena, own);
        status = name->at ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (status != STATUS_OK)
        return status;
    return session_ledger(session, STORE_CREATE);
}

enum status founding_run(struct session *session, const char *named, struct founding_seats *seats, struct slice *name,
                         struct submission *out)
{
    struct founding founding;
    enum keyfile_kdf kdf;
    bool kept = false;
    founding_init(&founding);
    enum status status = begin(session, named, &founding, seats, name, &kdf);
    if (status == STATUS_OK)
        status = ledger_try(session->ledger, buffer_slice(&founding.text), session_now(), &session->problem);
    if (status == STATUS_OK) {
        status = keep_log_key(session, founding.log_key, kdf);
        kept = status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = founding_seats_keep(session, *name, seats);
    if (status == STATUS_OK)
        status = signing_submit_text(session, buffer_slice(&founding.text), NULL, out);
    if (status != STATUS_OK && kept) {
        drop_log_key(session, founding.log_key);
        founding_seats_forget(seats);
    }
    if (status == STATUS_OK && out->index == 0)
        sign_first_head(session, founding.log_key);
    founding_release(&founding);
    return status;
}
