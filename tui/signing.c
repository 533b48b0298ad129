#include "tui/signing.h"

#include "core/text.h"
#include "data/head.h"
#include "data/head_due.h"
#include "tui/i18n.h"
#include "tui/prompt.h"
#include "tui/screen_sign.h"

#include <stdio.h>

enum status signing_author(struct session *session, struct log *log, struct author *out)
{
    struct vkey vkey;
    enum status status = session_key_name(session, &vkey);
    if (status == STATUS_OK)
        *out = (struct author){.log = log, .name = vkey.name, .at = session_now()};
    return status;
}

void signing_show(const struct session *session, struct slice text)
{
    if (session_has(session, OPTION_QUIET))
        return;
    struct buffer safe;
    buffer_init(&safe);
    buffer_byte(&safe, '\n');
    text_safe(text, &safe);
    buffer_byte(&safe, '\n');
    if (buffer_status(&safe) == STATUS_OK)
        fwrite(safe.at, 1, safe.length, stderr);
    buffer_release(&safe);
}

enum status signing_confirm(struct session *session, const char *word)
{
    if (session_has(session, OPTION_YES))
        return STATUS_OK;
    if (!prompt_has_terminal())
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("there is no terminal to ask on: give --yes to sign without being asked"), NULL, NULL);
    struct buffer prompt, answer;
    buffer_init(&prompt);
    buffer_init(&answer);
    struct sign_choice wanted;
    sign_choice(slice_of(word ? word : "yes"), &wanted);
    i18n_pattern(wanted.part ? _("What you sign is public for ever. To sign it, type what comes first, \"{1}\": ")
                             : _("What you sign is public for ever. To sign it, type \"{1}\": "),
                 slice_of(wanted.word), SLICE(""), &prompt);
    enum status status = buffer_status(&prompt);
    if (status == STATUS_OK)
        status = prompt_word(prompt.at, &answer, &session->problem);
    if (status == STATUS_OK && !sign_word_matches(buffer_slice(&answer), wanted.word, word ? wanted.key : NULL))
        status = problem_say(&session->problem, STATUS_CANCELLED, N_("nothing was signed"), NULL, NULL);
    buffer_release(&prompt);
    buffer_release(&answer);
    return status;
}

/* Where the statute wants heads signed while a ballot is open. The entry is in the ledger: nothing here may fail it. */
static void remind_of_head(struct session *session, struct slice bytes)
{
    struct arena arena;
    struct note note;
    struct entry entry;
    struct log *log;
    uint64_t minutes = 0;
    arena_init(&arena);
    if (note_parse(bytes, &note, NULL) == STATUS_OK && entry_parse(note.text, &arena, &entry, NULL) == STATUS_OK &&
        entry.kind != KIND_BALLOT && entry.kind != KIND_CLOSE && /* these have a head signed behind them */
        ledger_log(session->ledger, entry.body, &log, NULL) == STATUS_OK &&
        head_due(log, session_now(), &minutes) == STATUS_OK && minutes) {
        struct buffer number;
        buffer_init(&number);
        buffer_number(&number, minutes);
        session_note(session,
                     _("The statute wants a head signed every {1} minutes while a ballot is open: a secretary runs "
                       "\"stimmbuch checkpoint {2}\"."),
                     buffer_slice(&number), entry.body);
        buffer_release(&number);
    }
    arena_release(&arena);
}

static enum status submit(struct session *session, struct slice note, struct submission *out)
{
    enum status status = ledger_submit(session->ledger, note, session_now(), out, &session->problem);
    if (status == STATUS_OK && out->index >= 0)
        remind_of_head(session, note);
    return status;
}

static enum status submit_text(struct session *session, struct slice text, const char *word,
                               const struct signer *beside, size_t count, struct submission *out)
{
    struct buffer note;
    struct signer signer;
    buffer_init(&note);
    enum status status = ledger_try(session->ledger, text, session_now(), &session->problem);
    if (status != STATUS_OK)
        return status;
    problem_clear(&session->problem); /* the file that the text came from is no part of what follows */
    signing_show(session, text);
    status = signing_confirm(session, word);
    if (status == STATUS_OK)
        status = session_key(session, &signer);
    if (status == STATUS_OK) {
        note_sign(text, &signer, &note);
        for (size_t i = 0; i < count; i++) {
            struct signature signature = key_sign(&beside[i], text);
            note_write_line(&beside[i].vkey, &signature, &note);
        }
        status = buffer_status(&note);
    }
    if (status == STATUS_OK)
        status = submit(session, buffer_slice(&note), out);
    buffer_release(&note);
    return status;
}

enum status signing_submit_text(struct session *session, struct slice text, const char *word, struct submission *out)
{
    return submit_text(session, text, word, NULL, 0, out);
}

