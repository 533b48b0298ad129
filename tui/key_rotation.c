#include "tui/key_rotation.h"

#include "data/compose_change.h"
#include "data/query_key.h"
#include "tui/i18n.h"
#include "tui/signing.h"

struct rotation {
    struct session *session;
    const char *name;
    struct arena arena;
    struct vkey old;
    struct unlocked *successor;
    struct buffer old_label, new_label; /* new_label: found where a run was interrupted, or made in this one */
    int64_t *body;                      /* in which the old key is in force */
    size_t bodies, capacity;
    size_t done; /* entries submitted */
    bool made;   /* the successor was made in this run */
    bool waits;  /* one of the entries has no place yet: the body is a copy */
    enum status status;
};

/* Somebody else may have the same name in another body: only a key whose file is here is the one of such a run. */
static bool take_next(struct rotation *rotation, const struct vkey *vkey)
{
    struct vkey there;
    struct buffer label;
    buffer_init(&label);
    key_label_write(vkey, &label);
    rotation->status = buffer_status(&label);
    if (rotation->status == STATUS_OK && !rotation->new_label.length &&
        keyring_find(&rotation->session->keyring, buffer_slice(&label), &there, NULL) == STATUS_OK)
        buffer_add(&rotation->new_label, buffer_slice(&label));
    buffer_release(&label);
    return rotation->status == STATUS_OK;
}

/* In a body the name has the old key, or already another, or holds nothing that a rotation could keep. */
static bool take_use(void *context, const struct key_use *use)
{
    struct rotation *rotation = context;
    struct vkey vkey;
    if (!use->holds || !vkey_parse_again(use->vkey, &vkey))
        return true;
    if (!vkey_equal(&vkey, &rotation->old))
        return take_next(rotation, &vkey);
    if (rotation->bodies == rotation->capacity) {
        size_t capacity = rotation->capacity ? 2 * rotation->capacity : 8;
        int64_t *longer = arena_array(&rotation->arena, capacity, sizeof *longer);
        if (!longer) {
            rotation->status = STATUS_NO_MEMORY;
            return false;
        }
        if (rotation->bodies)
            memcpy(longer, rotation->body, rotation->bodies * sizeof *longer);
        rotation->body = longer;
        rotation->capacity = capacity;
    }
    rotation->body[rotation->bodies++] = use->body;
    return true;
}

static enum status unlock_successor(struct rotation *rotation)
{
    struct session *session = rotation->session;
    struct secret passphrase = {0};
    enum status status = session_passphrase(session, rotation->new_label.at, false, &passphrase);
    if (status == STATUS_OK)
        status = keyfile_unlock(&session->keyring, buffer_slice(&rotation->new_label), secret_slice(&passphrase),
                                &rotation->successor, &session->problem);
    secret_release(&passphrase);
    return status;
}

/* A new key, on disk before any entry names it. */
static enum status make_successor(struct rotation *rotation, enum keyfile_kdf kdf)
{
    struct session *session = rotation->session;
    struct secret passphrase = {0};
    enum status status = unlocked_generate(rotation->old.name, &rotation->successor, &session->problem);
    if (status != STATUS_OK)
        return status;
    struct signer signer = unlocked_signer(rotation->successor);
    key_label_write(&signer.vkey, &rotation->new_label);
    status = buffer_status(&rotation->new_label);
    if (status == STATUS_OK)
        status = session_passphrase(session, rotation->new_label.at, true, &passphrase);
    if (status == STATUS_OK)
        status = keyfile_store(&session->keyring, rotation->successor, KEYFILE_BY_ID, kdf, secret_slice(&passphrase),
                               &session->problem);
    secret_release(&passphrase);
    rotation->made = status == STATUS_OK;
    return status;
}

