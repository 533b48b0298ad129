#include "tui/closing.h"

#include "data/compose_result.h"
#include "tui/i18n.h"
#include "tui/signing.h"

struct result_terms closing_terms(const struct session *session)
{
    return (struct result_terms){.number = session_given(session, OPTION_NUMBER),
                                 .result = session_given(session, OPTION_RESULT),
                                 .winner = session_given(session, OPTION_WINNER),
                                 .count = session->count,
                                 .counts = session->counts};
}

static enum status sign_result(struct session *session, struct log *log, const struct ballot_facts *ballot,
                               struct submission *out)
{
    bool waits;
    enum status status = result_waiting(ledger_store(session->ledger), &ballot->id, out, &waits, &session->problem);
    if (status != STATUS_OK || waits)
        return status;
    struct arena arena;
    struct draft draft;
    struct author author;
    arena_init(&arena);
    draft_init(&draft, KIND_RESULT, &arena);
    status = signing_author(session, log, &author);
    struct result_terms terms = closing_terms(session);
    if (status == STATUS_OK)
        status = compose_result(&author, ballot, &terms, &draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, out);
    arena_release(&arena);
    return status;
}

enum status closing_logged(struct session *session, int64_t body, int64_t index, enum kind kind, struct submission *out)
{
    struct buffer bytes;
    struct note note;
    buffer_init(&bytes);
    enum status status = query_entry(ledger_store(session->ledger), body, index, &bytes, &session->problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&bytes), &note, &session->problem);
    if (status == STATUS_OK)
        *out = (struct submission){
            .id = digest_of(note.text), .kind = kind, .index = index, .signatures = note.lines, .needed = note.lines};
    buffer_release(&bytes);
    return status;
}

/* The result was refused: another process may have brought one in since the ballot was looked up. */
static enum status look_for_other(struct session *session, const char *hex, struct ballot_facts *facts)
{
    struct problem refusal = session->problem;
    problem_clear(&session->problem);
    enum status status = ballot_facts_find(ledger_store(session->ledger), hex, facts, &session->problem);
    if (status != STATUS_OK || facts->has_result)
        return status;
    session->problem = refusal;
    return STATUS_REFUSED;
}

enum status closing_result(struct session *session, struct slice body, const struct digest *ballot, json_t **more)
{
    struct log *log;
    struct ballot_facts facts = {.closed = false};
    struct submission result = {.index = -1};
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(ballot, hex);
    *more = NULL;
    enum status status = ledger_log(session->ledger, body, &log, &session->problem);
    if (status == STATUS_OK)
        status = ballot_facts_find(ledger_store(session->ledger), hex, &facts, &session->problem);
    if (status != STATUS_OK)
        return status;
    bool paper = false;
    status = result_is_on_paper(log, &facts, &paper);
    if (status != STATUS_OK)
        return status == STATUS_STORE ? store_problem(ledger_store(session->ledger), &session->problem) : status;
    bool uncounted = paper && !session_has(session, OPTION_RESULT);
    if (facts.closed && !facts.has_result && uncounted)
        session_note(
            session,
            _("The ballot is on paper: enter its count with \"ballot close\", --result, --winner and --count."),
            SLICE(""), SLICE(""));
    else if (!facts.closed && (session_has(session, OPTION_NUMBER) || session_has(session, OPTION_RESULT)))
        session_note(session,
                     _("The closing waits: number and count are given again with what brings it into the log."),
                     SLICE(""), SLICE(""));
    if (facts.closed && !facts.has_result && !uncounted) {
        /* One --yes covers both texts, and so does one answer on the terminal. */
        const char *yes = session->option[OPTION_YES];
        session->option[OPTION_YES] = "";
        status = sign_result(session, log, &facts, &result);
        session->option[OPTION_YES] = yes;
        if (status == STATUS_REFUSED)
            status = look_for_other(session, hex, &facts);
    }
    if (status == STATUS_OK && facts.has_result)
        status = closing_logged(session, facts.body, facts.result, KIND_RESULT, &result);
    if (status != STATUS_OK)
        return status;
    if (facts.closed && (facts.has_result || !uncounted)) {
        *more = json_pack("{s:{s:o, s:o, s:b}}", "result", "id", json_digest(&result.id), "index",
                          result.index < 0 ? json_null() : json_integer(result.index), "pending", result.index < 0);
        return *more ? STATUS_OK : STATUS_NO_MEMORY;
    }
    *more = json_pack("{s:n}", "result");
    return *more ? STATUS_OK : STATUS_NO_MEMORY;
}
