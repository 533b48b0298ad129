#include "tui/closing.h"

#include "data/claim.h"
#include "data/query.h"
#include "tui/i18n.h"
#include "tui/signing.h"

/* The ballot's row, copied out of the query. */
struct closed_ballot {
    bool found, closed, has_result;
    int64_t index, proposal, ended;
    uint64_t round;
    char rule[48];
};

static bool take(void *context, const struct ballot_item *item)
{
    struct closed_ballot *out = context;
    *out = (struct closed_ballot){.found = true,
                                  .closed = slice_is(item->state, "closed"),
                                  .has_result = item->has_result,
                                  .index = item->index,
                                  .proposal = item->proposal,
                                  .ended = item->ended,
                                  .round = (uint64_t)item->round};
    if (item->rule.length < sizeof out->rule)
        memcpy(out->rule, item->rule.at, item->rule.length);
    return false;
}

static enum status compose(struct session *session, struct log *log, const struct closed_ballot *ballot,
                           const struct digest *id, struct draft *draft)
{
    struct counting counting;
    struct buffer note;
    struct note parsed;
    buffer_init(&note);
    enum status status =
        query_entry(ledger_store(session->ledger), log_number(log), ballot->ended, &note, &session->problem);
    if (status == STATUS_OK)
        status = note_parse(buffer_slice(&note), &parsed, &session->problem);
    if (status == STATUS_OK)
        status = signing_common(session, log, NULL, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "ballot", id);
    if (status == STATUS_OK) {
        struct digest close = digest_of(parsed.text);
        status = draft_add_hash(draft, "close", &close);
    }
    buffer_release(&note);
    if (status != STATUS_OK)
        return status;
    status = counting_make(log_replay(log), ballot->index, ballot->proposal, slice_of(ballot->rule), ballot->round,
                           ballot->ended, &counting);
    if (status == STATUS_OK)
        status = claim_add(draft, &counting);
    counting_release(&counting);
    return status;
}

/* The result of this closing may wait for a second signature already: then it is not made twice. */
struct waiting {
    const struct digest *ballot;
    struct submission *submission;
    bool found;
};

static bool look_at_pending(void *context, const struct pending_item *item)
{
    struct waiting *waiting = context;
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest ballot;
    arena_init(&arena);
    if (note_parse(item->note, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK &&
        entry.kind == KIND_RESULT && entry_hash(&entry, "ballot", &ballot) && digest_equal(&ballot, waiting->ballot)) {
        waiting->found = true;
        *waiting->submission = (struct submission){.id = item->id, .kind = KIND_RESULT, .index = -1};
    }
    arena_release(&arena);
    return !waiting->found;
}

static enum status sign_result(struct session *session, struct log *log, const struct closed_ballot *ballot,
                               const struct digest *id, struct submission *out)
{
    struct waiting waiting = {.ballot = id, .submission = out};
    enum status status =
        query_pending(ledger_store(session->ledger), look_at_pending, &waiting, &session->problem);
    if (status != STATUS_OK || waiting.found)
        return status;
    struct arena arena;
    struct draft draft;
    arena_init(&arena);
    draft_init(&draft, KIND_RESULT, &arena);
    status = compose(session, log, ballot, id, &draft);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, out);
    arena_release(&arena);
    return status;
}

enum status closing_result(struct session *session, struct slice body, const struct digest *ballot, json_t **more)
{
    struct log *log;
    struct found found;
    struct closed_ballot row = {.found = false};
    struct submission result = {.index = -1};
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(ballot, hex);
    *more = NULL;
    enum status status = ledger_log(session->ledger, body, &log, &session->problem);
    if (status == STATUS_OK)
        status = query_find_ballot(ledger_store(session->ledger), hex, &found, &session->problem);
    if (status == STATUS_OK)
        status = query_ballots(ledger_store(session->ledger), SLICE(""), found.body, found.index, take, &row,
                               &session->problem);
    if (status != STATUS_OK)
        return status;
    if (row.closed && !row.has_result) {
        /* One --yes covers both texts, and so does one answer on the terminal. */
        const char *yes = session->option[OPTION_YES];
        session->option[OPTION_YES] = "";
        status = sign_result(session, log, &row, ballot, &result);
        session->option[OPTION_YES] = yes;
        if (status != STATUS_OK)
            return status;
        *more = json_pack("{s:{s:o, s:o, s:b}}", "result", "id", json_digest(&result.id), "index",
                          result.index < 0 ? json_null() : json_integer(result.index), "pending", result.index < 0);
        return *more ? STATUS_OK : STATUS_NO_MEMORY;
    }
    *more = json_pack("{s:n}", "result");
    return *more ? STATUS_OK : STATUS_NO_MEMORY;
}
