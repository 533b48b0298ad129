/* Closing and voiding: voting ends at the entry's place. */
#include "data/count.h"
#include "data/replay_ballot_rules.h"

enum { SECONDS_A_MINUTE = 60 };

/* Everybody has voted, or the outcome is fixed and the statute lets that suffice. */
static enum status may_close_early(struct place *place, const struct ballot_row *ballot, bool *may)
{
    struct replay *replay = place->replay;
    struct counting counting;
    enum status status = counting_make(replay, ballot->index, ballot->proposal, slice_of(ballot->rule), ballot->round,
                                       (int64_t)replay->tree.size, &counting);
    if (status == STATUS_OK) {
        const struct rule *rule = &counting.rule->rule;
        bool waited = place->entry->at.seconds >= ballot->start + (int64_t)rule->early_minutes * SECONDS_A_MINUTE;
        *may = counting.all_holders_voted || (rule->early && waited && counting.tally.fixed);
    }
    counting_release(&counting);
    return status;
}

static enum status check_window(struct place *place, const struct ballot_row *ballot)
{
    int64_t at = place->entry->at.seconds;
    bool may = false;
    if (!ballot->has_closes) {
        const struct body *body;
        enum status found = replay_body_at(place->replay, ballot->index, &body);
        if (found != STATUS_OK)
            return found;
        int64_t window = (int64_t)body->statute.window * SECONDS_A_MINUTE;
        if (at >= ballot->start + window)
            return STATUS_OK;
        return reject(place, REASON_WINDOW, N_("the shortest time that the statute sets has not passed"), SLICE(""));
    }
    if (at >= ballot->closes)
        return STATUS_OK;
    enum status status = may_close_early(place, ballot, &may);
    if (status == STATUS_OK && !may)
        return reject(place, REASON_WINDOW, N_("the deadline has not passed, and not every seat has voted"), SLICE(""));
    return status;
}

static enum status check_open(struct place *place, struct ballot_row *ballot)
{
    struct digest id;
    enum status status = STATUS_OK;
    *ballot = (struct ballot_row){.found = false};
    if (entry_hash(place->entry, "ballot", &id))
        status = find_ballot(place->replay, &id, place->entry->size, ballot);
    if (status != STATUS_OK)
        return status;
    if (!ballot->found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("ballot"));
    return ballot->open ? STATUS_OK : reject(place, REASON_CLOSED, NULL, SLICE(""));
}

static enum status check_close(struct place *place)
{
    struct ballot_row ballot;
    enum status status = check_open(place, &ballot);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_window(place, &ballot);
    return status;
}

static enum status check_void(struct place *place)
{
    struct ballot_row ballot;
    return check_open(place, &ballot);
}

/* On how many seats somebody has voted. */
static enum status count_voted(struct replay *replay, const struct ballot_row *ballot, int64_t *out)
{
    return store_number(replay->store, out, NULL,
                        "SELECT count(*) FROM (SELECT DISTINCT seat FROM vote WHERE body = ? AND ballot = ?)", "ii",
                        replay->number, ballot->index);
}

/* From here on nobody votes: how many did is counted once. */
static enum status end_ballot(struct replay *replay, const struct ballot_row *ballot, int64_t index, const char *state)
{
    int64_t voted;
    enum status status = count_voted(replay, ballot, &voted);
    return status == STATUS_OK
               ? store_run(replay->store,
                           "UPDATE ballot SET state = ?, ended = ?, voted = ? WHERE body = ? AND idx = ?", "siiii",
                           state, index, voted, replay->number, ballot->index)
               : status;
}

enum status make_void(struct replay *replay, const struct ballot_row *ballot, int64_t index)
{
    enum status status = end_ballot(replay, ballot, index, "void");
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE proposal SET state = 'open' WHERE seq = ?", "i",
                           (replay->number << 40) + ballot->proposal);
    return status;
}

static enum status apply_close(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct digest id;
    struct ballot_row ballot;
    if (!entry_hash(&sealed->entry, "ballot", &id))
        return STATUS_FORM;
    enum status status = find_ballot(replay, &id, sealed->entry.size, &ballot);
    return status == STATUS_OK ? end_ballot(replay, &ballot, index, "closed") : status;
}

static enum status apply_void(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    struct digest id;
    struct ballot_row ballot;
    if (!entry_hash(&sealed->entry, "ballot", &id))
        return STATUS_FORM;
    enum status status = find_ballot(replay, &id, sealed->entry.size, &ballot);
    return status == STATUS_OK ? make_void(replay, &ballot, index) : status;
}

const struct kind_rules rules_close = {.authorship = BY_SECRETARIES, .check = check_close, .apply = apply_close};
const struct kind_rules rules_void = {.authorship = BY_SECRETARIES, .check = check_void, .apply = apply_void};
