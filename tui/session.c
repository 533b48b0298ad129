#include "tui/session.h"

#include "core/text.h"
#include "data/file.h"
#include "data/query_find.h"
#include "tui/i18n.h"
#include "tui/prompt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DRAFT_LIMIT = 1 << 20 };

void session_release(struct session *session)
{
    config_release(&session->config);
    unlocked_free(session->key);
    free(session->only_key);
    json_decref(session->lacks);
    arena_release(&session->labels);
    ledger_close(session->ledger);
    buffer_release(&session->ledger_path);
    buffer_release(&session->keys_path);
    buffer_release(&session->marks_path);
    buffer_release(&session->audited_path);
    buffer_release(&session->people_path);
    buffer_release(&session->drafts_path);
    buffer_release(&session->demo_path);
    buffer_release(&session->samples_path);
    buffer_release(&session->proofs_path);
}

struct slice session_value(const struct session *session, enum option option)
{
    return session->option[option] ? slice_of(session->option[option]) : SLICE("");
}

struct slice session_given(const struct session *session, enum option option)
{
    return slice_of(session->option[option]);
}

enum status session_ledger(struct session *session, enum store_mode mode)
{
    struct ledger *opened;
    if (session->ledger && !(session->unfiled && mode == STORE_CREATE))
        return STATUS_OK;
    enum status status = ledger_open(session->ledger_path.at, mode, &opened, &session->problem);
    if (status != STATUS_OK)
        return status;
    ledger_close(session->ledger);
    session->ledger = opened;
    session->mode = mode;
    session->unfiled = false;
    return STATUS_OK;
}

enum status session_no_ledger(struct session *session)
{
    enum status status = ledger_scratch(&session->ledger, &session->problem);
    session->unfiled = status == STATUS_OK;
    return status;
}

enum status session_log(struct session *session, const char *body, struct log **out)
{
    struct found found;
    enum status status = query_find_body(ledger_store(session->ledger), body, &found, &session->problem);
    return status == STATUS_OK ? ledger_log_number(session->ledger, found.body, out, &session->problem) : status;
}

struct instant session_now(void)
{
    return (struct instant){.seconds = (int64_t)time(NULL)};
}

const char *session_passphrase_file(const struct session *session)
{
    const char *environment = getenv("STIMMBUCH_PASSPHRASE_FILE");
    if (session->option[OPTION_PASSPHRASE_FILE])
        return session->option[OPTION_PASSPHRASE_FILE];
    return environment && *environment ? environment : NULL;
}

enum status session_passphrase(struct session *session, const char *label, bool again, struct secret *out)
{
    const char *file = session_passphrase_file(session);
    if (file)
        return prompt_passphrase_file(file, out, &session->problem);
    if (!prompt_has_terminal())
        return problem_say(&session->problem, STATUS_KEY,
                           N_("there is no terminal to ask for the passphrase of \"{1}\": give --passphrase-file"),
                           label, NULL);
    struct buffer prompt;
    buffer_init(&prompt);
    i18n_pattern(again ? _("New passphrase for {1}: ") : _("Passphrase for {1}: "), slice_of(label), SLICE(""),
                 &prompt);
    enum status status = buffer_status(&prompt);
    if (status == STATUS_OK)
        status = prompt_passphrase(prompt.at, again ? _("Once more: ") : NULL, out, &session->problem);
    buffer_release(&prompt);
    return status;
}

/* The label of the key to sign with: --as, else the only key that is no log key. */
static enum status key_label(struct session *session, struct buffer *label)
{
    if (session_has(session, OPTION_AS)) {
        buffer_add(label, session_value(session, OPTION_AS));
        return buffer_status(label);
    }
    struct arena arena;
    arena_init(&arena);
    struct keyring_entry *keys;
    size_t count = 0, own = 0;
    enum status status = keyring_list(&session->keyring, &arena, &keys, &count, &session->problem);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (keys[i].problem || memchr(keys[i].label.at, '+', keys[i].label.length))
            continue;
        buffer_clear(label);
        buffer_add(label, keys[i].label);
        own++;
    }
    arena_release(&arena);
    if (status != STATUS_OK)
        return status;
    if (own == 0)
        return problem_say(
            &session->problem, STATUS_KEY,
            N_("there is no key to sign with: make one with \"stimmbuch key new NAME\", on the screen with 8"), NULL,
            NULL);
    if (own > 1)
        return problem_say(&session->problem, STATUS_KEY,
                           N_("there are several keys: say which one with --as KEYNAME, on the screen with 8"), NULL,
                           NULL);
    return buffer_status(label);
}

