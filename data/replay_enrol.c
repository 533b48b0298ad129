/* Enrolment: a key takes a place in a seat, or an office. */
#include "data/replay_rules.h"

/* The name and the key belong together and to nobody else. */
static enum status check_key(struct place *place, const struct vkey *key)
{
    const struct body *body = &place->replay->body;
    struct slice bytes = {.at = (const char *)key->key.byte, .length = KEY_PUBLIC_LENGTH};
    if (slice_equal(key->name, body->name) || memcmp(&key->key, &body->log.key, sizeof key->key) == 0)
        return reject(place, REASON_KEY, N_("the log's key cannot be enrolled"), SLICE(""));
    int64_t others;
    enum status status =
        store_number(place->replay->store, &others, NULL,
                     "SELECT (SELECT count(*) FROM member WHERE body = ?1 AND name = ?2 AND key <> ?3) + "
                     "(SELECT count(*) FROM member WHERE body = ?1 AND key = ?3 AND name <> ?2)",
                     "itb", place->replay->number, key->name, bytes);
    if (status == STATUS_OK && others)
        return reject(place, REASON_KEY, N_("the name \"{1}\" or its key is enrolled for another"), key->name);
    return status;
}

static enum status check_held(struct place *place, const struct vkey *key, struct slice role, struct slice seat)
{
    int64_t taken;
    bool office = seat.length == 0;
    enum status status = store_number(place->replay->store, &taken, NULL,
                                      "SELECT count(*) FROM member WHERE body = ?1 AND seat = ?2 AND "
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
    struct slice text = entry_value(entry, "key"), seat = entry_value(entry, "seat");
    if (!vkey_parse_again(text, &key))
        return STATUS_FORM;
    return store_run(
        replay->store,
        "INSERT INTO member (body, name, role, seat, vkey, key, keyid, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "ittttbii", replay->number, key.name, entry_value(entry, "role"), seat.at ? seat : SLICE(""), text,
        (struct slice){.at = (const char *)key.key.byte, .length = KEY_PUBLIC_LENGTH}, (int64_t)key.id, index);
}

const struct kind_rules rules_enrol = {.authorship = BY_ENROL, .check = check, .apply = apply};
