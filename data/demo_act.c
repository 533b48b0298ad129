/* The sample world: what each action of the script does. */
#include "data/demo_build.h"

#include "data/compose_meeting.h"
#include "data/compose_result.h"

struct act {
    struct demo_build *build;
    struct author author;
    struct draft draft;
};

/* The log of the body in the line's first word. */
static enum status find_log(struct act *act)
{
    return ledger_log(act->build->ledger, act->build->action->word[0], &act->author.log, act->build->problem);
}

/* The author is NAME.BODY; the entry's time is the next one, and its draft empty. */
static enum status begin(struct act *act, struct slice name, enum kind kind)
{
    struct demo_build *build = act->build;
    struct buffer text;
    buffer_init(&text);
    enum status status = find_log(act);
    if (status == STATUS_OK) {
        buffer_add(&text, name);
        buffer_byte(&text, '.');
        buffer_add(&text, log_body(act->author.log)->name);
        status = buffer_status(&text);
    }
    if (status == STATUS_OK) {
        act->author.name = arena_copy(&build->arena, buffer_slice(&text));
        status = act->author.name.at ? demo_next_time(build, &act->author.at) : STATUS_NO_MEMORY;
    }
    buffer_release(&text);
    draft_init(&act->draft, kind, &build->arena);
    return status;
}

/* The same with the body's first secretary as the author. */
static enum status begin_office(struct act *act, enum kind kind)
{
    enum status status = find_log(act);
    if (status == STATUS_OK) {
        act->author.name = log_body(act->author.log)->secretary[0].name;
        status = demo_next_time(act->build, &act->author.at);
    }
    draft_init(&act->draft, kind, &act->build->arena);
    return status;
}

static enum status submit(struct act *act, enum status status)
{
    return status == STATUS_OK ? demo_submit(act->build, &act->author, &act->draft) : status;
}

static enum status enrol(struct act *act, struct slice name, const char *role, struct slice seat, enum demo_keep keep)
{
    struct signer signer;
    enum status status = begin(act, name, KIND_ENROL);
    if (status == STATUS_OK)
        status = demo_keys_make(&act->build->keys, act->author.name, keep, &signer, act->build->problem);
    if (status == STATUS_OK)
        status = compose_enrol(&act->author, &signer.vkey, slice_of(role), seat, &act->draft);
    return submit(act, status);
}

/* BODY/NUMBER: another body may have the same number. */
static enum status full_number(struct act *act, struct slice number, struct buffer *out)
{
    buffer_add(out, act->build->action->word[0]);
    buffer_byte(out, '/');
    buffer_add(out, number);
    return buffer_status(out);
}

static enum status find_proposal(struct act *act, struct slice number, struct found *out)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = full_number(act, number, &text);
    if (status == STATUS_OK)
        status = query_find_proposal(ledger_store(act->build->ledger), text.at, out, act->build->problem);
    buffer_release(&text);
    return status;
}

static enum status find_ballot(struct act *act, struct slice number, struct ballot_facts *out)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = full_number(act, number, &text);
    if (status == STATUS_OK)
        status = ballot_facts_find(ledger_store(act->build->ledger), text.at, out, act->build->problem);
    buffer_release(&text);
    return status;
}

static enum status propose(struct act *act)
{
    const struct demo_action *action = act->build->action;
    struct slice seats = action->word[1], author = slice_cut(&seats, ',');
    enum status status = begin(act, author, KIND_PROPOSAL);
    if (status == STATUS_OK)
        status = demo_read_draft(act->build, action->word[2], KIND_PROPOSAL, &act->draft);
    act->build->beside = seats;
    if (status == STATUS_OK && seats.length)
        status = draft_add(&act->draft, "for", author);
    while (status == STATUS_OK && seats.length)
        status = draft_add(&act->draft, "for", slice_cut(&seats, ','));
    if (status == STATUS_OK)
        status = compose_proposal(&act->author, &act->draft, act->build->problem);
    status = submit(act, status);
    act->build->beside = SLICE("");
    return status;
}

static enum status state(struct act *act)
{
    const struct demo_action *action = act->build->action;
    struct found found;
    enum status status = begin(act, action->word[1], KIND_STATEMENT);
    if (status == STATUS_OK)
        status = find_proposal(act, action->word[2], &found);
    if (status == STATUS_OK)
        status = demo_read_draft(act->build, action->word[3], KIND_STATEMENT, &act->draft);
    if (status == STATUS_OK)
        status = compose_statement(&act->author, &found.id, action->word[1], &act->draft, act->build->problem);
    return submit(act, status);
}

