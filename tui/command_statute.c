/* statute: the rules of a body in words; and changing them. */
#include "data/query_roster.h"
#include "data/replay_version.h"
#include "tui/command.h"
#include "tui/draft_given.h"
#include "tui/draft_of_body.h"
#include "tui/i18n.h"
#include "tui/signing.h"
#include "tui/statute_change.h"
#include "tui/statute_json.h"
#include "tui/statute_text.h"

static enum status show_words(struct session *session, struct log *log, const struct version *version, int64_t since)
{
    struct buffer out, number;
    buffer_init(&out);
    buffer_init(&number);
    buffer_number(&number, (uint64_t)since);
    i18n_pattern(_("{1}: the statute of entry {2}"), log_body(log)->title, buffer_slice(&number), &out);
    buffer_text(&out, "\n\n");
    enum status status = statute_text(&version->body, STATUTE_FULL, &out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    buffer_release(&number);
    return status;
}

static enum status show(struct session *session, struct log *log)
{
    struct version *version;
    int64_t since;
    struct store *store = ledger_store(session->ledger);
    enum status status = query_roster_statute(store, log_number(log), &since, &session->problem);
    if (status != STATUS_OK)
        return status;
    if (version_at(log_replay(log), (int64_t)log_size(log), &version) != STATUS_OK)
        return store_problem(store, &session->problem);
    status = session_has(session, OPTION_JSON)
                 ? session_json(session, statute_json(log_body(log)->name, &version->statute, &version->body, since))
                 : show_words(session, log, version, since);
    version_drop(version);
    return status;
}

static enum status change(struct session *session, struct log *log)
{
    struct arena arena;
    struct draft draft;
    struct author author;
    struct submission submission;
    struct buffer path;
    const struct draft_wanted wanted = {.kind = KIND_STATUTE, .named = session->option[OPTION_CHANGE], .log = log};
    arena_init(&arena);
    buffer_init(&path);
    enum status status = draft_given(session, &wanted, &path);
    if (status == STATUS_OK)
        status = draft_of_body(session, path.at, KIND_STATUTE, &log_body(log)->roster, &arena, &draft);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = statute_change_compose(ledger_store(session->ledger), &author, session->option[OPTION_DECIDED], &draft,
                                        &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    buffer_release(&path);
    arena_release(&arena);
    return status;
}

static enum status statute(struct session *session)
{
    struct log *log;
    bool changes = session_has(session, OPTION_CHANGE);
    if (!changes && session_has(session, OPTION_DECIDED))
        return problem_say(&session->problem, STATUS_USAGE, N_("--decided belongs to --change"), NULL, NULL);
    enum status status = changes ? draft_given_check(session, session->option[OPTION_CHANGE]) : STATUS_OK;
    if (status == STATUS_OK)
        status = session_ledger(session, changes ? STORE_WRITE : STORE_READ);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    if (status != STATUS_OK)
        return status;
    return changes ? change(session, log) : show(session, log);
}

const struct command commands_statute[] = {
    {"statute", NULL, "BODY", 1, 1, "change decided", N_("show a body's rules in words; change them"), statute},
    {0},
};
