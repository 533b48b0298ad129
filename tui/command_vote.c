/* vote: the main job. */
#include "tui/ballot.h"
#include "tui/command.h"
#include "tui/seat.h"
#include "tui/signing.h"

static enum status cast(struct session *session, struct log *log, const struct ballot_facts *ballot,
                        const struct own_seat *seat, struct slice choice, struct draft *draft)
{
    struct submission submission;
    struct author author;
    const char *as = session_has(session, OPTION_CLERK) ? "clerk" : seat->deputy ? "deputy" : "holder";
    struct voice voice = {
        .seat = seat->id, .as = slice_of(as), .choice = choice, .reason = session_given(session, OPTION_REASON)};
    enum status status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_vote(&author, ballot, &voice, draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, draft, choice.at, &submission);
    if (status != STATUS_OK)
        return status;
    json_t *more = json_pack("{s:o, s:o, s:s, s:s}", "ballot", json_digest(&ballot->id), "seat", json_slice(seat->id),
                             "as", as, "choice", choice.at);
    return submission_print(session, &submission, more);
}

/* A clerk has no seat, but records the vote of one. */
static enum status clerk_seat(struct session *session, struct own_seat *out)
{
    *out = (struct own_seat){.id = session_value(session, OPTION_SEAT)};
    if (session_has(session, OPTION_SEAT))
        return STATUS_OK;
    return problem_say(&session->problem, STATUS_USAGE, N_("say whose vote was called out with --seat"), NULL, NULL);
}

static enum status vote(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct ballot_facts ballot;
    struct log *log;
    struct own_seat seat;
    struct buffer choice;
    buffer_init(&choice);
    arena_init(&arena);
    draft_init(&draft, KIND_VOTE, &arena);
    enum status status = session_ledger(session, STORE_WRITE);
    if (status == STATUS_OK)
        status = ballot_find(session, session->argument[0], &ballot);
    if (status == STATUS_OK)
        status = ledger_log_number(session->ledger, ballot.body, &log, &session->problem);
    if (status == STATUS_OK)
        status = choice_check(log, &ballot, slice_of(session->argument[1]), &choice, &session->problem);
    if (status == STATUS_OK)
        status = session_has(session, OPTION_CLERK) ? clerk_seat(session, &seat) : own_seat(session, log, &seat);
    if (status == STATUS_OK)
        status = cast(session, log, &ballot, &seat, buffer_slice(&choice), &draft);
    buffer_release(&choice);
    arena_release(&arena);
    return status;
}

const struct command commands_vote[] = {
    {"vote", NULL, "BALLOT CHOICE", 2, 2, "seat reason clerk",
     N_("cast a signed vote: yes, no, abstain; consent, concern, object; options: b, a,c or a>c>b=d"), vote},
    {0},
};