static enum status recuse(struct act *act)
{
    const struct demo_action *action = act->build->action;
    struct found found;
    enum status status = begin(act, action->word[1], KIND_RECUSAL);
    if (status == STATUS_OK)
        status = find_proposal(act, action->word[2], &found);
    if (status == STATUS_OK)
        status =
            compose_recusal(&act->author, &found.id, action->word[1], action->text, &act->draft, act->build->problem);
    return submit(act, status);
}

enum { DAY = 86400, EIGHT = 8 * 3600, NOON = 12 * 3600 };

/* That time of day, UTC, so many days after the day on which the world is built. */
static struct instant time_of(const struct demo_build *build, int64_t days, int64_t seconds)
{
    int64_t midnight = build->plan->now.seconds / DAY * DAY;
    return (struct instant){.seconds = midnight + days * DAY + seconds};
}

/* By the rule in the line's third word. */
static enum status open_with(struct act *act, struct terms *terms)
{
    struct found found;
    terms->rule = act->build->action->word[2];
    enum status status = begin_office(act, KIND_BALLOT);
    if (status == STATUS_OK)
        status = find_proposal(act, act->build->action->word[1], &found);
    if (status == STATUS_OK)
        status = compose_ballot(&act->author, &found, terms, &act->draft, act->build->problem);
    status = submit(act, status);
    return status == STATUS_OK ? demo_sign_head(act->build, act->author.log) : status;
}

static enum status open_ballot(struct act *act)
{
    const struct demo_action *action = act->build->action;
    struct instant closes = time_of(act->build, (int64_t)action->days, NOON);
    struct terms terms = {.closes = action->days ? &closes : NULL};
    return open_with(act, &terms);
}

static enum status find_meeting(struct act *act, struct slice number, struct found *out)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = full_number(act, number, &text);
    if (status == STATUS_OK)
        status = query_find_meeting(ledger_store(act->build->ledger), text.at, out, act->build->problem);
    buffer_release(&text);
    return status;
}

/* The draft's meeting begins so many days before the day on which the world is built, before that day's entries. */
static enum status meeting(struct act *act)
{
    const struct demo_action *action = act->build->action;
    uint64_t days = 0;
    enum status status = begin_office(act, KIND_MEETING);
    if (status == STATUS_OK)
        status = demo_read_draft(act->build, action->word[1], KIND_MEETING, &act->draft);
    if (status == STATUS_OK && !value_number(action->word[2], &days))
        status = problem_slices(act->build->problem, STATUS_FORM, N_("\"{1}\" is no number of days"), action->word[2],
                                SLICE(""));
    if (status == STATUS_OK)
        status = draft_add_time(&act->draft, "opens", time_of(act->build, -(int64_t)days, EIGHT));
    if (status == STATUS_OK)
        status = compose_meeting(&act->author, &act->draft, act->build->problem);
    return submit(act, status);
}

static enum status attend(struct act *act)
{
    const struct demo_action *action = act->build->action;
    struct slice rest = action->word[3];
    const char *seat[ENTRY_OPTIONS_MAX];
    size_t seats = 0;
    struct found found;
    enum status status = begin_office(act, KIND_ATTENDANCE);
    if (status == STATUS_OK)
        status = find_meeting(act, action->word[1], &found);
    while (status == STATUS_OK && rest.length && seats < ENTRY_OPTIONS_MAX) {
        seat[seats] = arena_copy(&act->build->arena, slice_cut(&rest, ',')).at;
        status = seat[seats++] ? STATUS_OK : STATUS_NO_MEMORY;
    }
    const char *state = arena_copy(&act->build->arena, action->word[2]).at;
    if (status == STATUS_OK && (!state || rest.length))
        status = state ? STATUS_FORM : STATUS_NO_MEMORY;
    if (status == STATUS_OK)
        status = compose_attendance(&act->author, &found.id, seat, seats, state, &act->draft);
    return submit(act, status);
}

static enum status put(struct act *act)
{
    struct found found;
    enum status status = begin_office(act, KIND_BALLOT);
    if (status == STATUS_OK)
        status = find_meeting(act, act->build->action->word[3], &found);
    struct terms terms = {.meeting = &found.id};
    return status == STATUS_OK ? open_with(act, &terms) : status;
}

