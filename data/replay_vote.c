/* Votes: ballot open, seat on the roll, choice offered, in its order. */
#include "data/replay_ballot_rules.h"
#include "data/replay_meeting.h"
#include "data/replay_memory.h"

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
    struct digest title = digest_of(entry_value(entry, "title"));
    if (!digest_equal(&title, &ballot->title))
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

/* The place that the author votes from; a clerk has none, but names a seat. */
static enum status find_voter(struct replay *replay, const struct entry *entry, struct place_row *out)
{
    return find_place(replay, entry->by, entry_value(entry, "as"), entry_value(entry, "seat"), out);
}

/* `advisory`, `recused`: may this seat vote on the ballot? */
static enum status check_right(struct place *place, const struct ballot_row *ballot, size_t seat)
{
    bool recused = false;
    enum status status = is_recused(place->replay, ballot->proposal, entry_value(place->entry, "seat"), &recused);
    if (status != STATUS_OK)
        return status;
    if (!place->replay->body.roster.seat[seat].voting)
        return reject(place, REASON_ADVISORY, NULL, SLICE(""));
    return recused ? reject(place, REASON_RECUSED, NULL, SLICE("")) : STATUS_OK;
}

/* The roll is the roster before the ballot. */
enum status check_roll_seat(struct place *place, const struct ballot_row *ballot, const struct place_row *member)
{
    struct slice seat = entry_value(place->entry, "seat");
    if (member->seat == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), seat);
    if (!member->found || member->since >= ballot->index)
        return reject(place, REASON_SEAT, N_("the author is not on the electoral roll for the seat \"{1}\""), seat);
    return check_right(place, ballot, member->seat);
}

/* A clerk records what was called out in the meeting, for a seat that is there. */
static enum status check_clerk(struct place *place, const struct ballot_row *ballot, size_t seat)
{
    struct slice id = entry_value(place->entry, "seat");
    bool present = false;
    if (!place->replay->body.statute.clerk || !ballot->has_meeting)
        return reject(place, REASON_CLERK, NULL, SLICE(""));
    enum status status = is_present(place->replay, ballot->meeting, id, (int64_t)place->replay->tree.size, &present);
    if (status != STATUS_OK)
        return status;
    if (!present)
        return reject(place, REASON_CLERK, N_("the seat \"{1}\" is not present in the meeting"), id);
    if (seat == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), id);
    return check_right(place, ballot, seat);
}

static enum status check_seat(struct place *place, const struct ballot_row *ballot, struct place_row *voter)
{
    enum status status = find_voter(place->replay, place->entry, voter);
    if (status != STATUS_OK)
        return status;
    return class_of(place->entry) == CLASS_CLERK ? check_clerk(place, ballot, voter->seat)
                                                 : check_roll_seat(place, ballot, voter);
}

static enum status check_choice(struct place *place, const struct ballot_row *ballot)
{
    const struct statute_rule *rule = statute_rule_find(&place->replay->body.statute, slice_of(ballot->rule));
    size_t at = 0;
    const struct field *choice = entry_next(place->entry, "choice", &at);
    const char *const *options;
    size_t count = rule ? method_options(rule->rule.method, &options) : 0, found = 0;
    while (found < count && !slice_is(choice->value, options[found]))
        found++;
    if (found == count || entry_next(place->entry, "choice", &at))
        return reject(place, REASON_CHOICE, NULL, SLICE(""));
    if (rule->rule.abstention_forbidden && slice_is(choice->value, "abstain"))
        return reject(place, REASON_CHOICE, N_("the rule does not allow abstaining"), SLICE(""));
    if (value_word("concern|object", choice->value) >= 0 && !place->entry->text.length)
        return reject(place, REASON_CHOICE, N_("this choice needs a reason: give --reason"), SLICE(""));
    return STATUS_OK;
}

static enum status check_earlier_votes(struct place *place, const struct ballot_row *ballot,
                                       const struct place_row *voter)
{
    const struct entry *entry = place->entry;
    int64_t latest = 0;
    bool voted = false, first, again = false, later = true;
    enum status status = memory_no_vote(place->replay, ballot->index, voter->seat, &first);
    if (status != STATUS_OK || first)
        return status;
    for (enum seat_class class = 0; class < CLASS_COUNT; class ++) {
        /* A key's latest vote of a class bears its greatest time there. */
        status = store_number(place->replay->store, &latest, &voted,
                              "SELECT at FROM vote WHERE body = ? AND ballot = ? AND seat = ? AND class = ? AND "
                              "voter = ? ORDER BY idx DESC LIMIT 1",
                              "iitit", place->replay->number, ballot->index, entry_value(entry, "seat"),
                              (int64_t) class, entry->by);
        if (status != STATUS_OK)
            return status;
        again = again || (voted && class == class_of(entry));
        later = later && !(voted && entry->at.seconds <= latest);
    }
    if (again && !place->replay->body.statute.revote)
        return reject(place, REASON_REVOTE, NULL, SLICE(""));
    return later ? STATUS_OK : reject(place, REASON_ORDER, NULL, SLICE(""));
}

static enum status check(struct place *place)
{
    struct digest id;
    struct ballot_row ballot = {.found = false};
    struct place_row voter;
    enum status status = STATUS_OK;
    if (entry_hash(place->entry, "ballot", &id))
        status = find_ballot(place->replay, &id, place->entry->size, &ballot);
    if (status == STATUS_OK)
        status = check_ballot(place, &ballot);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_seat(place, &ballot, &voter);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_choice(place, &ballot);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_earlier_votes(place, &ballot, &voter);
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct digest id;
    struct ballot_row ballot;
    struct place_row voter;
    if (!entry_hash(entry, "ballot", &id))
        return STATUS_FORM;
    enum status status = find_ballot(replay, &id, entry->size, &ballot);
    if (status == STATUS_OK)
        status = find_voter(replay, entry, &voter);
    if (status != STATUS_OK)
        return status;
    memory_keep_vote(replay, ballot.index, voter.seat);
    return store_run(
        replay->store,
        "INSERT INTO vote (body, ballot, seat, class, idx, voter, at, choice) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "iitiitit", replay->number, ballot.index, entry_value(entry, "seat"), (int64_t)class_of(entry), index,
        entry->by, entry->at.seconds, entry_value(entry, "choice"));
}

const struct kind_rules rules_vote = {.authorship = BY_VOTE, .check = check, .apply = apply};
