#include "tui/fork_offer.h"

#include "data/fork_prove.h"
#include "data/query.h"
#include "tui/i18n.h"

bool fork_offer_keep(struct session *session, struct slice proof, struct buffer *path)
{
    struct problem problem;
    problem_clear(&problem);
    enum status status;
    if (session_has(session, OPTION_PROOF)) {
        status = fork_save(proof, session->option[OPTION_PROOF], &problem);
        if (status == STATUS_OK)
            buffer_text(path, session->option[OPTION_PROOF]);
    } else {
        status = fork_keep(proof, session->proofs_path.at, path, &problem);
    }
    if (status == STATUS_OK && buffer_status(path) == STATUS_OK)
        return true;
    struct buffer text;
    buffer_init(&text);
    i18n_problem(&problem, &text);
    session_note(session, _("The proof could not be written: {1}"), buffer_slice(&text), SLICE(""));
    buffer_release(&text);
    return false;
}

void fork_offer_write(struct session *session, struct log *log, struct buffer *out)
{
    struct buffer proof, path;
    struct problem problem;
    buffer_init(&proof);
    buffer_init(&path);
    if (fork_search(log, session->marks_path.at, &proof, &problem) == STATUS_OK &&
        fork_offer_keep(session, buffer_slice(&proof), &path)) {
        i18n_pattern(_("The log's key has signed two histories of {1}. The proof for others: {2}"), log_body(log)->name,
                     buffer_slice(&path), out);
        buffer_byte(out, '\n');
    }
    buffer_release(&proof);
    buffer_release(&path);
}

void fork_offer(struct session *session, struct log *log)
{
    struct buffer words;
    buffer_init(&words);
    fork_offer_write(session, log, &words);
    if (words.length)
        session_note(session, "{1}", slice_head(buffer_slice(&words), words.length - 1), SLICE(""));
    buffer_release(&words);
}

struct offering {
    struct session *session;
    struct buffer *out;
};

static bool offer_body(void *context, const struct body_item *item)
{
    const struct offering *offering = context;
    struct log *log;
    if (ledger_log_number(offering->session->ledger, item->number, &log, NULL) == STATUS_OK)
        fork_offer_write(offering->session, log, offering->out);
    return true;
}

void fork_offer_bodies(struct session *session, struct buffer *out)
{
    struct offering offering = {.session = session, .out = out};
    struct problem before = session->problem;
    struct log *log;
    for (size_t i = 0; i < session->arguments; i++)
        if (session_log(session, session->argument[i], &log) == STATUS_OK)
            fork_offer_write(session, log, out);
    /* What cannot be read was found by whoever asks for this. */
    if (!session->arguments && query_bodies(ledger_store(session->ledger), offer_body, &offering, NULL) != STATUS_OK)
        buffer_clear(out);
    session->problem = before;
}
