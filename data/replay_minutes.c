/* Minutes of a meeting, and members who confirm them. */
#include "data/replay_meeting.h"

static enum status check_minutes(struct place *place)
{
    struct digest id;
    int64_t meeting;
    bool found = false;
    enum status status = STATUS_OK;
    if (entry_hash(place->entry, "meeting", &id))
        status = find_meeting(place->replay, &id, place->entry->size, &meeting, &found);
    return status == STATUS_OK && !found ? reject(place, REASON_REFERENCE, NULL, SLICE("meeting")) : status;
}

static enum status apply_minutes(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct slice attachment = entry_value(entry, "attachment");
    struct digest id, content;
    int64_t meeting;
    bool found;
    if (!entry_hash(entry, "meeting", &id) || !digest_from_hex(value_part(attachment, 0), &content))
        return STATUS_FORM;
    enum status status = find_meeting(replay, &id, entry->size, &meeting, &found);
    if (status == STATUS_OK)
        status = store_run(replay->store,
                           "INSERT INTO minutes (body, idx, id, meeting, sha256, title) VALUES (?, ?, ?, ?, ?, ?)",
                           "iididt", replay->number, index, &sealed->id, meeting, &content, value_rest(attachment, 2));
    return status;
}

/* The index of the minutes that a confirmation names. */
static enum status find_minutes(struct replay *replay, const struct entry *entry, int64_t *index, bool *found)
{
    struct digest id;
    *found = false;
    if (!entry_hash(entry, "minutes", &id))
        return STATUS_OK;
    enum status status = store_number(replay->store, index, found, "SELECT idx FROM minutes WHERE id = ? AND body = ?",
                                      "di", &id, replay->number);
    *found = *found && (uint64_t)*index < entry->size;
    return status;
}

static enum status check_confirm(struct place *place)
{
    int64_t minutes = 0, earlier = 0;
    bool found = false;
    enum status status = find_minutes(place->replay, place->entry, &minutes, &found);
    if (status == STATUS_OK && !found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("minutes"));
    if (status == STATUS_OK)
        status = store_number(place->replay->store, &earlier, NULL,
                              "SELECT count(*) FROM confirm WHERE body = ? AND minutes = ? AND author = ?", "iit",
                              place->replay->number, minutes, place->entry->by);
    return status == STATUS_OK && earlier ? reject(place, REASON_CONFIRMED, NULL, SLICE("")) : status;
}

static enum status apply_confirm(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    int64_t minutes = 0;
    bool found = false;
    enum status status = find_minutes(replay, &sealed->entry, &minutes, &found);
    if (status == STATUS_OK)
        status = store_run(replay->store, "INSERT INTO confirm (body, minutes, author, idx) VALUES (?, ?, ?, ?)",
                           "iiti", replay->number, minutes, sealed->entry.by, index);
    return status;
}

const struct kind_rules rules_minutes = {.authorship = BY_SECRETARIES, .check = check_minutes, .apply = apply_minutes};
const struct kind_rules rules_confirm = {.authorship = BY_PLACE, .check = check_confirm, .apply = apply_confirm};
