#include "tui/paper.h"

#include "data/compose.h"
#include "data/proposal_read.h"
#include "data/query_inbox.h"
#include "data/query_vote.h"
#include "data/replay_version.h"
#include "tui/format.h"
#include "tui/paper_clerk.h"
#include "tui/proposal_alerts.h"
#include "tui/screen_sign.h"

void paper_release(struct paper *paper)
{
    for (size_t i = 0; i < PAPER_SEATS; i++) {
        buffer_release(&paper->seat[i].title);
        buffer_release(&paper->seat[i].vote);
        buffer_release(&paper->seat[i].why);
    }
    buffer_release(&paper->body);
    buffer_release(&paper->times);
    buffer_release(&paper->alerts);
    rule_words_release(&paper->words);
    arena_release(&paper->arena);
}

bool paper_needs_reason(struct slice choice)
{
    return slice_is(choice, "concern") || slice_is(choice, "object");
}

enum status paper_compose(struct app *app, const struct paper *paper, struct slice choice, size_t seat,
                          struct draft *draft, struct problem *problem)
{
    struct log *log;
    struct author author;
    struct slice reason = input_value(&paper->reason);
    struct voice voice = {.seat = slice_of(paper->seat[seat].id),
                          .as = slice_of(paper->seat[seat].role),
                          .choice = choice.length ? choice : paper->choice.offer.option[0].id};
    if (choice.length && reason.length)
        voice.reason = reason;
    enum status status = ledger_log_number(app->session->ledger, paper->facts.body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    return status == STATUS_OK ? compose_vote(&author, &paper->facts, &voice, draft, problem) : status;
}

/* The ledger itself says whether a vote would be taken now. */
static enum status find_hindrance(struct app *app, struct paper *paper, size_t seat)
{
    struct arena arena;
    struct draft draft;
    struct buffer text;
    struct problem problem = {.status = STATUS_OK};
    arena_init(&arena);
    buffer_init(&text);
    draft_init(&draft, KIND_VOTE, &arena);
    buffer_clear(&paper->seat[seat].why);
    enum status status = paper_compose(app, paper, SLICE(""), seat, &draft, &problem);
    if (status == STATUS_OK)
        status = draft_compose(&draft, &text, &problem);
    if (status == STATUS_OK)
        status = ledger_try(app->session->ledger, buffer_slice(&text), app->now, &problem);
    if (status == STATUS_REFUSED)
        i18n_refusal(&problem, &paper->seat[seat].why);
    else if (status != STATUS_OK)
        app->problem = problem;
    buffer_release(&text);
    arena_release(&arena);
    return status == STATUS_REFUSED ? buffer_status(&paper->seat[seat].why) : status;
}

static bool take_vote(void *context, const struct vote_item *item)
{
    struct buffer *out = context, when;
    buffer_init(&when);
    format_moment(item->at, &when);
    i18n_pattern(_("{1} on {2}"), i18n_choice(item->choice), buffer_slice(&when), out);
    buffer_text(out, ", ");
    if (item->index < 0)
        buffer_text(out, _("waits in this copy"));
    else
        buffer_add(out, item->voter);
    buffer_release(&when);
    return false;
}

struct places {
    struct paper *paper;
};

static bool take_place(void *context, const struct inbox_place *item)
{
    struct paper *paper = ((struct places *)context)->paper;
    struct paper_seat *seat = &paper->seat[paper->seats];
    if (item->body != paper->facts.body || !item->seat.length || item->seat.length >= sizeof seat->id ||
        item->role.length >= sizeof seat->role)
        return true;
    memset(seat->id, 0, sizeof seat->id);
    memset(seat->role, 0, sizeof seat->role);
    memcpy(seat->id, item->seat.at, item->seat.length);
    memcpy(seat->role, item->role.at, item->role.length);
    buffer_clear(&seat->title);
    buffer_add(&seat->title, item->seat_title.length ? item->seat_title : item->seat);
    return ++paper->seats < PAPER_SEATS;
}

static enum status load_seats(struct app *app, struct paper *paper)
{
    struct vkey own;
    struct places places = {.paper = paper};
    paper->seats = 0;
    enum status status = session_key_name(app->session, &own);
    if (status != STATUS_OK) {
        app->problem = app->session->problem;
        return status;
    }
    status = query_inbox_places(app_store(app), own.name, take_place, &places, &app->problem);
    if (status == STATUS_OK && !paper->seats)
        status = paper_clerk_seats(app, paper);
    for (size_t i = 0; i < paper->seats && status == STATUS_OK; i++) {
        struct paper_seat *seat = &paper->seat[i];
        buffer_clear(&seat->vote);
        status = query_counted_vote(app_store(app), paper->facts.body, paper->facts.index, slice_of(seat->id),
                                    take_vote, &seat->vote, &app->problem);
        if (status == STATUS_OK && !seat->vote.length)
            status = query_waiting_vote(app_store(app), paper->facts.body, &paper->facts.id, own.name,
                                        slice_of(seat->id), take_vote, &seat->vote, &app->problem);
        if (status == STATUS_OK)
            status = find_hindrance(app, paper, i);
    }
    if (paper->current >= paper->seats)
        paper->current = 0;
    if (status == STATUS_OK && paper->seats == 0)
        return problem_slices(&app->problem, STATUS_REFUSED,
                              N_("the key \"{1}\" has no seat in this body, so it cannot vote here"), own.name,
                              SLICE(""));
    return status;
}

static bool take_times(void *context, const struct ballot_item *item)
{
    struct paper *paper = context;
    struct buffer when;
    buffer_init(&when);
    buffer_clear(&paper->times);
    if (item->has_opens) {
        format_moment(item->opens, &when);
        i18n_pattern(_("Voting begins {1}."), buffer_slice(&when), SLICE(""), &paper->times);
        buffer_byte(&paper->times, ' ');
        buffer_clear(&when);
    }
    if (item->has_closes)
        format_moment(item->closes, &when);
    i18n_pattern(item->has_closes ? _("Until {1}.") : _("No deadline: the secretary closes the ballot."),
                 buffer_slice(&when), SLICE(""), &paper->times);
    buffer_release(&when);
    return false;
}

/* Once: what a ballot offers never changes, and what is chosen stays. */
static enum status load_offer(struct app *app, struct log *log, struct paper *paper)
{
    struct offer offer;
    if (paper->choice.offer.options)
        return STATUS_OK;
    enum status status =
        choice_offer(log, &paper->facts, &paper->arena, &offer, &paper->abstention_forbidden, &app->problem);
    if (status != STATUS_OK)
        return status;
    if (!offer.options)
        return problem_say(&app->problem, STATUS_REFUSED, N_("this ballot is held on paper: nobody votes on it here"),
                           NULL, NULL);
    paper_choice_begin(&paper->choice, &offer);
    list_resize(&paper->list, (int64_t)offer.options);
    return STATUS_OK;
}

/* The rule, its options, and how the body is called. */
static enum status load_rule(struct app *app, struct paper *paper)
{
    struct log *log;
    enum status status = ledger_log_number(app->session->ledger, paper->facts.body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    const struct body *body;
    if (replay_body_at(log_replay(log), paper->facts.index, &body) != STATUS_OK)
        return store_problem(app_store(app), &app->problem);
    const struct statute_rule *rule = statute_rule_find(&body->statute, slice_of(paper->facts.rule));
    if (!rule)
        return STATUS_NOT_FOUND;
    buffer_clear(&paper->body);
    buffer_add(&paper->body, body->title);
    status = rule_words_write(&paper->words, rule, &body->roster);
    return status == STATUS_OK ? load_offer(app, log, paper) : status;
}

static enum status load_alerts(struct app *app, struct paper *paper)
{
    struct proposal_read read;
    enum status status = proposal_read(&read, app_store(app), paper->facts.body, paper->facts.proposal, &app->problem);
    buffer_clear(&paper->alerts);
    if (status == STATUS_OK)
        proposal_alerts(&read.entry, &read.cost, &paper->alerts);
    proposal_read_release(&read);
    return status == STATUS_OK ? buffer_status(&paper->alerts) : status;
}

enum status paper_load(struct app *app, struct paper *paper)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&paper->facts.id, hex);
    enum status status = ballot_facts_find(app_store(app), hex, &paper->facts, &app->problem);
    if (status == STATUS_OK)
        status = load_rule(app, paper);
    if (status == STATUS_OK)
        status = load_alerts(app, paper);
    if (status == STATUS_OK)
        status = query_ballot(app_store(app), paper->facts.body, paper->facts.index, take_times, paper, &app->problem);
    return status == STATUS_OK ? load_seats(app, paper) : status;
}
