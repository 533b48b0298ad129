/* Who stands behind the name of a key: its keys, its places, its offices. */
#include "data/replay_memory.h"

static enum status ask_holder(struct replay *replay, struct slice name, struct holder *out)
{
    *out = (struct holder){.known = false};
    struct rows rows = store_ask(replay->store, "SELECT role, key, keyid FROM member WHERE body = ? AND name = ?", "it",
                                 replay->number, name);
    while (rows_next(&rows)) {
        struct slice role = rows_text(&rows, 0), key = rows_blob(&rows, 1);
        if (key.length != KEY_PUBLIC_LENGTH || name.length > KEY_NAME_MAX)
            continue;
        if (!out->known) {
            memcpy(out->name, name.at, name.length);
            memcpy(out->vkey.key.byte, key.at, KEY_PUBLIC_LENGTH);
            out->vkey.name = (struct slice){.at = out->name, .length = name.length};
            out->vkey.type = KEY_TYPE_ED25519;
            out->vkey.id = (uint32_t)rows_number(&rows, 2);
        }
        out->known = true;
        out->secretary = out->secretary || slice_is(role, "secretary");
        out->auditor = out->auditor || slice_is(role, "auditor");
        out->has_place = out->has_place || slice_is(role, "holder") || slice_is(role, "deputy");
    }
    enum status status = rows_end(&rows);
    /* The struct is returned by value through `out`: its name must point into the copy that the caller holds. */
    out->vkey.name.at = out->name;
    return status;
}

enum status find_holder(struct replay *replay, struct slice name, struct holder *out)
{
    if (memory_holder(replay, name, out))
        return STATUS_OK;
    enum status status = ask_holder(replay, name, out);
    if (status == STATUS_OK)
        memory_keep_holder(replay, name, out);
    return status;
}

enum status find_role(struct replay *replay, struct slice name, struct slice seat, enum seat_class *out)
{
    *out = CLASS_COUNT;
    struct rows rows = store_ask(replay->store, "SELECT role FROM member WHERE body = ? AND seat = ? AND name = ?",
                                 "itt", replay->number, seat, name);
    if (rows_next(&rows))
        *out = slice_is(rows_text(&rows, 0), "holder") ? CLASS_HOLDER : CLASS_DEPUTY;
    return rows_end(&rows);
}

enum status find_place(struct replay *replay, struct slice name, struct slice role, struct slice seat,
                       struct place_row *out)
{
    if (memory_place(replay, name, role, seat, out))
        return STATUS_OK;
    *out = (struct place_row){.seat = roll_seat_find(&replay->body.roster, seat)};
    enum status status = store_number(replay->store, &out->since, &out->found,
                                      "SELECT since FROM member WHERE body = ? AND name = ? AND role = ? AND seat = ?",
                                      "ittt", replay->number, name, role, seat);
    if (status == STATUS_OK && out->found)
        memory_keep_place(replay, name, role, seat, out);
    return status;
}

enum status is_in_chain(struct replay *replay, const struct vkey *key, bool *out)
{
    int64_t count;
    enum status status = store_number(
        replay->store, &count, NULL, "SELECT count(*) FROM member WHERE body = ? AND name = ? AND key = ?", "itb",
        replay->number, key->name, (struct slice){.at = (const char *)key->key.byte, .length = KEY_PUBLIC_LENGTH});
    *out = status == STATUS_OK && count > 0;
    return status;
}
