/* Votes: ballot open, seat on the roll, choice offered, in its order. */
#include "data/ballot_offer.h"
#include "data/replay_ballot_rules.h"
#include "data/replay_meeting.h"
#include "data/replay_memory.h"
#include "data/replay_version.h"
#include "data/replay_votes.h"

bool vote_is_late(const struct place *place, const struct ballot_row *ballot)
{
    return ballot->has_closes &&
           (place->entry->at.seconds > ballot->closes || place->replay->log_time > ballot->closes);
}

static enum status check_ballot(struct place *place, const struct ballot_row *ballot)
{
    const struct entry *entry = place->entry;
    if (!ballot->found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("ballot"));
    struct slice title = {.at = ballot->title, .length = ballot->title_length};
    if (title.length > sizeof ballot->title || !slice_equal(entry_value(entry, "title"), title))
        return reject(place, REASON_TITLE, N_("the title is not that of the ballot"), SLICE(""));
    if (!ballot->open)
        return reject(place, REASON_CLOSED, NULL, SLICE(""));
    if (ballot->has_opens && entry->at.seconds < ballot->opens)
        return reject(place, REASON_EARLY, NULL, SLICE(""));
    if (vote_is_late(place, ballot))
        return reject(place, REASON_LATE, NULL, SLICE(""));
    return STATUS_OK;
}

static enum seat_class class_of(const struct entry *entry)
{
    return (enum seat_class)value_word("holder|deputy|clerk", entry_value(entry, "as"));
}

/* Most members vote for the same seat again, and rolls change little. */
static size_t find_seat(struct replay *replay, const struct entry *entry, const struct roll *roll, struct slice id)
{
    size_t guess = memory_roll_seat(replay, entry->by);
    if (guess < roll->seats && slice_equal(roll->seat[guess].id, id))
        return guess;
    size_t seat = roll_seat_find(roll, id);
    memory_keep_roll_seat(replay, entry->by, seat);
    return seat;
}

enum status find_voting(struct replay *replay, const struct entry *entry, struct voting *out)
{
    struct digest id;
    *out = (struct voting){.ballot = {.found = false}, .seat_id = entry_value(entry, "seat"), .seat = ROLL_NONE};
    enum status status = STATUS_OK;
    if (entry_hash(entry, "ballot", &id))
        status = find_ballot(replay, &id, entry->size, &out->ballot);
    if (status == STATUS_OK && out->ballot.found)
        status = version_at(replay, out->ballot.index, &out->version);
    if (status == STATUS_OK && out->version)
        out->seat = find_seat(replay, entry, &out->version->body.roster, out->seat_id);
    return status;
}

/* `advisory`, `recused`: may this seat vote on the ballot? */
static enum status check_right(struct place *place, const struct voting *voting)
{
    bool recused = false;
    enum status status = is_recused(place->replay, voting->ballot.proposal, voting->seat_id, &recused);
    if (status != STATUS_OK)
        return status;
    if (!voting->version->body.roster.seat[voting->seat].voting)
        return reject(place, REASON_ADVISORY, NULL, SLICE(""));
    return recused ? reject(place, REASON_RECUSED, NULL, SLICE("")) : STATUS_OK;
}

enum status check_roll_seat(struct place *place, const struct voting *voting, const struct place_row *member)
{
    if (voting->seat == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), voting->seat_id);
    if (!member->found || member->since >= voting->ballot.index)
        return reject(place, REASON_SEAT, N_("the author is not on the electoral roll for the seat \"{1}\""),
                      voting->seat_id);
    return check_right(place, voting);
}

/* A clerk records what was called out in the meeting, for a seat that is there. */
static enum status check_clerk(struct place *place, const struct voting *voting)
{
    const struct ballot_row *ballot = &voting->ballot;
    struct slice id = voting->seat_id;
    bool present = false;
    if (!voting->version->body.statute.clerk || !ballot->has_meeting)
        return reject(place, REASON_CLERK, NULL, SLICE(""));
    enum status status = is_present(place->replay, ballot->meeting, id, (int64_t)place->replay->tree.size, &present);
    if (status != STATUS_OK)
        return status;
    if (!present)
        return reject(place, REASON_CLERK, N_("the seat \"{1}\" is not present in the meeting"), id);
    if (voting->seat == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), id);
    return check_right(place, voting);
}

static enum status check_seat(struct place *place, const struct voting *voting)
{
    const struct entry *entry = place->entry;
    struct place_row voter;
    struct slice as = entry_value(entry, "as");
    if (slice_is(as, "clerk"))
        return check_clerk(place, voting);
    enum status status = find_place(place->replay, entry->by, as, voting->seat_id, &voter);
    return status == STATUS_OK ? check_roll_seat(place, voting, &voter) : status;
}

/* Among the options of the ballot's entry. */
static enum status check_offered(struct place *place, const struct voting *voting, const struct rule *rule)
{
    struct arena arena;
    struct offer loaded;
    bool accepted = false;
    const char *why = NULL;
    const struct offer *known = memory_offer(place->replay, voting->ballot.index);
    enum status status = STATUS_OK;
    arena_init(&arena);
    if (!known)
        status = ballot_offer_load(place->replay, voting->ballot.index, rule->method, &arena, &loaded);
    if (status == STATUS_OK)
        status = choice_accept(known ? known : &loaded, rule->abstention_forbidden, place->entry, &accepted, &why);
    if (status == STATUS_OK && !known)
        memory_keep_offer(place->replay, voting->ballot.index, &loaded, &arena);
    arena_release(&arena);
    return status != STATUS_OK || accepted ? status : reject(place, REASON_CHOICE, why, SLICE(""));
}

