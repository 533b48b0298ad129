/* vote: the main job. */
#include "data/query.h"
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/seat.h"
#include "tui/signing.h"

/* A vote that follows one of the same key must be later: a second is added where the clock has not moved on. */
static enum status vote_time(struct session *session, const struct ballot_facts *ballot, const struct own_seat *seat,
                             struct instant *at)
{
    struct vkey vkey;
    int64_t last;
    bool found;
    *at = session_now();
    enum status status = session_key_name(session, &vkey);
    if (status == STATUS_OK)
        status = query_last_vote(ledger_store(session->ledger), ballot->body, ballot->index, seat->id, vkey.name, &last,
                                 &found, &session->problem);
    if (status == STATUS_OK && found && at->seconds <= last)
        at->seconds = last + 1;
    return status;
}

/* What the ballot does not offer is wrong usage; everything else is the replay's to refuse. */
static enum status check_choice(struct session *session, struct log *log, const struct ballot_facts *ballot)
{
    const struct statute_rule *rule = statute_rule_find(&log_body(log)->statute, slice_of(ballot->rule));
    const char *const *options;
    size_t count = rule ? method_options(rule->rule.method, &options) : 0;
    struct slice choice = slice_of(session->argument[1]);
    struct buffer offered;
    buffer_init(&offered);
    for (size_t i = 0; i < count; i++) {
        if (slice_is(choice, options[i])) {
            buffer_release(&offered);
            return STATUS_OK;
        }
        buffer_text(&offered, i ? ", " : "");
        buffer_text(&offered, options[i]);
    }
    enum status status = problem_slices(&session->problem, STATUS_USAGE, N_("the ballot does not offer \"{1}\" but {2}"),
                                        choice, buffer_slice(&offered));
    buffer_release(&offered);
    return status;
}

static enum status fill(struct session *session, const struct ballot_facts *ballot, const struct own_seat *seat,
                        struct draft *draft)
{
    enum status status = draft_add_hash(draft, "ballot", &ballot->id);
    if (status == STATUS_OK)
        status = draft_add_text(draft, "title", ballot->title);
    if (status == STATUS_OK)
        status = draft_add(draft, "seat", seat->id);
    if (status == STATUS_OK)
        status = draft_add_text(draft, "as",
                                session_has(session, OPTION_CLERK) ? "clerk" : seat->deputy ? "deputy" : "holder");
    if (status == STATUS_OK)
        status = draft_add_text(draft, "choice", session->argument[1]);
    if (status == STATUS_OK && session_has(session, OPTION_REASON))
        status = draft_set_text(draft, session_value(session, OPTION_REASON), &session->problem);
    return status;
}

static enum status cast(struct session *session, struct log *log, const struct ballot_facts *ballot,
                        const struct own_seat *seat, struct draft *draft)
{
    struct submission submission;
    struct instant at;
    enum status status = vote_time(session, ballot, seat, &at);
    if (status == STATUS_OK)
        status = signing_common(session, log, &at, draft);
    if (status == STATUS_OK)
        status = fill(session, ballot, seat, draft);
    if (status == STATUS_OK)
        status = signing_submit(session, draft, session->argument[1], &submission);
    if (status != STATUS_OK)
        return status;
    json_t *more = json_pack("{s:o, s:o, s:s, s:s}", "ballot", json_digest(&ballot->id), "seat", json_slice(seat->id),
                             "as", session_has(session, OPTION_CLERK) ? "clerk" : seat->deputy ? "deputy" : "holder",
                             "choice", session->argument[1]);
    return submission_print(session, &submission, more);
}

static enum status vote(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct ballot_facts ballot;
    struct log *log;
    struct own_seat seat;
    arena_init(&arena);
    draft_init(&draft, KIND_VOTE, &arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], &ballot);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, ballot.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = check_choice(session, log, &ballot);
    if (status == STATUS_OK)
        status = own_seat(session, log, &seat);
    if (status == STATUS_OK)
        status = cast(session, log, &ballot, &seat, &draft);
    arena_release(&arena);
    return status;
}

const struct command commands_vote[] = {
    {"vote", NULL, "BALLOT CHOICE", 2, 2, "seat reason clerk",
     N_("cast a signed vote: yes, no, abstain; consent, concern, object"), vote},
    {0},
};
