/* Statements: signed opinions and practical reports of members. */
#include "data/replay_rules.h"

static enum status check(struct place *place)
{
    const struct entry *entry = place->entry;
    struct digest id;
    struct proposal_row proposal;
    if (!entry_hash(entry, "proposal", &id))
        return reject(place, REASON_REFERENCE, NULL, SLICE(""));
    enum status status = find_proposal(place->replay, &id, entry->size, &proposal);
    if (status != STATUS_OK)
        return status;
    if (!proposal.found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("proposal"));
    struct slice seat = entry_value(entry, "seat");
    enum seat_class role;
    if (!seat.at)
        return STATUS_OK;
    status = find_role(place->replay, entry->by, seat, &role);
    if (status == STATUS_OK && role == CLASS_COUNT)
        return reject(place, REASON_SEAT, N_("the author has no place in the seat \"{1}\""), seat);
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct digest id;
    struct proposal_row proposal;
    struct slice seat = entry_value(entry, "seat");
    if (!entry_hash(entry, "proposal", &id))
        return STATUS_FORM;
    enum status status = find_proposal(replay, &id, entry->size, &proposal);
    if (status != STATUS_OK)
        return status;
    return store_run(
        replay->store,
        "INSERT INTO statement (body, idx, id, proposal, seat, stance, author) VALUES (?, ?, ?, ?, ?, ?, ?)", "iidittt",
        replay->number, index, &sealed->id, proposal.index, seat.at ? seat : SLICE(""), entry_value(entry, "stance"),
        entry->by);
}

const struct kind_rules rules_statement = {.authorship = BY_PLACE, .check = check, .apply = apply};