enum status session_key_name(struct session *session, struct vkey *out)
{
    struct buffer label;
    buffer_init(&label);
    enum status status = key_label(session, &label);
    if (status == STATUS_OK && !session_has(session, OPTION_AS)) {
        session->only_key = strdup(label.at);
        session->option[OPTION_AS] = session->only_key;
        status = session->only_key ? STATUS_OK : STATUS_NO_MEMORY;
    }
    buffer_release(&label);
    /* The name is borrowed from the option, which lives as long as the session. */
    return status == STATUS_OK
               ? keyring_find(&session->keyring, session_value(session, OPTION_AS), out, &session->problem)
               : status;
}

enum status session_use_key(struct session *session, struct slice label)
{
    struct slice kept = arena_copy(&session->labels, label);
    if (!kept.at)
        return STATUS_NO_MEMORY;
    unlocked_free(session->key);
    session->key = NULL;
    session->option[OPTION_AS] = kept.at;
    return STATUS_OK;
}

enum status session_key(struct session *session, struct signer *out)
{
    struct vkey vkey;
    enum status status = session->key ? STATUS_OK : session_key_name(session, &vkey);
    if (status == STATUS_OK && !session->key) {
        struct secret passphrase = {0};
        status = session_passphrase(session, session->option[OPTION_AS], false, &passphrase);
        if (status == STATUS_OK)
            status = keyfile_unlock(&session->keyring, session_value(session, OPTION_AS), secret_slice(&passphrase),
                                    &session->key, &session->problem);
        secret_release(&passphrase);
        if (status == STATUS_OK && !unlocked_is_locked(session->key))
            session_note(session, _("Note: this system does not let the key be kept out of swap."), SLICE(""),
                         SLICE(""));
    }
    if (status == STATUS_OK)
        *out = unlocked_signer(session->key);
    return status;
}

enum status session_draft_read(const char *path, enum kind kind, struct arena *arena, struct draft *out,
                               struct problem *problem)
{
    struct buffer bytes;
    buffer_init(&bytes);
    enum status status = file_read(path, DRAFT_LIMIT, &bytes, problem);
    if (status == STATUS_OK) {
        problem_file(problem, path);
        status = draft_read(out, kind, buffer_slice(&bytes), arena, problem);
    }
    buffer_release(&bytes);
    if (status == STATUS_OK) {
        problem_clear(problem);
        problem_file(problem, path);
    }
    return status;
}

void session_note_changes(const struct session *session, const char *path, const struct draft *draft)
{
    struct buffer number;
    if (!draft->changes || session_has(session, OPTION_JSON))
        return;
    buffer_init(&number);
    buffer_number(&number, draft->changes);
    session_note(session, _("{1}: small changes made to write it in the one spelling: {2}."), slice_of(path),
                 buffer_slice(&number));
    buffer_release(&number);
}

enum status session_draft(struct session *session, const char *path, enum kind kind, struct arena *arena,
                          struct draft *out)
{
    enum status status = session_draft_read(path, kind, arena, out, &session->problem);
    if (status == STATUS_OK)
        session_note_changes(session, path, out);
    return status;
}

void session_note(const struct session *session, const char *pattern, struct slice first, struct slice second)
{
    if (session_has(session, OPTION_QUIET))
        return;
    struct buffer text, safe;
    buffer_init(&text);
    buffer_init(&safe);
    i18n_pattern(pattern, first, second, &text);
    text_safe(buffer_slice(&text), &safe);
    buffer_byte(&safe, '\n');
    if (buffer_status(&safe) == STATUS_OK)
        fwrite(safe.at, 1, safe.length, stderr);
    buffer_release(&text);
    buffer_release(&safe);
}

enum status session_print_bytes(struct session *session, struct slice bytes)
{
    if (fwrite(bytes.at, 1, bytes.length, stdout) == bytes.length && fflush(stdout) == 0)
        return STATUS_OK;
    /* A reader that went away (head, less) is no failure. */
    if (errno == EPIPE)
        return STATUS_OK;
    return problem_say(&session->problem, STATUS_FILE, N_("standard output cannot be written: {1}"), strerror(errno),
                       NULL);
}

enum status session_print(struct session *session, struct slice text)
{
    struct buffer safe;
    buffer_init(&safe);
    text_safe(text, &safe);
    enum status status = buffer_status(&safe);
    if (status == STATUS_OK)
        status = session_print_bytes(session, buffer_slice(&safe));
    buffer_release(&safe);
    return status;
}

enum status session_json_written(struct session *session, struct buffer *text)
{
    buffer_byte(text, '\n');
    if (buffer_status(text) != STATUS_OK)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    return session_print_bytes(session, buffer_slice(text));
}

enum status session_json(struct session *session, json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    json_decref(value);
    if (!text)
        return problem_say(&session->problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    struct buffer line;
    buffer_init(&line);
    buffer_text(&line, text);
    free(text);
    enum status status = session_json_written(session, &line);
    buffer_release(&line);
    return status;
}