static enum status submit_draft(struct session *session, struct draft *draft, const char *word,
                                const struct signer *beside, size_t count, struct submission *out)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = draft_compose(draft, &text, &session->problem);
    if (status == STATUS_OK)
        status = submit_text(session, buffer_slice(&text), word, beside, count, out);
    if (status == STATUS_FORM)
        draft_locate(draft, &session->problem);
    buffer_release(&text);
    return status;
}

enum status signing_submit(struct session *session, struct draft *draft, const char *word, struct submission *out)
{
    return submit_draft(session, draft, word, NULL, 0, out);
}

enum status signing_submit_beside(struct session *session, struct draft *draft, const struct signer *beside,
                                  size_t count, struct submission *out)
{
    return submit_draft(session, draft, NULL, beside, count, out);
}

enum status signing_add(struct session *session, struct slice note, struct submission *out)
{
    struct note parsed;
    struct signer signer;
    struct buffer signed_note;
    buffer_init(&signed_note);
    enum status status = note_parse(note, &parsed, &session->problem);
    if (status != STATUS_OK)
        return status;
    signing_show(session, parsed.text);
    status = signing_confirm(session, NULL);
    if (status == STATUS_OK)
        status = session_key(session, &signer);
    if (status == STATUS_OK) {
        struct signature signature = key_sign(&signer, parsed.text);
        buffer_add(&signed_note, note);
        note_write_line(&signer.vkey, &signature, &signed_note);
        status = buffer_status(&signed_note);
    }
    if (status == STATUS_OK)
        status = submit(session, buffer_slice(&signed_note), out);
    buffer_release(&signed_note);
    return status;
}

/* Unlocks the log's key and signs; the reason why not is left in the session's problem. */
static enum status sign_head(struct session *session, struct log *log, struct slice label)
{
    struct secret passphrase = {0};
    struct unlocked *key = NULL;
    enum status status = session_passphrase(session, label.at, false, &passphrase);
    if (status == STATUS_OK)
        status = keyfile_unlock(&session->keyring, label, secret_slice(&passphrase), &key, &session->problem);
    secret_release(&passphrase);
    if (status == STATUS_OK) {
        struct signer signer = unlocked_signer(key);
        status = head_sign(log, &signer, session->marks_path.at, &session->problem);
    }
    unlocked_free(key);
    return status;
}

void signing_head(struct session *session, struct log *log)
{
    struct buffer label, why;
    struct vkey vkey;
    buffer_init(&label);
    buffer_init(&why);
    key_label_write(&log_body(log)->log, &label);
    enum status status = buffer_status(&label);
    struct problem before = session->problem;
    if (status == STATUS_OK)
        status = keyring_find(&session->keyring, buffer_slice(&label), &vkey, &session->problem);
    if (status == STATUS_OK) {
        status = sign_head(session, log, buffer_slice(&label));
        if (status != STATUS_OK) {
            i18n_problem(&session->problem, &why);
            session_note(session, _("The entry is in the ledger, but no head was signed: {1}"), buffer_slice(&why),
                         SLICE(""));
        }
    } else {
        session_note(session, _("The log's key is not here, so no head was signed."), SLICE(""), SLICE(""));
    }
    session->problem = before;
    buffer_release(&label);
    buffer_release(&why);
}

json_t *submission_json(const struct submission *submission)
{
    return json_pack("{s:o, s:s, s:o, s:b, s:I, s:I}", "id", json_digest(&submission->id), "kind",
                     kind_table(submission->kind)->name, "index",
                     submission->index < 0 ? json_null() : json_integer(submission->index), "pending",
                     submission->index < 0, "signatures", (json_int_t)submission->signatures, "needed",
                     (json_int_t)submission->needed);
}

static enum status print_words(struct session *session, const struct submission *submission)
{
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(&submission->id, hex);
    struct buffer text, number, needed;
    buffer_init(&text);
    buffer_init(&number);
    buffer_init(&needed);
    if (submission->copy && submission->signatures >= submission->needed) {
        buffer_text(&text, _("signed; it waits for the writer, because this ledger is a copy: "));
        buffer_text(&text, hex);
    } else if (submission->index >= 0) {
        buffer_number(&number, (uint64_t)submission->index);
        i18n_pattern(_("in the ledger at place {1}: {2}"), buffer_slice(&number), slice_of(hex), &text);
    } else {
        buffer_number(&number, submission->signatures);
        buffer_number(&needed, submission->needed);
        i18n_pattern(_("waits for signatures ({1} of {2}): "), buffer_slice(&number), buffer_slice(&needed), &text);
        buffer_text(&text, hex);
    }
    buffer_byte(&text, '\n');
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&text));
    buffer_release(&text);
    buffer_release(&number);
    buffer_release(&needed);
    return status;
}

enum status submission_print(struct session *session, const struct submission *submission, json_t *more)
{
    if (!session_has(session, OPTION_JSON)) {
        json_decref(more);
        return print_words(session, submission);
    }
    json_t *object = submission_json(submission);
    if (object && more)
        json_object_update(object, more);
    json_decref(more);
    return session_json(session, object);
}
