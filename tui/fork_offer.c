#include "tui/fork_offer.h"

#include "data/file.h"
#include "data/fork_prove.h"
#include "data/query.h"
#include "tui/i18n.h"

static enum status keep(struct session *session, struct slice proof, struct buffer *path, struct problem *problem)
{
    if (!session_has(session, OPTION_PROOF))
        return fork_keep(proof, session->proofs_path.at, path, problem);
    enum status status = file_write_new(session->option[OPTION_PROOF], proof, problem);
    buffer_text(path, session->option[OPTION_PROOF]);
    return status;
}

void fork_offer_keep(struct session *session, struct slice body, struct slice proof, struct buffer *path,
                     struct buffer *words)
{
    struct problem problem;
    struct buffer name, text;
    buffer_init(&name);
    buffer_init(&text);
    problem_clear(&problem);
    enum status status = keep(session, proof, &name, &problem);
    if (status == STATUS_OK) {
        i18n_pattern(_("The log's key has signed two histories of {1}. The proof for others: {2}"), body,
                     buffer_slice(&name), words);
    } else {
        i18n_problem(&problem, &text);
        i18n_pattern(_("The log's key has signed two histories of {1}, but the proof could not be written: {2}"), body,
                     buffer_slice(&text), words);
    }
    buffer_byte(words, '\n');
    if (status == STATUS_OK && path)
        buffer_add(path, buffer_slice(&name));
    buffer_release(&name);
    buffer_release(&text);
}

void fork_offer_write(struct session *session, struct log *log, struct buffer *out)
{
    struct buffer proof;
    struct problem problem;
    buffer_init(&proof);
    if (fork_search(log, session->marks_path.at, &proof, &problem) == STATUS_OK)
        fork_offer_keep(session, log_body(log)->name, buffer_slice(&proof), NULL, out);
    buffer_release(&proof);
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
