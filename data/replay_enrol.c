/* Enrolment: a key takes a place in a seat, or an office. */
#include "data/replay_rules.h"

/* The key is the name's present one, or both are new; a name that was revoked has none. */
static enum status check_key(struct place *place, const struct vkey *key)
{
    if (slice_equal(key->name, place->replay->body.name))
        return reject(place, REASON_KEY, N_("the log's key cannot be enrolled"), SLICE(""));
    int64_t others;
    enum status status = store_number(place->replay->store, &others, NULL,
                                      "SELECT coalesce((SELECT key <> ?3 OR until IS NOT NULL FROM chain "
                                      "WHERE body = ?1 AND name = ?2 ORDER BY since DESC LIMIT 1), 0) + "
                                      "(SELECT count(*) FROM chain WHERE body = ?1 AND key = ?3 AND name <> ?2)",
                                      "itb", place->replay->number, key->name, key_bytes(key));
    if (status == STATUS_OK && others)
        return reject(place, REASON_KEY, N_("the name \"{1}\" or its key is taken, or was revoked"), key->name);
    return status;
}

static enum status check_held(struct place *place, const struct vkey *key, struct slice role, struct slice seat)
{
    int64_t taken;
    bool office = seat.length == 0;
    enum status status = store_number(place->replay->store, &taken, NULL,
                                      "SELECT count(*) FROM member INDEXED BY member_seat "
                                      "WHERE body = ?1 AND seat = ?2 AND until IS NULL AND "
                                      "(name = ?3 AND (?2 <> '' OR role = ?4) OR role = 'holder' AND ?4 = 'holder')",
                                      "ittt", place->replay->number, seat, key->name, role);
    if (status == STATUS_OK && taken)
        return reject(place, REASON_HELD, office ? N_("the key has this office already") : NULL, seat);
    return status;
}

static enum status check(struct place *place)
{
    const struct entry *entry = place->entry;
    struct slice role = entry_value(entry, "role"), seat = entry_value(entry, "seat");
    struct vkey key;
    if (!vkey_parse_again(entry_value(entry, "key"), &key))
        return reject(place, REASON_KEY, NULL, SLICE(""));
    enum status status = check_key(place, &key);
    if (status != STATUS_OK || place->standing->reason != REASON_NONE)
        return status;
    if (seat.at && roll_seat_find(&place->replay->body.roster, seat) == ROLL_NONE)
        return reject(place, REASON_SEAT, N_("there is no seat \"{1}\""), seat);
    struct holder holder;
    status = find_holder(place->replay, key.name, &holder);
    if (status != STATUS_OK)
        return status;
    bool excluded = seat.at ? holder.secretary || holder.auditor
                            : holder.has_place || (slice_is(role, "auditor") ? holder.secretary : holder.auditor);
    if (excluded)
        return reject(place, REASON_ROLE, NULL, SLICE(""));
    return check_held(place, &key, role, seat.at ? seat : SLICE(""));
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct vkey key;
    struct slice seat = entry_value(entry, "seat");
    struct holder holder;
    if (!vkey_parse_again(entry_value(entry, "key"), &key))
        return STATUS_FORM;
    enum status status = find_holder(replay, key.name, &holder);
    if (status == STATUS_OK)
        status = change_note(replay, "enrol", sealed, NULL, index);
    if (status == STATUS_OK && !holder.known)
        status = chain_begin(replay, &key, index);
    return status == STATUS_OK
               ? member_begin(replay, key.name, entry_value(entry, "role"), seat.at ? seat : SLICE(""), index)
               : status;
}

const struct kind_rules rules_enrol = {.authorship = BY_ENROL, .check = check, .apply = apply};
