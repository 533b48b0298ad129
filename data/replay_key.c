/* Keys: replaced by their holders, revoked by them or the secretaries; and that of the log, handed over. */
#include "data/replay_rules.h"
#include "data/replay_version.h"

/* Nobody has, or had, this public key in the body. */
static enum status check_unused(struct place *place, const struct vkey *key)
{
    int64_t used;
    enum status status =
        store_number(place->replay->store, &used, NULL, "SELECT count(*) FROM chain WHERE body = ? AND key = ?", "ib",
                     place->replay->number, key_bytes(key));
    if (status == STATUS_OK && used)
        return reject(place, REASON_KEY, N_("the new key is, or was, used in this body"), SLICE(""));
    return status;
}

static enum status check_rotate(struct place *place, const struct vkey *old, const struct vkey *new)
{
    struct holder holder;
    enum status status = find_holder(place->replay, old->name, &holder);
    if (status != STATUS_OK)
        return status;
    if (!holder.known || memcmp(&holder.vkey.key, &old->key, sizeof old->key) != 0)
        return reject(place, REASON_KEY, N_("the old key is not the one that the body has under this name"), SLICE(""));
    return check_unused(place, new);
}

static enum status check_log(struct place *place, const struct vkey *old, const struct vkey *new)
{
    const struct body *body = &place->replay->body;
    if (!vkey_equal(old, &body->log))
        return reject(place, REASON_KEY, N_("the old key is not the log's"), SLICE(""));
    if (!slice_equal(new->name, body->name))
        return reject(place, REASON_KEY, N_("the log's key does not bear the body's name"), SLICE(""));
    return check_unused(place, new);
}

static enum status check_revoke(struct place *place, const struct vkey *old)
{
    struct replay *replay = place->replay;
    struct holder holder;
    bool in_chain;
    int64_t secretaries = 0;
    enum status status = is_in_chain(replay, old, &in_chain);
    if (status == STATUS_OK)
        status = find_holder(replay, old->name, &holder);
    if (status != STATUS_OK)
        return status;
    if (!in_chain || slice_equal(old->name, replay->body.name))
        return reject(place, REASON_KEY, N_("the body has, and had, no such key"), SLICE(""));
    if (!holder.known)
        return reject(place, REASON_KEY, N_("\"{1}\" is revoked already"), old->name);
    if (holder.secretary)
        status = count_secretaries(replay, &secretaries);
    if (status == STATUS_OK && holder.secretary && (uint64_t)secretaries <= replay->body.approvals)
        return reject(place, REASON_SECRETARIES, NULL, SLICE(""));
    return status;
}

static enum status check(struct place *place)
{
    const struct entry *entry = place->entry;
    struct slice action = entry_value(entry, "action");
    struct vkey old, new;
    bool revoke = slice_is(action, "revoke");
    if (!vkey_parse_again(entry_value(entry, "old"), &old) ||
        (!revoke && !vkey_parse_again(entry_value(entry, "new"), &new)))
        return reject(place, REASON_KEY, NULL, SLICE(""));
    if (revoke)
        return check_revoke(place, &old);
    return slice_is(action, "log") ? check_log(place, &old, &new) : check_rotate(place, &old, &new);
}

static enum status replace(struct replay *replay, struct slice name, struct slice text, int64_t index)
{
    struct vkey new;
    if (!vkey_parse_again(text, &new))
        return STATUS_FORM;
    enum status status = chain_end(replay, name, index);
    return status == STATUS_OK ? chain_begin(replay, &new, index) : status;
}

static enum status revoke(struct replay *replay, struct slice name, int64_t index)
{
    enum status status = chain_end(replay, name, index);
    return status == STATUS_OK
               ? store_run(replay->store, "UPDATE member SET until = ? WHERE body = ? AND name = ? AND until IS NULL",
                           "iit", index, replay->number, name)
               : status;
}

static enum status hand_over(struct replay *replay, struct slice text, int64_t index)
{
    enum status status = replace(replay, replay->body.name, text, index);
    if (status == STATUS_OK)
        status = store_run(replay->store, "UPDATE body SET log = ? WHERE num = ?", "ti", text, replay->number);
    return status == STATUS_OK ? version_advance(replay, index) : status;
}

static enum status apply(struct replay *replay, const struct sealed *sealed, int64_t index)
{
    const struct entry *entry = &sealed->entry;
    struct slice action = entry_value(entry, "action"), new = entry_value(entry, "new");
    struct vkey old;
    if (!vkey_parse_again(entry_value(entry, "old"), &old))
        return STATUS_FORM;
    if (slice_is(action, "revoke")) {
        enum status status = change_note(replay, "revoke", sealed, NULL, index);
        return status == STATUS_OK ? revoke(replay, old.name, index) : status;
    }
    bool log = slice_is(action, "log");
    enum status status = change_note(replay, log ? "log" : "rotate", sealed, NULL, index);
    if (status != STATUS_OK)
        return status;
    return log ? hand_over(replay, new, index) : replace(replay, old.name, new, index);
}

const struct kind_rules rules_key = {.authorship = BY_KEY, .check = check, .apply = apply};
