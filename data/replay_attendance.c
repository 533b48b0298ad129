/* Attendance: who has come to a meeting, who is excused, who has left. */
#include "data/replay_meeting.h"

enum status takes_presence_away(struct place *place, bool *out)
{
    struct replay *replay = place->replay;
    struct digest id;
    int64_t meeting = 0, here = (int64_t)replay->tree.size;
    bool found = false;
    enum status status = STATUS_OK;
    *out = false;
    if (entry_hash(place->entry, "meeting", &id))
        status = find_meeting(replay, &id, place->entry->size, &meeting, &found);
    size_t at = 0;
    for (const struct field *field;
         status == STATUS_OK && found && !*out && (field = entry_next(place->entry, "seat", &at));)
        if (!slice_is(value_part(field->value, 1), "present"))
            status = is_present(replay, meeting, value_part(field->value, 0), here, out);
    return status;
}

/* There is such a seat, and it is one of the author's or the author a secretary. */
static enum status check_seat(struct place *place, const struct holder *author, struct slice seat)
{
    enum seat_class role;
    if (roll_seat_find(&place->replay->body.roster, seat) == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), seat);
    if (author->secretary)
        return STATUS_OK;
    enum status status = find_role(place->replay, place->entry->by, seat, &role);
    if (status == STATUS_OK && role == CLASS_COUNT)
        return reject(place, REASON_SEAT, N_("the author has no place in the seat \"{1}\""), seat);
    return status;
}

static enum status check(struct place *place)
{
    struct digest id;
    struct holder author;
    int64_t meeting;
    bool found = false;
    enum status status = STATUS_OK;
    if (entry_hash(place->entry, "meeting", &id))
        status = find_meeting(place->replay, &id, place->entry->size, &meeting, &found);
    if (status == STATUS_OK && !found)
        return reject(place, REASON_REFERENCE, NULL, SLICE("meeting"));
    if (status == STATUS_OK)
        status = find_holder(place->replay, place->entry->by, &author);
    size_t at = 0;
    for (const struct field *field; status == STATUS_OK && place->standing->reason == REASON_NONE &&
                                    (field = entry_next(place->entry, "seat", &at));)
        status = check_seat(place, &author, value_part(field->value, 0));
    return status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct digest id;
    int64_t meeting;
    bool found;
    if (!entry_hash(entry, "meeting", &id))
        return STATUS_FORM;
    enum status status = find_meeting(replay, &id, entry->size, &meeting, &found);
    size_t at = 0;
    for (const struct field *field; status == STATUS_OK && (field = entry_next(entry, "seat", &at));)
        status = store_run(replay->store,
                           "INSERT INTO attendance (body, meeting, seat, idx, state, author) VALUES (?, ?, ?, ?, ?, ?)",
                           "iititt", replay->number, meeting, value_part(field->value, 0), index,
                           value_part(field->value, 1), entry->by);
    return status;
}

const struct kind_rules rules_attendance = {
    .authorship = BY_ATTENDANCE, .check = check, .apply = apply, .takes_away = takes_presence_away};
