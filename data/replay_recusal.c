/* Recusals: a seat takes no part in deciding a proposal. */
#include "data/replay_rules.h"

static enum status check(struct place *place)
{
    const struct entry *entry = place->entry;
    struct slice seat = entry_value(entry, "seat");
    struct digest id;
    struct proposal_row proposal;
    struct holder author;
    enum seat_class role;
    bool recused = false;
    if (!entry_hash(entry, "proposal", &id))
        return reject(place, REASON_REFERENCE, NULL, SLICE(""));
    enum status status = find_proposal(place->replay, &id, entry->size, &proposal);
    if (status == STATUS_OK)
        status = find_holder(place->replay, entry->by, &author);
    if (status == STATUS_OK)
        status = find_role(place->replay, entry->by, seat, &role);
    if (status == STATUS_OK && proposal.found)
        status = is_recused(place->replay, proposal.index, seat, &recused);
    if (status != STATUS_OK)
        return status;
    if (!proposal.found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("proposal"));
    if (roll_seat_find(&place->replay->body.roster, seat) == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), seat);
    if (!author.secretary && role == CLASS_COUNT)
        return reject(place, REASON_SEAT, N_("the author has no place in the seat \"{1}\""), seat);
    if (proposal.adopted)
        return reject(place, REASON_DECIDED, NULL, SLICE(""));
    if (author.secretary && proposal.open)
        return reject(place, REASON_PENDING_BALLOT,
                      N_("while a ballot on it is open, only the seat itself can declare a recusal"), SLICE(""));
    return recused ? reject(place, REASON_RECUSED, N_("the seat \"{1}\" is recused already"), seat) : STATUS_OK;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct digest id;
    struct proposal_row proposal;
    if (!entry_hash(&sealed->entry, "proposal", &id))
        return STATUS_FORM;
    enum status status = find_proposal(replay, &id, sealed->entry.size, &proposal);
    if (status == STATUS_OK)
        status = store_run(replay->store, "INSERT INTO recusal (body, proposal, seat, idx) VALUES (?, ?, ?, ?)", "iiti",
                           replay->number, proposal.index, entry_value(&sealed->entry, "seat"), index);
    return status;
}

const struct kind_rules rules_recusal = {.authorship = BY_RECUSAL, .check = check, .apply = apply};
