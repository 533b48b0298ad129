/* checkpoint: sign the head of a body's log. */
#include "data/head.h"
#include "tui/command.h"
#include "tui/fork_offer.h"
#include "tui/i18n.h"
#include "tui/syncing.h"

#include <time.h>

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

/* Whoever has the log's key signs what comes to the hub, until somebody stops it. */
struct signing {
    struct session *session;
    struct syncing syncing;
    struct log *log;
    struct signer signer;
    int64_t last; /* when a head was signed, in seconds of a clock that only goes forward */
};

static int64_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* Not for every vote: a head covers all that came since the last one. */
static enum status sign_news(void *context)
{
    enum { LEAST_SECONDS = 10 };
    struct signing *signing = context;
    struct session *session = signing->session;
    struct buffer note;
    uint64_t size = 0;
    buffer_init(&note);
    enum status status = log_refresh(signing->log, &session->problem);
    if (status == STATUS_OK)
        status = head_newest(ledger_store(session->ledger), log_number(signing->log), &size, &note);
    buffer_release(&note);
    int64_t now = seconds();
    if (status != STATUS_OK || size >= log_size(signing->log) || (signing->last && now - signing->last < LEAST_SECONDS))
        return status;
    status = head_sign(signing->log, &signing->signer, session->marks_path.at, &session->problem);
    if (status == STATUS_MISMATCH)
        fork_offer(session, signing->log);
    if (status == STATUS_OK)
        status = print_head(session, signing->log);
    signing->last = now;
    return status == STATUS_OK ? syncing_round(&signing->syncing) : status;
}

static enum status watch(struct session *session, struct log *log, const struct signer *signer)
{
    struct signing signing = {.session = session, .log = log, .signer = *signer};
    struct buffer url, name;
    buffer_init(&url);
    buffer_init(&name);
    buffer_add(&name, log_body(log)->name);
    enum status status = syncing_url(session, log_number(log), &url);
    if (status == STATUS_OK && url.length == 0)
        status = problem_slices(&session->problem, STATUS_REFUSED,
                                N_("{1} has no hub: where it is written, heads are signed without --watch"),
                                buffer_slice(&name), SLICE(""));
    if (status == STATUS_OK)
        status = buffer_status(&name);
    if (status == STATUS_OK) {
        signing.syncing = (struct syncing){.session = session, .url = url.at, .only = name.at};
        status = syncing_watch(&signing.syncing, sign_news, &signing);
        syncing_close(&signing.syncing);
    }
    buffer_release(&url);
    buffer_release(&name);
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
        if (session_has(session, OPTION_WATCH)) {
            status = watch(session, log, &signer);
            unlocked_free(key);
            return status;
        }
        status = head_sign(log, &signer, session->marks_path.at, &session->problem);
        if (status == STATUS_MISMATCH)
            fork_offer(session, log);
    }
    unlocked_free(key);
    return status == STATUS_OK ? print_head(session, log) : status;
}

const struct command commands_checkpoint[] = {
    {"checkpoint", NULL, "BODY", 1, 1, "proof watch", N_("sign the head of a body's log"), checkpoint},
    {0},
};
