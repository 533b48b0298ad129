/* Composing what is about a ballot: its opening, votes, and its end. */
#include "core/note.h"
#include "data/ballot_offer.h"
#include "data/compose.h"
#include "data/count.h"
#include "data/entry_read.h"

static bool take_title(void *context, const struct proposal_item *item)
{
    struct buffer *title = context;
    buffer_add(title, item->number);
    buffer_byte(title, ' ');
    buffer_add(title, item->title);
    return false;
}

static enum status add_title(const struct author *author, const struct found *proposal, struct draft *draft,
                             struct problem *problem)
{
    struct buffer title;
    buffer_init(&title);
    struct proposal_filter filter = {.body = proposal->body, .before = proposal->seq + 1, .limit = 1};
    enum status status = query_proposals(log_replay(author->log)->store, &filter, take_title, &title, problem);
    if (status == STATUS_OK)
        status = buffer_status(&title);
    if (status == STATUS_OK)
        status = draft_add(draft, "title", buffer_slice(&title));
    buffer_release(&title);
    return status;
}

static enum status add_rule(const struct author *author, struct slice id, struct draft *draft, struct problem *problem)
{
    const struct statute_rule *rule = statute_rule_find(&log_body(author->log)->statute, id);
    if (!rule)
        return problem_slices(problem, STATUS_REFUSED,
                              N_("the statute has no rule \"{1}\": \"stimmbuch body show\" lists those it has"), id,
                              SLICE(""));
    enum status status = draft_add(draft, "rule", id);
    for (size_t i = 0; i < rule->lines && status == STATUS_OK; i++)
        status = draft_add(draft, rule->line[i].rule->name, rule->line[i].value);
    return status;
}

/* Where options are chosen, those of the proposal, in its order. */
static enum status add_options(const struct author *author, const struct found *proposal, struct slice id,
                               struct draft *draft, struct problem *problem)
{
    const struct statute_rule *rule = statute_rule_find(&log_body(author->log)->statute, id);
    struct entry entry;
    if (!rule || !method_has_winner(rule->rule.method))
        return STATUS_OK;
    enum status status =
        entry_read(log_replay(author->log)->store, proposal->body, proposal->index, draft->arena, &entry, problem);
    size_t at = 0, first = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(&entry, "option", &at));)
        status = draft_add(draft, "option", field->value);
    if (status == STATUS_OK && !entry_next(&entry, "option", &first))
        status = problem_slices(problem, STATUS_REFUSED,
                                N_("the rule \"{1}\" chooses among options, and the proposal names none: file it anew "
                                   "with a line \"option: ID TITLE\" for each"),
                                id, SLICE(""));
    return status;
}

static enum status add_roll(const struct author *author, const struct found *proposal, struct slice rule,
                            struct draft *draft, struct problem *problem)
{
    struct roll roll;
    struct digest digest;
    struct replay *replay = log_replay(author->log);
    int64_t rejected, place = (int64_t)log_size(author->log);
    enum status status = query_rejections(replay->store, proposal->body, proposal->index, rule, &rejected, problem);
    if (status == STATUS_OK)
        status = roll_at(replay, place, proposal->index, place, draft->arena, &roll);
    if (status == STATUS_OK)
        status = roll_digest(&roll, &digest);
    if (status == STATUS_OK)
        status = draft_add_number(draft, "round", (uint64_t)rejected + 1);
    return status == STATUS_OK ? draft_add_hash(draft, "roll", &digest) : status;
}

enum status compose_ballot(const struct author *author, const struct found *proposal, const struct terms *terms,
                           struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "proposal", &proposal->id);
    if (status == STATUS_OK)
        status = add_title(author, proposal, draft, problem);
    if (status == STATUS_OK && terms->question.at)
        status = draft_add(draft, "question", terms->question);
    if (status == STATUS_OK)
        status = add_rule(author, terms->rule, draft, problem);
    if (status == STATUS_OK)
        status = add_options(author, proposal, terms->rule, draft, problem);
    if (status == STATUS_OK && terms->meeting)
        status = draft_add_hash(draft, "meeting", terms->meeting);
    if (status == STATUS_OK && terms->opens)
        status = draft_add_time(draft, "opens", *terms->opens);
    if (status == STATUS_OK && terms->closes)
        status = draft_add_time(draft, "closes", *terms->closes);
    return status == STATUS_OK ? add_roll(author, proposal, terms->rule, draft, problem) : status;
}