static enum status rotate_in(struct rotation *rotation, int64_t body)
{
    struct session *session = rotation->session;
    struct log *log;
    struct author author;
    struct draft draft;
    struct submission submission;
    struct signer new = unlocked_signer(rotation->successor);
    draft_init(&draft, KIND_KEY, &rotation->arena);
    enum status status = ledger_log_number(session->ledger, body, &log, &session->problem);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_key(&author, "rotate", &rotation->old, &new.vkey, session_given(session, OPTION_REASON),
                             &draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit_beside(session, &draft, &new, 1, &submission);
    if (status != STATUS_OK)
        return status;
    rotation->done++;
    rotation->waits = rotation->waits || submission.index < 0;
    return submission_print(session, &submission, json_pack("{s:o}", "body", json_slice(log_body(log)->name)));
}

static enum status rotate_all(struct rotation *rotation)
{
    struct session *session = rotation->session;
    const char *yes = session->option[OPTION_YES];
    enum status status = STATUS_OK;
    for (size_t i = 0; i < rotation->bodies && status == STATUS_OK; i++) {
        status = rotate_in(rotation, rotation->body[i]);
        /* One answer is enough for all bodies. */
        session->option[OPTION_YES] = "";
    }
    session->option[OPTION_YES] = yes;
    return status;
}

/* NAME.key is the new key from here on. */
static enum status take_over(struct rotation *rotation)
{
    struct session *session = rotation->session;
    struct slice new = buffer_slice(&rotation->new_label);
    enum status status = keyfile_copy(&session->keyring, new, slice_of(rotation->name), true, &session->problem);
    if (status == STATUS_OK)
        status = keyfile_remove(&session->keyring, new, &session->problem);
    if (status == STATUS_OK)
        session_note(session, _("{1} is the new key now; the old one is kept as {2}, to revoke with if it was stolen."),
                     slice_of(rotation->name), buffer_slice(&rotation->old_label));
    if (status == STATUS_OK && rotation->waits)
        session_note(session,
                     _("The change waits for the writer: until its entry has come back into this copy, nothing can be "
                       "signed here as {1}."),
                     slice_of(rotation->name), SLICE(""));
    return status;
}

static void drop(struct session *session, struct slice label)
{
    struct problem problem;
    if (keyfile_remove(&session->keyring, label, &problem) == STATUS_FILE)
        session_note(session, _("The file of {1} could not be removed."), label, SLICE(""));
}

/*
 * Nothing names the new key: it goes, and so does the second copy of the old one, whose own file is as it was. But a
 * commit that failed may have reached the disk all the same, and then the body has the new key, whose file is all that
 * is left of it.
 */
static void undo(struct rotation *rotation, enum status status)
{
    struct session *session = rotation->session;
    drop(session, buffer_slice(&rotation->old_label));
    if (status == STATUS_STORE)
        session_note(session, _("Whether the ledger names the new key is not known, so its file is kept: {1}."),
                     buffer_slice(&rotation->new_label), SLICE(""));
    else
        drop(session, buffer_slice(&rotation->new_label));
}

static enum status begin(struct rotation *rotation)
{
    struct session *session = rotation->session;
    if (session_has(session, OPTION_AS) && strcmp(session->option[OPTION_AS], rotation->name) != 0)
        return problem_say(&session->problem, STATUS_USAGE, N_("a key is rotated by itself: leave out --as"), NULL,
                           NULL);
    session->option[OPTION_AS] = rotation->name;
    enum status status = session_key_name(session, &rotation->old);
    if (status == STATUS_OK) {
        key_label_write(&rotation->old, &rotation->old_label);
        status = buffer_status(&rotation->old_label);
    }
    if (status == STATUS_OK)
        status = query_key_uses(ledger_store(session->ledger), rotation->old.name, SLICE(""), SLICE(""), take_use,
                                rotation, &session->problem);
    if (status == STATUS_OK)
        status = rotation->status;
    if (status == STATUS_OK)
        status = buffer_status(&rotation->new_label);
    if (status == STATUS_OK && rotation->new_label.length)
        status = unlock_successor(rotation);
    if (status == STATUS_OK && !rotation->bodies && !rotation->successor)
        return problem_say(&session->problem, STATUS_NOT_FOUND,
                           N_("in no body of this ledger has the key {1} a place or an office"), rotation->name, NULL);
    return status;
}

enum status key_rotate(struct session *session, const char *name, enum keyfile_kdf kdf)
{
    struct rotation rotation = {.session = session, .name = name};
    struct signer signer;
    arena_init(&rotation.arena);
    buffer_init(&rotation.old_label);
    buffer_init(&rotation.new_label);
    enum status status = begin(&rotation);
    if (status == STATUS_OK)
        status = session_key(session, &signer);
    if (status == STATUS_OK && !rotation.successor)
        status = make_successor(&rotation, kdf);
    if (status == STATUS_OK)
        status = keyfile_copy(&session->keyring, slice_of(name), buffer_slice(&rotation.old_label), false,
                              &session->problem);
    if (status == STATUS_OK)
        status = rotate_all(&rotation);
    if (status == STATUS_OK)
        status = take_over(&rotation);
    else if (rotation.made && !rotation.done)
        undo(&rotation, status);
    unlocked_free(rotation.successor);
    buffer_release(&rotation.old_label);
    buffer_release(&rotation.new_label);
    arena_release(&rotation.arena);
    return status;
}
