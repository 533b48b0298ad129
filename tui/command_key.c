/* key new, list, show, passwd. */
#include "tui/command.h"
#include "tui/i18n.h"

static enum status read_kdf(struct session *session, enum keyfile_kdf *out)
{
    *out = KDF_MODERATE;
    if (!session_has(session, OPTION_KDF) || keyfile_kdf_parse(session_value(session, OPTION_KDF), out))
        return STATUS_OK;
    return problem_say(&session->problem, STATUS_USAGE, N_("--kdf is one of interactive, moderate, sensitive"), NULL,
                       NULL);
}

/* The verifier key, alone, on one line. */
static enum status print_vkey(struct session *session, const struct vkey *vkey)
{
    struct buffer line;
    buffer_init(&line);
    vkey_write(vkey, &line);
    enum status status = buffer_status(&line);
    if (status == STATUS_OK && session_has(session, OPTION_JSON)) {
        status = session_json(
            session, json_pack("{s:o, s:o}", "name", json_slice(vkey->name), "vkey", json_slice(buffer_slice(&line))));
    } else if (status == STATUS_OK) {
        buffer_byte(&line, '\n');
        status = session_print(session, buffer_slice(&line));
    }
    buffer_release(&line);
    return status;
}

static enum status key_new(struct session *session)
{
    enum keyfile_kdf kdf;
    struct secret passphrase = {0};
    struct vkey vkey;
    const char *name = session->argument[0];
    if (!key_name_is_ours(slice_of(name)))
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("\"{1}\" cannot be a key's name: small letters and digits, parts joined by . or -"), name,
                           NULL);
    enum status status = read_kdf(session, &kdf);
    if (status == STATUS_OK)
        status = session_passphrase(session, name, true, &passphrase);
    if (status == STATUS_OK)
        status =
            keyfile_create(&session->keyring, slice_of(name), kdf, secret_slice(&passphrase), &vkey, &session->problem);
    secret_release(&passphrase);
    return status == STATUS_OK ? print_vkey(session, &vkey) : status;
}

static enum status print_entry(struct session *session, const struct keyring_entry *entry, struct slice vkey)
{
    if (session_has(session, OPTION_JSON))
        return session_json(session, json_pack("{s:o, s:o, s:s}", "name", json_slice(entry->label), "vkey",
                                               json_slice(vkey), "kdf", keyfile_kdf_name(entry->kdf)));
    struct buffer line;
    buffer_init(&line);
    buffer_add(&line, vkey);
    buffer_text(&line, "  ");
    buffer_text(&line, keyfile_kdf_name(entry->kdf));
    buffer_byte(&line, '\n');
    enum status status = buffer_status(&line);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&line));
    buffer_release(&line);
    return status;
}

static enum status list_entry(struct session *session, const struct keyring_entry *entry)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = STATUS_OK;
    if (entry->problem) {
        i18n_problem(entry->problem, &text);
        session_note(session, _("{1} cannot be used: {2}"), entry->label, buffer_slice(&text));
    } else {
        vkey_write(&entry->vkey, &text);
        status =
            buffer_status(&text) == STATUS_OK ? print_entry(session, entry, buffer_slice(&text)) : STATUS_NO_MEMORY;
    }
    buffer_release(&text);
    return status;
}

static enum status key_list(struct session *session)
{
    struct arena arena;
    arena_init(&arena);
    struct keyring_entry *entries;
    size_t count = 0;
    enum status status = keyring_list(&session->keyring, &arena, &entries, &count, &session->problem);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = list_entry(session, &entries[i]);
    if (status == STATUS_OK && count == 0)
        session_note(session, _("There is no key yet: make one with \"stimmbuch key new NAME\"."), SLICE(""),
                     SLICE(""));
    arena_release(&arena);
    return status;
}

static enum status key_show(struct session *session)
{
    struct vkey vkey;
    enum status status = keyring_find(&session->keyring, slice_of(session->argument[0]), &vkey, &session->problem);
    return status == STATUS_OK ? print_vkey(session, &vkey) : status;
}

static enum status key_passwd(struct session *session)
{
    struct secret old = {0}, fresh = {0};
    const char *label = session->argument[0];
    struct vkey vkey;
    enum status status = keyring_find(&session->keyring, slice_of(label), &vkey, &session->problem);
    if (status == STATUS_OK)
        status = session_passphrase(session, label, false, &old);
    if (status == STATUS_OK)
        status = session_passphrase(session, label, true, &fresh);
    if (status == STATUS_OK)
        status = keyfile_change_passphrase(&session->keyring, slice_of(label), secret_slice(&old), secret_slice(&fresh),
                                           &session->problem);
    secret_release(&old);
    secret_release(&fresh);
    if (status == STATUS_OK)
        session_note(session, _("The key {1} has a new passphrase."), slice_of(label), SLICE(""));
    return status;
}

const struct command commands_key[] = {
    {"key", "new", "NAME", 1, 1, "kdf", N_("make a key pair"), key_new},
    {"key", "list", "", 0, 0, "", N_("show the keys on this machine"), key_list},
    {"key", "show", "NAME", 1, 1, "", N_("print a key's public verifier key"), key_show},
    {"key", "passwd", "NAME", 1, 1, "", N_("change a key's passphrase"), key_passwd},
    {0},
};