enum status choice_offer(struct log *log, const struct ballot_facts *ballot, struct arena *arena, struct offer *out,
                         bool *abstention_forbidden, struct problem *problem)
{
    const struct body *body;
    *out = (struct offer){.options = 0};
    *abstention_forbidden = false;
    if (replay_body_at(log_replay(log), ballot->index, &body) != STATUS_OK)
        return store_problem(log_replay(log)->store, problem);
    const struct statute_rule *rule = statute_rule_find(&body->statute, slice_of(ballot->rule));
    enum status status = STATUS_NOT_FOUND;
    if (rule)
        status = ballot_offer_load(log_replay(log), ballot->index, rule->rule.method, arena, out);
    if (status == STATUS_STORE)
        return store_problem(log_replay(log)->store, problem);
    *abstention_forbidden = rule && rule->rule.abstention_forbidden;
    return status;
}

enum status choice_check(struct log *log, const struct ballot_facts *ballot, struct slice choice, struct buffer *out,
                         struct problem *problem)
{
    struct arena arena;
    struct offer offer;
    bool forbidden;
    arena_init(&arena);
    enum status status = choice_offer(log, ballot, &arena, &offer, &forbidden, problem);
    if (status == STATUS_OK && !offer.options)
        status =
            problem_say(problem, STATUS_USAGE, N_("this ballot is held on paper: nobody votes on it here"), NULL, NULL);
    if (status == STATUS_OK)
        status = choice_parse(&offer, forbidden, choice, out, problem);
    arena_release(&arena);
    return status;
}

/* A line for each option approved; else one. */
static enum status add_choice(struct draft *draft, struct slice word)
{
    enum status status = STATUS_OK;
    while (word.length && status == STATUS_OK)
        status = draft_add(draft, "choice", slice_cut(&word, ','));
    return status;
}

struct earlier {
    struct author *author;
    const struct ballot_facts *ballot;
    struct slice seat;
};

static void be_later(struct author *author, int64_t last)
{
    if (author->at.seconds <= last)
        author->at.seconds = last + 1;
}

/* In a copy the author's last vote may still wait for its place. */
static bool look_at_pending(void *context, const struct pending_item *item)
{
    const struct earlier *earlier = context;
    struct arena arena;
    struct note note;
    struct entry entry;
    struct digest ballot;
    arena_init(&arena);
    if (item->body == earlier->ballot->body && note_parse(item->note, &note, NULL) == STATUS_OK &&
        entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK && entry.kind == KIND_VOTE &&
        slice_equal(entry.by, earlier->author->name) && slice_equal(entry_value(&entry, "seat"), earlier->seat) &&
        entry_hash(&entry, "ballot", &ballot) && digest_equal(&ballot, &earlier->ballot->id))
        be_later(earlier->author, entry.at.seconds);
    arena_release(&arena);
    return true;
}

static enum status move_on(struct author *author, const struct ballot_facts *ballot, struct slice seat,
                           struct problem *problem)
{
    struct store *store = log_replay(author->log)->store;
    struct earlier earlier = {.author = author, .ballot = ballot, .seat = seat};
    int64_t last;
    bool found;
    enum status status =
        query_last_vote(store, ballot->body, ballot->index, seat, author->name, &last, &found, problem);
    if (status == STATUS_OK && found)
        be_later(author, last);
    return status == STATUS_OK ? query_pending(store, look_at_pending, &earlier, problem) : status;
}

enum status compose_vote(const struct author *author, const struct ballot_facts *ballot, const struct voice *voice,
                         struct draft *draft, struct problem *problem)
{
    struct author later = *author;
    enum status status = move_on(&later, ballot, voice->seat, problem);
    if (status == STATUS_OK)
        status = compose_common(&later, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "ballot", &ballot->id);
    if (status == STATUS_OK)
        status = draft_add_text(draft, "title", ballot->title);
    if (status == STATUS_OK)
        status = draft_add(draft, "seat", voice->seat);
    if (status == STATUS_OK)
        status = draft_add(draft, "as", voice->as);
    if (status == STATUS_OK)
        status = add_choice(draft, voice->choice);
    if (status == STATUS_OK && voice->reason.at)
        status = draft_set_text(draft, voice->reason, problem);
    return status;
}

enum status compose_end(const struct author *author, const struct digest *ballot, struct slice reason,
                        struct draft *draft, struct problem *problem)
{
    enum status status = compose_common(author, draft);
    if (status == STATUS_OK)
        status = draft_add_hash(draft, "ballot", ballot);
    if (status == STATUS_OK && reason.at)
        status = draft_set_text(draft, reason, problem);
    return status;
}
