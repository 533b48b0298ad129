/* Objections to a written procedure: where the rule says so, the ballot is void from there on. */
#include "data/replay_ballot_rules.h"

static enum status check_procedure(struct place *place, const struct voting *voting)
{
    const struct ballot_row *ballot = &voting->ballot;
    if (!ballot->found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("ballot"));
    if (!ballot->open)
        return reject(place, REASON_CLOSED, NULL, SLICE(""));
    if (vote_is_late(place, ballot))
        return reject(place, REASON_LATE, NULL, SLICE(""));
    const struct statute_rule *rule = statute_rule_find(&voting->version->body.statute, slice_of(ballot->rule));
    if (ballot->has_meeting)
        return reject(place, REASON_OBJECTION, N_("the ballot is held in a meeting, not in a written procedure"),
                      SLICE(""));
    return rule && rule->rule.objection_stops ? STATUS_OK : reject(place, REASON_OBJECTION, NULL, SLICE(""));
}

static enum status check_objector(struct place *place, const struct voting *voting)
{
    struct place_row member;
    struct slice seat = entry_value(place->entry, "seat");
    enum status status = find_place(place->replay, place->entry->by, SLICE("holder"), seat, &member);
    if (status == STATUS_OK && !member.found)
        status = find_place(place->replay, place->entry->by, SLICE("deputy"), seat, &member);
    return status == STATUS_OK ? check_roll_seat(place, voting, &member) : status;
}

static enum status check(struct place *place)
{
    struct voting voting;
    enum status status = find_voting(place->replay, place->entry, &voting);
    if (status == STATUS_OK)
        status = check_procedure(place, &voting);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_objector(place, &voting);
    version_drop(voting.version);
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct digest id;
    struct ballot_row ballot;
    if (!entry_hash(entry, "ballot", &id))
        return STATUS_FORM;
    enum status status = find_ballot(replay, &id, entry->size, &ballot);
    if (status == STATUS_OK)
        status =
            store_run(replay->store, "INSERT INTO objection (body, ballot, idx, seat, author) VALUES (?, ?, ?, ?, ?)",
                      "iiitt", replay->number, ballot.index, index, entry_value(entry, "seat"), entry->by);
    return status == STATUS_OK ? make_void(replay, &ballot, index) : status;
}

const struct kind_rules rules_objection = {.authorship = BY_PLACE, .check = check, .apply = apply};
