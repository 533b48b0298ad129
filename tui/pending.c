#include "tui/pending.h"

#include "core/note.h"
#include "data/role.h"
#include "tui/i18n.h"

/* The log's new key was made for this entry alone. */
static enum status remove_log_key(struct session *session, const struct entry *entry)
{
    struct vkey vkey;
    struct buffer label;
    buffer_init(&label);
    enum status status =
        vkey_parse(entry_value(entry, entry->kind == KIND_BODY ? "log" : "new"), &vkey, &session->problem);
    if (status == STATUS_OK)
        key_label_write(&vkey, &label);
    if (status == STATUS_OK)
        status = buffer_status(&label);
    if (status == STATUS_OK && keyring_find(&session->keyring, buffer_slice(&label), &vkey, NULL) == STATUS_OK)
        status = keyfile_remove(&session->keyring, buffer_slice(&label), &session->problem);
    buffer_release(&label);
    return status;
}

/* Has the body a hub, to which it may have gone already? */
static bool may_have_left(struct session *session, const struct entry *entry)
{
    struct store *store = ledger_store(session->ledger);
    struct buffer url;
    uint64_t items;
    int64_t number = 0;
    buffer_init(&url);
    bool hub = entry->kind != KIND_BODY && role_body(store, &entry->founding, &number) == STATUS_OK &&
               role_hub(store, number, &url, &items) == STATUS_OK && url.length > 0;
    buffer_release(&url);
    return hub;
}

enum status pending_forget(struct session *session, const struct digest *id, const char **words)
{
    struct arena arena;
    struct buffer bytes;
    struct note note;
    struct entry entry;
    bool readable = false;
    arena_init(&arena);
    buffer_init(&bytes);
    enum status status = ledger_pending(session->ledger, id, &bytes, &session->problem);
    if (status == STATUS_OK)
        readable = note_parse(buffer_slice(&bytes), &note, NULL) == STATUS_OK &&
                   entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK;
    *words = readable && may_have_left(session, &entry)
                 ? _("Dropped here. If it was sent to the hub already, it lies there, and others have it.")
                 : _("Dropped. It was on this machine only; nobody has to know.");
    if (status == STATUS_OK)
        status = ledger_pending_drop(session->ledger, id, &session->problem);
    if (status == STATUS_OK && readable &&
        (entry.kind == KIND_BODY || (entry.kind == KIND_KEY && slice_is(entry_value(&entry, "action"), "log"))))
        status = remove_log_key(session, &entry);
    arena_release(&arena);
    buffer_release(&bytes);
    return status;
}
