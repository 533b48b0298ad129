/* The status of a proposal between ballots: adjourned, referred, open again, or withdrawn for good. */
#include "data/replay_rules.h"

static enum status is_author(struct place *place, int64_t proposal, bool *out)
{
    int64_t found;
    enum status status =
        store_number(place->replay->store, &found, NULL, "SELECT count(*) FROM proposal WHERE seq = ? AND author = ?",
                     "it", (place->replay->number << 40) + proposal, place->entry->by);
    *out = status == STATUS_OK && found;
    return status;
}

/* Only secretaries may, but for an author who withdraws. */
static enum status check_withdraw(struct place *place, const struct proposal_row *proposal)
{
    struct holder by;
    bool author = false;
    enum status status = find_holder(place->replay, place->entry->by, &by);
    if (status == STATUS_OK && !by.secretary && slice_is(entry_value(place->entry, "state"), "withdrawn"))
        status = is_author(place, proposal->index, &author);
    if (status == STATUS_OK && !by.secretary && !author)
        return reject(place, REASON_WITHDRAW, NULL, SLICE(""));
    return status;
}

static enum status check_state(struct place *place, const struct proposal_row *proposal)
{
    struct slice wanted = entry_value(place->entry, "state"), now = slice_of(proposal->state);
    bool has_it = slice_is(wanted, "open") ? value_word("adjourned|referred", now) < 0 : slice_equal(wanted, now);
    if (slice_equal(wanted, now))
        return reject(place, REASON_STATUS, N_("the proposal has this status already: nothing is to be done"),
                      SLICE(""));
    if (has_it || value_word("superseded|withdrawn|adopted", now) >= 0)
        return reject(place, REASON_STATUS, NULL, SLICE(""));
    return proposal->undecided ? reject(place, REASON_PENDING_BALLOT, NULL, SLICE("")) : STATUS_OK;
}

static enum status check(struct place *place)
{
    struct digest id;
    struct proposal_row proposal = {.found = false};
    enum status status = STATUS_OK;
    if (entry_hash(place->entry, "proposal", &id))
        status = find_proposal(place->replay, &id, place->entry->size, &proposal);
    if (status == STATUS_OK && !proposal.found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("proposal"));
    if (status == STATUS_OK)
        status = check_withdraw(place, &proposal);
    return status == STATUS_OK && place->standing->reason == REASON_NONE ? check_state(place, &proposal) : status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct slice state = entry_value(entry, "state"), to = entry_value(entry, "to");
    struct digest id;
    struct proposal_row proposal;
    if (!entry_hash(entry, "proposal", &id))
        return STATUS_FORM;
    enum status status = find_proposal(replay, &id, entry->size, &proposal);
    if (status == STATUS_OK)
        status = store_run(replay->store,
                           "INSERT INTO status (body, idx, proposal, state, recipient, author) "
                           "VALUES (?, ?, ?, ?, ?, ?)",
                           "iiittt", replay->number, index, proposal.index, state, to.at ? to : SLICE(""), entry->by);
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE proposal SET state = ? WHERE seq = ?", "ti", state,
                           (replay->number << 40) + proposal.index);
    return status;
}

const struct kind_rules rules_status = {.authorship = BY_STATUS, .check = check, .apply = apply};