/* Whom it is referred to, or a reason. */
static enum status set_status(struct act *act)
{
    const struct demo_action *action = act->build->action;
    struct slice none = {0};
    bool referred = slice_is(action->word[2], "referred");
    struct found found;
    enum status status = begin_office(act, KIND_STATUS);
    if (status == STATUS_OK)
        status = find_proposal(act, action->word[1], &found);
    if (status == STATUS_OK)
        status = compose_status(&act->author, &found.id, action->word[2], referred ? action->text : none,
                                referred ? none : action->text, &act->draft, act->build->problem);
    return submit(act, status);
}

static enum status cast(struct act *act, enum status begun, struct slice as)
{
    const struct demo_action *action = act->build->action;
    struct voice voice = {.seat = action->word[2], .as = as, .reason = action->text};
    struct ballot_facts ballot;
    struct buffer choice;
    buffer_init(&choice);
    enum status status = begun;
    if (status == STATUS_OK)
        status = find_ballot(act, action->word[1], &ballot);
    if (status == STATUS_OK)
        status = choice_check(act->author.log, &ballot, action->word[3], &choice, act->build->problem);
    voice.choice = buffer_slice(&choice);
    if (status == STATUS_OK)
        status = compose_vote(&act->author, &ballot, &voice, &act->draft, act->build->problem);
    buffer_release(&choice);
    return submit(act, status);
}

/* A vote that was called out: the office records it for the seat. */
static enum status record_vote(struct act *act)
{
    return cast(act, begin_office(act, KIND_VOTE), SLICE("clerk"));
}

static enum status vote(struct act *act)
{
    return cast(act, begin(act, act->build->action->word[2], KIND_VOTE), SLICE("holder"));
}

static enum status close_ballot(struct act *act)
{
    struct ballot_facts ballot;
    enum status status = begin_office(act, KIND_CLOSE);
    if (status == STATUS_OK)
        status = find_ballot(act, act->build->action->word[1], &ballot);
    if (status == STATUS_OK)
        status = compose_end(&act->author, &ballot.id, (struct slice){0}, &act->draft, act->build->problem);
    status = submit(act, status);
    if (status == STATUS_OK)
        status = begin_office(act, KIND_RESULT);
    if (status == STATUS_OK)
        status = find_ballot(act, act->build->action->word[1], &ballot);
    if (status == STATUS_OK)
        status = compose_result(&act->author, &ballot, NULL, &act->draft, act->build->problem);
    status = submit(act, status);
    return status == STATUS_OK ? demo_sign_head(act->build, act->author.log) : status;
}

static enum status note_person(struct demo_build *build)
{
    buffer_add(&build->people, build->action->word[0]);
    buffer_byte(&build->people, ' ');
    buffer_add(&build->people, build->action->text);
    buffer_byte(&build->people, '\n');
    return buffer_status(&build->people);
}

enum status demo_act(struct demo_build *build)
{
    struct act act = {.build = build};
    struct signer signer;
    const struct slice *word = build->action->word;
    switch (build->action->verb) {
    case DEMO_BODY:
        return demo_found(build);
    case DEMO_WHO:
        return note_person(build);
    case DEMO_DELEGATE:
        return demo_keys_make(&build->keys, word[0], DEMO_KEEP, &signer, build->problem);
    case DEMO_SEAT:
        return enrol(&act, word[1], "holder", word[1], DEMO_FORGET);
    case DEMO_DEPUTY:
        return enrol(&act, word[2], "deputy", word[1], DEMO_FORGET);
    case DEMO_AUDITOR:
        return enrol(&act, word[1], "auditor", (struct slice){0}, DEMO_KEEP);
    case DEMO_PROPOSE:
        return propose(&act);
    case DEMO_STATE:
        return state(&act);
    case DEMO_RECUSE:
        return recuse(&act);
    case DEMO_OPEN:
        return open_ballot(&act);
    case DEMO_VOTE:
        return vote(&act);
    case DEMO_CLOSE:
        return close_ballot(&act);
    case DEMO_MEETING:
        return meeting(&act);
    case DEMO_ATTEND:
        return attend(&act);
    case DEMO_PUT:
        return put(&act);
    case DEMO_CLERK:
        return record_vote(&act);
    case DEMO_STATUS:
        return set_status(&act);
    default:
        return STATUS_OK;
    }
}