/* Among the options that follow from the method alone; on paper none does. */
static enum status check_own(struct place *place, const struct rule *rule)
{
    size_t at = 0;
    const struct field *choice = entry_next(place->entry, "choice", &at);
    const char *const *options;
    size_t count = method_options(rule->method, &options), found = 0;
    while (found < count && !slice_is(choice->value, options[found]))
        found++;
    if (found == count || entry_next(place->entry, "choice", &at))
        return reject(place, REASON_CHOICE, NULL, SLICE(""));
    if (rule->abstention_forbidden && slice_is(choice->value, "abstain"))
        return reject(place, REASON_CHOICE, N_("the rule does not allow abstaining"), SLICE(""));
    if (value_word("concern|object", choice->value) >= 0 && !place->entry->text.length)
        return reject(place, REASON_CHOICE, N_("this choice needs a reason: give --reason"), SLICE(""));
    return STATUS_OK;
}

static enum status check_choice(struct place *place, const struct voting *voting)
{
    const struct statute_rule *rule = statute_rule_find(&voting->version->body.statute, slice_of(voting->ballot.rule));
    if (!rule)
        return reject(place, REASON_CHOICE, NULL, SLICE(""));
    return method_has_winner(rule->rule.method) ? check_offered(place, voting, &rule->rule)
                                                : check_own(place, &rule->rule);
}

static struct voted voted_of(const struct entry *entry, const struct voting *voting)
{
    return (struct voted){.ballot = voting->ballot.index,
                          .seat = voting->seat,
                          .seats = voting->version->body.roster.seats,
                          .seat_id = voting->seat_id,
                          .class = class_of(entry)};
}

static struct cast_vote cast_vote_of(const struct entry *entry, const struct voted *voted)
{
    return (struct cast_vote){.ballot = voted->ballot,
                              .at = entry->at.seconds,
                              .seat = voted->seat,
                              .class = voted->class,
                              .seat_id = voted->seat_id,
                              .voter = entry->by,
                              .reasoned = entry->text.length > 0};
}

static enum status check_earlier_votes(struct place *place, const struct voting *voting, const struct voted *voted_now)
{
    const struct entry *entry = place->entry;
    struct cast_vote vote = cast_vote_of(entry, voted_now);
    enum seat_class own = vote.class;
    int64_t latest = 0;
    bool voted = false, again = false, later = true;
    for (vote.class = 0; vote.class < CLASS_COUNT; vote.class ++) {
        /* A key's latest vote of a class bears its greatest time there. */
        enum status status = vote_latest(place->replay, &vote, &latest, &voted);
        if (status != STATUS_OK)
            return status;
        again = again || (voted && vote.class == own);
        later = later && !(voted && entry->at.seconds <= latest);
    }
    if (again && !voting->version->body.statute.revote)
        return reject(place, REASON_REVOTE, NULL, SLICE(""));
    return later ? STATUS_OK : reject(place, REASON_ORDER, NULL, SLICE(""));
}

static enum status check_voting(struct place *place, const struct voting *voting)
{
    enum status status = check_ballot(place, &voting->ballot);
    /* Only a ballot that is not there has no version, and it was rejected. */
    if (status != STATUS_OK || place->standing->reason != REASON_NONE || !voting->version)
        return status;
    const struct voted voted = voted_of(place->entry, voting);
    memory_keep_voted(place->replay, place->entry, &voted);
    status = check_seat(place, voting);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_choice(place, voting);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_earlier_votes(place, voting, &voted);
    return status;
}

static enum status check(struct place *place)
{
    struct voting voting;
    enum status status = find_voting(place->replay, place->entry, &voting);
    if (status == STATUS_OK)
        status = check_voting(place, &voting);
    version_drop(voting.version);
    return status;
}

static enum status find_voted(struct replay *replay, const struct entry *entry, struct voted *out)
{
    if (memory_voted(replay, entry, out))
        return STATUS_OK;
    struct voting voting;
    enum status status = find_voting(replay, entry, &voting);
    if (status == STATUS_OK && !voting.version)
        return STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        *out = voted_of(entry, &voting);
    version_drop(voting.version);
    return status;
}

static enum status keep(struct replay *replay, const struct entry *entry, struct slice choice, int64_t index)
{
    struct voted voted;
    enum status status = find_voted(replay, entry, &voted);
    if (status != STATUS_OK)
        return status;
    struct cast_vote vote = cast_vote_of(entry, &voted);
    vote.index = index;
    vote.choice = choice;
    return vote_keep(replay, &vote, voted.seats);
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    size_t at = 0;
    const struct field *first = entry_next(entry, "choice", &at);
    /* One line is the whole choice as it stands. */
    if (first && at == entry->fields)
        return keep(replay, entry, first->value, index);
    struct buffer choice;
    buffer_init(&choice);
    choice_word(entry, &choice);
    enum status status = buffer_status(&choice);
    if (status == STATUS_OK)
        status = keep(replay, entry, buffer_slice(&choice), index);
    buffer_release(&choice);
    return status;
}

const struct kind_rules rules_vote = {.authorship = BY_VOTE, .check = check, .apply = apply};
