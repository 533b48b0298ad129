/* cosign: an auditor checks everything and countersigns the newest head. */
#include "data/head.h"
#include "data/head_cosign.h"
#include "data/verify.h"
#include "tui/command.h"
#include "tui/fork_offer.h"
#include "tui/i18n.h"
#include "tui/signing.h"

struct finding {
    struct session *session;
};

/* What is wrong is told like "verify" tells it, so that the auditor knows why nothing is signed. */
static void tell(void *context, const struct verify_finding *finding)
{
    struct buffer text;
    struct session *session = ((struct finding *)context)->session;
    if (finding->warning)
        return;
    buffer_init(&text);
    i18n_problem(finding->text, &text);
    session_note(session, "{1}: {2}", slice_of(finding->code), buffer_slice(&text));
    buffer_release(&text);
}

static void pass_body(void *context, const struct verify_body *body)
{
    (void)context;
    (void)body;
}

/* The whole audit of this body, by this machine's own mark too. */
static enum status check_everything(struct session *session, const struct log *log)
{
    bool ok = false;
    struct finding context = {.session = session};
    struct slice name = log_body(log)->name;
    char body[KEY_NAME_MAX + 1] = "";
    memcpy(body, name.at, name.length < sizeof body ? name.length : 0);
    const char *const bodies[] = {body};
    struct verify_options options = {.marks = session->marks_path.at,
                                     .body = bodies,
                                     .bodies = 1,
                                     .finding = tell,
                                     .body_done = pass_body,
                                     .context = &context};
    enum status status = verify_ledger(session->ledger_path.at, &options, &ok, &session->problem);
    if (status == STATUS_OK && !ok)
        return problem_slices(&session->problem, STATUS_MISMATCH,
                              N_("the ledger of {1} does not hold, so nothing is countersigned: run \"stimmbuch "
                                 "verify\""),
                              name, SLICE(""));
    return status;
}

/* Shows what is to be countersigned and asks. */
static enum status ask(struct session *session, struct slice head)
{
    struct note note;
    enum status status = head.length ? note_parse(head, &note, &session->problem) : STATUS_OK;
    if (status == STATUS_OK && head.length)
        signing_show(session, note.text);
    return status == STATUS_OK ? signing_confirm(session, NULL) : status;
}

static enum status print_head(struct session *session, struct log *log, struct slice bytes)
{
    struct note note;
    struct checkpoint head;
    if (!session_has(session, OPTION_JSON))
        return session_print(session, bytes);
    enum status status = note_parse(bytes, &note, &session->problem);
    if (status == STATUS_OK)
        status = checkpoint_parse(note.text, &head, &session->problem);
    if (status != STATUS_OK)
        return status;
    return session_json(session,
                        json_pack("{s:o, s:I, s:o, s:o}", "body", json_slice(log_body(log)->name), "size",
                                  (json_int_t)head.size, "root", json_digest(&head.root), "note", json_slice(bytes)));
}

static enum status cosign(struct session *session)
{
    struct log *log = NULL;
    struct signer signer;
    struct buffer head, note;
    uint64_t size = 0;
    buffer_init(&head);
    buffer_init(&note);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    /* The head comes first: what is signed behind it while the audit runs is not what was checked. */
    if (status == STATUS_OK && head_newest(ledger_store(session->ledger), log_number(log), &size, &head) != STATUS_OK)
        status = store_problem(ledger_store(session->ledger), &session->problem);
    if (status == STATUS_OK)
        status = check_everything(session, log);
    if (status == STATUS_OK)
        status = ask(session, buffer_slice(&head));
    if (status == STATUS_OK)
        status = session_key(session, &signer);
    if (status == STATUS_OK)
        status = head_cosign(log, size, &signer, (uint64_t)session_now().seconds, session->marks_path.at, &note,
                             &session->problem);
    if (status == STATUS_MISMATCH && log)
        fork_offer(session, log);
    if (status == STATUS_OK)
        status = print_head(session, log, buffer_slice(&note));
    buffer_release(&head);
    buffer_release(&note);
    return status;
}

const struct command commands_cosign[] = {
    {"cosign", NULL, "BODY", 1, 1, "proof", N_("as an auditor: check everything, then countersign the newest head"),
     cosign},
    {0},
};
