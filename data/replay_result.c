/* Results: a claim that must equal the recount. */
#include "data/claim.h"
#include "data/count.h"
#include "data/replay_rules.h"

/* Compares the lines behind `number` with those that the recount gives. */
static enum status check_claim(struct place *place, const struct ballot_row *ballot)
{
    struct counting counting;
    struct arena arena;
    arena_init(&arena);
    struct draft claim;
    draft_init(&claim, KIND_RESULT, &arena);
    enum status status = counting_make(place->replay, ballot->index, ballot->proposal, slice_of(ballot->rule),
                                       ballot->round, ballot->ended, &counting);
    if (status == STATUS_OK)
        status = claim_add(&claim, &counting);
    if (status == STATUS_OK) {
        const struct entry *entry = place->entry;
        size_t at = 0;
        while (at < entry->fields && strcmp(entry->field[at].rule->name, "votes") != 0)
            at++;
        bool same = entry->fields - at == claim.fields;
        for (size_t i = 0; i < claim.fields && same; i++)
            same = entry->field[at + i].rule == claim.field[i].rule &&
                   slice_equal(entry->field[at + i].value, claim.field[i].value);
        if (!same)
            status = reject(place, REASON_RESULT, N_("the result is not what the votes say"), SLICE(""));
    }
    counting_release(&counting);
    arena_release(&arena);
    return status;
}

/* The index of the entry with that id, and whether (1 or 0) it is a valid close: then it ended a ballot. */
static enum status find_close(struct place *place, const struct ballot_row *ballot, const struct digest *id,
                              int64_t *index, int64_t *closed)
{
    bool found;
    enum status status = find_valid(place->replay, id, place->entry->size, index, &found);
    *closed = found && ballot->ended == *index && !ballot->open && !ballot->is_void;
    /* A result that names another ballot's close is rare enough to go through all ballots. */
    if (status == STATUS_OK && found && !*closed)
        status = store_number(place->replay->store, closed, NULL,
                              "SELECT count(*) FROM ballot WHERE body = ? AND ended = ? AND state = 'closed'", "ii",
                              place->replay->number, *index);
    return status;
}

static enum status check(struct place *place)
{
    struct digest id, close;
    struct ballot_row ballot = {.found = false};
    int64_t index = 0, closed = 0;
    enum status status = STATUS_OK;
    if (entry_hash(place->entry, "ballot", &id) && entry_hash(place->entry, "close", &close))
        status = find_ballot(place->replay, &id, place->entry->size, &ballot);
    if (status == STATUS_OK && ballot.found)
        status = find_close(place, &ballot, &close, &index, &closed);
    if (status != STATUS_OK)
        return status;
    if (!ballot.found || !closed)
        return reject(place, REASON_REFERENCE, NULL, SLICE(""));
    if (ballot.ended != index)
        return reject(place, REASON_CLOSED, N_("the ballot was not closed by the entry that the result names"),
                      SLICE(""));
    if (ballot.has_result)
        return reject(place, REASON_RESULT, N_("the ballot has a result already"), SLICE(""));
    return check_claim(place, &ballot);
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct digest id;
    struct ballot_row ballot;
    struct slice outcome = entry_value(&sealed->entry, "result");
    if (!entry_hash(&sealed->entry, "ballot", &id))
        return STATUS_FORM;
    enum status status = find_ballot(replay, &id, sealed->entry.size, &ballot);
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE ballot SET result = ?, outcome = ? WHERE body = ? AND idx = ?",
                           "itii", index, outcome, replay->number, ballot.index);
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE proposal SET state = ? WHERE seq = ?", "ti",
                           slice_is(outcome, "no-quorum") ? SLICE("open") : outcome,
                           (replay->number << 40) + ballot.proposal);
    return status;
}

const struct kind_rules rules_result = {.authorship = BY_SECRETARIES, .check = check, .apply = apply};
