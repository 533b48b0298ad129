/* Meetings: the invitation, who is in the chair, and which meeting they call again. */
#include "data/replay_meeting.h"

enum status find_meeting(struct replay *replay, const struct digest *id, uint64_t size, int64_t *index, bool *found)
{
    enum status status = store_number(replay->store, index, found, "SELECT idx FROM meeting WHERE id = ? AND body = ?",
                                      "di", id, replay->number);
    *found = *found && (uint64_t)*index < size;
    return status;
}

enum status is_present(struct replay *replay, int64_t meeting, struct slice seat, int64_t before, bool *out)
{
    struct rows rows = store_ask(replay->store,
                                 "SELECT state = 'present' FROM attendance WHERE body = ? AND meeting = ? AND seat = ? "
                                 "AND idx < ? ORDER BY idx DESC LIMIT 1",
                                 "iiti", replay->number, meeting, seat, before);
    *out = rows_next(&rows) && rows_number(&rows, 0) != 0;
    return rows_end(&rows);
}

/* The meeting that this one calls again; *found. */
static enum status earlier_meeting(struct replay *replay, int64_t *meeting, bool *found)
{
    struct rows rows = store_ask(replay->store, "SELECT again FROM meeting WHERE body = ? AND idx = ?", "ii",
                                 replay->number, *meeting);
    *found = rows_next(&rows) && !rows_null(&rows, 0);
    if (*found)
        *meeting = rows_number(&rows, 0);
    return rows_end(&rows);
}

/* How many ballots on the proposal lacked the quorum in that meeting; `meeting` -1: in any. */
static enum status lacked_quorum(struct replay *replay, int64_t meeting, int64_t proposal, int64_t *out)
{
    return store_number(replay->store, out, NULL,
                        "SELECT count(*) FROM ballot INDEXED BY ballot_proposal WHERE body = ?1 AND proposal = ?2 AND "
                        "outcome = 'no-quorum' AND meeting IS NOT NULL AND (?3 < 0 OR meeting = ?3)",
                        "iii", replay->number, proposal, meeting);
}

enum status meeting_call(struct replay *replay, int64_t meeting, int64_t proposal, int64_t *call)
{
    int64_t lacking;
    bool found = true;
    *call = 1;
    enum status status = lacked_quorum(replay, -1, proposal, &lacking);
    /* A chain may be long, and nearly every proposal has its quorum the first time. */
    found = lacking > 0;
    while (status == STATUS_OK && found) {
        status = earlier_meeting(replay, &meeting, &found);
        if (status == STATUS_OK && found)
            status = lacked_quorum(replay, meeting, proposal, &lacking);
        if (status == STATUS_OK && found)
            *call += lacking > 0;
    }
    return status;
}

static enum status check_references(struct place *place)
{
    struct digest id;
    int64_t index;
    bool found = true;
    enum status status = STATUS_OK;
    if (entry_hash(place->entry, "again", &id))
        status = find_meeting(place->replay, &id, place->entry->size, &index, &found);
    if (status == STATUS_OK && !found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("again"));
    size_t at = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(place->entry, "item", &at));) {
        struct proposal_row proposal = {.found = false};
        if (digest_from_hex(field->value, &id))
            status = find_proposal(place->replay, &id, place->entry->size, &proposal);
        if (status == STATUS_OK && !proposal.found)
            return reject(place, REASON_REFERENCE, NULL, SLICE("item"));
    }
    return status;
}

static enum status check_number(struct place *place)
{
    int64_t taken;
    struct slice number = entry_value(place->entry, "number");
    enum status status =
        store_number(place->replay->store, &taken, NULL, "SELECT count(*) FROM meeting WHERE number = ? AND body = ?",
                     "ti", number, place->replay->number);
    if (status == STATUS_OK && taken)
        return reject(place, REASON_NUMBER, N_("the number {1} is taken in this body"), number);
    return status;
}

static enum status check_chair_and_times(struct place *place)
{
    struct slice chair = entry_value(place->entry, "chair");
    struct instant opens = {0}, closes;
    if (chair.at && roll_seat_find(&place->replay->body.roster, chair) == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), chair);
    entry_time(place->entry, "opens", &opens);
    if (entry_time(place->entry, "closes", &closes) && closes.seconds <= opens.seconds)
        return reject(place, REASON_TIMES, N_("the meeting ends before it begins"), SLICE(""));
    return STATUS_OK;
}

static enum status check(struct place *place)
{
    enum status status = check_references(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_number(place);
    if (status == STATUS_OK && place->standing->reason == REASON_NONE)
        status = check_chair_and_times(place);
    return status;
}

static enum status add_items(struct replay *replay, const struct entry *entry, int64_t meeting)
{
    enum status status = STATUS_OK;
    size_t at = 0;
    int64_t pos = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(entry, "item", &at)); pos++) {
        struct digest id;
        if (!digest_from_hex(field->value, &id))
            return STATUS_FORM;
        status = store_run(replay->store,
                           "INSERT INTO item (body, meeting, pos, proposal) "
                           "SELECT ?1, ?2, ?3, idx FROM proposal WHERE id = ?4 AND body = ?1",
                           "iiid", replay->number, meeting, pos, &id);
    }
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct instant opens, closes;
    struct digest id;
    struct slice chair = entry_value(entry, "chair");
    int64_t again = 0;
    bool has_closes = entry_time(entry, "closes", &closes), has_again = entry_hash(entry, "again", &id);
    if (!entry_time(entry, "opens", &opens))
        return STATUS_FORM;
    enum status status = STATUS_OK;
    if (has_again)
        status = find_meeting(replay, &id, entry->size, &again, &has_again);
    if (status == STATUS_OK)
        status = store_run(replay->store,
                           "INSERT INTO meeting (body, idx, id, number, title, opens, closes, chair, again) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           "iidttioto", replay->number, index, &sealed->id, entry_value(entry, "number"),
                           entry_value(entry, "title"), opens.seconds, has_closes ? &closes.seconds : NULL,
                           chair.at ? chair : SLICE(""), has_again ? &again : NULL);
    return status == STATUS_OK ? add_items(replay, entry, index) : status;
}

const struct kind_rules rules_meeting = {.authorship = BY_SECRETARY, .check = check, .apply = apply};
