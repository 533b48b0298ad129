/* Who stands behind the name of a key: its keys, its places, its offices. */
#include "data/replay_memory.h"

static enum status ask_key(struct replay *replay, struct slice name, struct holder *out)
{
    struct rows rows =
        store_ask(replay->store, "SELECT key, keyid FROM chain WHERE body = ? AND name = ? AND until IS NULL", "it",
                  replay->number, name);
    if (rows_next(&rows) && rows_blob(&rows, 0).length == KEY_PUBLIC_LENGTH && name.length <= KEY_NAME_MAX) {
        memcpy(out->name, name.at, name.length);
        memcpy(out->vkey.key.byte, rows_blob(&rows, 0).at, KEY_PUBLIC_LENGTH);
        out->vkey.name = (struct slice){.at = out->name, .length = name.length};
        out->vkey.type = KEY_TYPE_ED25519;
        out->vkey.id = (uint32_t)rows_number(&rows, 1);
        out->known = true;
    }
    return rows_end(&rows);
}

/* A name without a key holds nothing: its places and offices ended when the key was revoked. */
enum status ask_holder(struct replay *replay, struct slice name, struct holder *out)
{
    *out = (struct holder){.known = false};
    enum status status = ask_key(replay, name, out);
    if (status != STATUS_OK || !out->known)
        return status;
    struct rows rows =
        store_ask(replay->store, "SELECT DISTINCT role FROM member WHERE body = ? AND name = ? AND until IS NULL", "it",
                  replay->number, name);
    while (rows_next(&rows)) {
        struct slice role = rows_text(&rows, 0);
        out->secretary = out->secretary || slice_is(role, "secretary");
        out->auditor = out->auditor || slice_is(role, "auditor");
        out->has_place = out->has_place || slice_is(role, "holder") || slice_is(role, "deputy");
    }
    return rows_end(&rows);
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
    struct rows rows = store_ask(replay->store,
                                 "SELECT role FROM member INDEXED BY member_seat "
                                 "WHERE body = ? AND seat = ? AND name = ? AND until IS NULL",
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
    *out = (struct place_row){.found = false};
    enum status status = store_number(replay->store, &out->since, &out->found,
                                      "SELECT since FROM member WHERE body = ? AND name = ? AND role = ? AND seat = ? "
                                      "AND until IS NULL",
                                      "ittt", replay->number, name, role, seat);
    if (status == STATUS_OK && out->found)
        memory_keep_place(replay, name, role, seat, out);
    return status;
}

struct slice key_bytes(const struct vkey *key)
{
    return (struct slice){.at = (const char *)key->key.byte, .length = KEY_PUBLIC_LENGTH};
}

enum status is_in_chain(struct replay *replay, const struct vkey *key, bool *out)
{
    int64_t count;
    enum status status =
        store_number(replay->store, &count, NULL, "SELECT count(*) FROM chain WHERE body = ? AND name = ? AND key = ?",
                     "itb", replay->number, key->name, key_bytes(key));
    *out = status == STATUS_OK && count > 0;
    return status;
}

enum status count_secretaries(struct replay *replay, int64_t *out)
{
    return store_number(replay->store, out, NULL,
                        "SELECT count(*) FROM member INDEXED BY member_seat "
                        "WHERE body = ? AND seat = '' AND role = 'secretary' AND until IS NULL",
                        "i", replay->number);
}

enum status chain_begin(struct replay *replay, const struct vkey *key, int64_t index)
{
    struct buffer text;
    buffer_init(&text);
    vkey_write(key, &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status = store_run(
            replay->store, "INSERT INTO chain (body, name, since, vkey, key, keyid) VALUES (?, ?, ?, ?, ?, ?)",
            "ititbi", replay->number, key->name, index, buffer_slice(&text), key_bytes(key), (int64_t)key->id);
    buffer_release(&text);
    return status;
}

enum status chain_end(struct replay *replay, struct slice name, int64_t index)
{
    return store_run(replay->store, "UPDATE chain SET until = ? WHERE body = ? AND name = ? AND until IS NULL", "iit",
                     index, replay->number, name);
}

enum status member_begin(struct replay *replay, struct slice name, struct slice role, struct slice seat, int64_t index)
{
    return store_run(replay->store, "INSERT INTO member (body, name, role, seat, since) VALUES (?, ?, ?, ?, ?)",
                     "ittti", replay->number, name, role, seat, index);
}

enum status change_note(struct replay *replay, const char *what, const struct sealed *sealed, const int64_t *decided,
                        int64_t index)
{
    if (sealed->entry.kind != KIND_BODY && sealed->entry.kind != KIND_ENROL)
        replay->changed = index;
    if (sealed->entry.at.seconds > replay->changed_at)
        replay->changed_at = sealed->entry.at.seconds;
    return store_run(replay->store, "INSERT INTO change (body, idx, what, at, decided, id) VALUES (?, ?, ?, ?, ?, ?)",
                     "iisiod", replay->number, index, what, replay->changed_at, decided, &sealed->id);
}
