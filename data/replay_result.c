/* Results: a claim that must equal the recount. */
#include "data/claim.h"
#include "data/count.h"
#include "data/replay_rules.h"
#include "data/replay_votes.h"

/* What the seats that may vote can give at most: their number and their weight. */
static void add_up(const struct roll *roll, uint64_t *heads, wide *weight)
{
    *heads = 0;
    *weight = 0;
    for (size_t i = 0; i < roll->seats; i++) {
        bool counts = roll->seat[i].voting && !roll->seat[i].recused;
        *heads += counts;
        *weight += counts ? roll->seat[i].weight.units : 0;
    }
}

/* No more papers than seats, no option on more of them than there are, none heavier than all seats together. */
static bool paper_fits(const struct entry *entry, const struct roll *roll)
{
    uint64_t most, heads, votes = entry_number(entry, "votes", 0);
    wide heaviest;
    size_t at = 0;
    add_up(roll, &most, &heaviest);
    bool fits = votes <= most;
    for (const struct field *field; fits && (field = entry_next(entry, "count", &at));) {
        struct decimal weight;
        fits = value_number(value_part(field->value, 1), &heads) && heads <= votes &&
               decimal_parse(value_part(field->value, 2), &weight) && weight.units <= heaviest;
    }
    return fits;
}

/* Nobody can count paper here: it must only be said as a result is, and be possible. */
static enum status check_paper(struct place *place, const struct roll *roll)
{
    const struct entry *entry = place->entry;
    struct slice winner = entry_value(entry, "winner");
    bool counted = !winner.at;
    size_t at = 0;
    for (const struct field *field; (field = entry_next(entry, "count", &at));)
        counted = counted || slice_equal(value_part(field->value, 0), winner);
    if (!counted || slice_is(entry_value(entry, "result"), "void") || entry_value(entry, "reason").at)
        return reject(place, REASON_RESULT, N_("a count on paper has no reasons, and its winner is one of its options"),
                      SLICE(""));
    if (!paper_fits(entry, roll))
        return reject(
            place, REASON_RESULT,
            N_("the count on paper has more votes, or more weight, than the seats that may vote: count again"),
            SLICE(""));
    return STATUS_OK;
}

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
    bool paper = status == STATUS_OK && counting.paper;
    if (paper)
        status = check_paper(place, &counting.roll);
    else if (status == STATUS_OK)
        status = claim_add(&claim, &counting);
    if (status == STATUS_OK && !paper) {
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

static enum status check_number(struct place *place)
{
    int64_t taken = 0;
    struct slice number = entry_value(place->entry, "number");
    enum status status = STATUS_OK;
    if (number.at)
        status = store_number(place->replay->store, &taken, NULL,
                              "SELECT count(*) FROM ballot WHERE decision = ? AND body = ?", "ti", number,
                              place->replay->number);
    if (status == STATUS_OK && taken)
        return reject(place, REASON_NUMBER, N_("the number {1} is taken in this body"), number);
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
    status = check_claim(place, &ballot);
    return status == STATUS_OK && place->standing->reason == REASON_NONE ? check_number(place) : status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct digest id;
    struct ballot_row ballot;
    struct slice outcome = entry_value(&sealed->entry, "result"), number = entry_value(&sealed->entry, "number");
    if (!entry_hash(&sealed->entry, "ballot", &id))
        return STATUS_FORM;
    enum status status = find_ballot(replay, &id, sealed->entry.size, &ballot);
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE ballot SET result = ?, outcome = ? WHERE body = ? AND idx = ?",
                           "itii", index, outcome, replay->number, ballot.index);
    votes_end(replay, ballot.index);
    if (status == STATUS_OK && number.at)
        status = store_run(replay->store, "UPDATE ballot SET decision = ? WHERE body = ? AND idx = ?", "tii", number,
                           replay->number, ballot.index);
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE proposal SET state = ? WHERE seq = ?", "ti",
                           slice_is(outcome, "no-quorum") ? SLICE("open") : outcome,
                           (replay->number << 40) + ballot.proposal);
    return status;
}

const struct kind_rules rules_result = {.authorship = BY_SECRETARIES, .check = check, .apply = apply};
