/* Which keys a signature needs: one's own, and the log's where a head follows or a log begins. */
#include "tui/founding.h"
#include "tui/sign.h"

/* Which entries bring a head with them, as by command: of keys those that others signed before, and those of a log. */
static bool brings_head(const struct signing *sign)
{
    switch (sign->entry.kind) {
    case KIND_BODY:
    case KIND_BALLOT:
    case KIND_CLOSE:
    case KIND_RESULT:
        return true;
    case KIND_KEY:
        return sign->note.length || slice_is(entry_value(&sign->entry, "action"), "log");
    default:
        return false;
    }
}

/* How many signatures a change of keys needs: the secretaries, and those of the keys that it names who sign too. */
static size_t lines_of_key(const struct entry *entry, size_t approvals)
{
    struct slice action = entry_value(entry, "action");
    if (slice_is(action, "rotate"))
        return 2;
    return slice_is(action, "log") ? approvals + 2 : approvals;
}

/* The log key of the entry's body, when this signature completes an entry after which a head is signed. */
static enum status find_log_key(struct app *app, struct signing *sign, struct vkey *out, bool *wanted)
{
    struct note note = {.lines = 0};
    struct log *log;
    struct problem ignored;
    size_t at = 0, needed = 0;
    *wanted = false;
    sign->brings_head = brings_head(sign);
    if (sign->note.length && note_parse(buffer_slice(&sign->note), &note, &ignored) != STATUS_OK)
        return STATUS_OK;
    if (sign->entry.kind == KIND_BODY) {
        while (entry_next(&sign->entry, "secretary", &at))
            needed++;
        *wanted = note.lines + 1 >= needed;
        return vkey_parse(entry_value(&sign->entry, "log"), out, &app->problem);
    }
    if (!sign->brings_head)
        return STATUS_OK;
    enum status status = ledger_log(app->session->ledger, sign->entry.body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    size_t approvals = log_body(log)->approvals;
    *wanted = note.lines + 1 >= (sign->entry.kind == KIND_KEY ? lines_of_key(&sign->entry, approvals) : approvals);
    *out = log_body(log)->log;
    /* A head behind a hand-over is the new key's. */
    if (sign->entry.kind == KIND_KEY && slice_is(entry_value(&sign->entry, "action"), "log"))
        return vkey_parse(entry_value(&sign->entry, "new"), out, &app->problem);
    return STATUS_OK;
}

static enum status keep_label(struct signing *sign, struct slice label, struct slice *out)
{
    *out = arena_copy(&sign->arena, label);
    return out->at ? STATUS_OK : STATUS_NO_MEMORY;
}

/* The key that was made for it belongs to the screen from here on. */
static enum status take_made(struct app *app, struct signing *sign, struct unlocked **made)
{
    struct buffer label;
    if (founding_kdf(app->session, &sign->unlock.kdf) != STATUS_OK) {
        app->problem = app->session->problem;
        return app->problem.status;
    }
    buffer_init(&label);
    struct signer signer = unlocked_signer(*made);
    key_label_write(&signer.vkey, &label);
    enum status status = buffer_status(&label);
    if (status == STATUS_OK)
        status = keep_label(sign, buffer_slice(&label), &sign->log_label);
    buffer_release(&label);
    if (status == STATUS_OK) {
        sign->makes_key = true;
        sign->unlock.made = *made;
        *made = NULL;
    }
    return status;
}

static enum status take_keys(struct app *app, struct signing *sign, const struct sign_request *request)
{
    enum status status = STATUS_OK;
    sign->beside = request->beside;
    if (request->old_label.at)
        status = keep_label(sign, request->old_label, &sign->old_label);
    if (status == STATUS_OK && request->beside_label.at)
        status = keep_label(sign, request->beside_label, &sign->log_label);
    if (status != STATUS_OK || !request->log_key)
        return status;
    if (!request->sealed)
        return take_made(app, sign, request->log_key);
    sign->unlock.of[SIGN_LOG].key = *request->log_key;
    *request->log_key = NULL;
    return STATUS_OK;
}

static bool has_signed(const struct signing *sign, const struct vkey *own)
{
    struct note note;
    if (!sign->note.length || note_parse(buffer_slice(&sign->note), &note, NULL) != STATUS_OK)
        return false;
    for (size_t i = 0; i < note.lines; i++)
        if (note_line_names(&note.line[i], own))
            return true;
    return false;
}

static enum status find_keys(struct app *app, struct signing *sign)
{
    struct vkey own, log, found;
    bool wanted;
    struct buffer label;
    struct problem ignored;
    enum status status = session_key_name(app->session, &own);
    if (status != STATUS_OK) {
        app->problem = app->session->problem;
        return status;
    }
    if (has_signed(sign, &own))
        return problem_slices(&app->problem, STATUS_REFUSED,
                              N_("the key \"{1}\" has signed this already: somebody else has to"), own.name, SLICE(""));
    buffer_init(&label);
    sign->own_label = arena_copy(&sign->arena, own.name);
    buffer_add(&sign->signer, own.name);
    buffer_format(&sign->signer, "  +%08x", (unsigned)own.id);
    status = find_log_key(app, sign, &log, &wanted);
    if (status == STATUS_OK && wanted) {
        key_label_write(&log, &label);
        if (buffer_status(&label) == STATUS_OK &&
            keyring_find(&app->session->keyring, buffer_slice(&label), &found, &ignored) == STATUS_OK)
            sign->log_label = arena_copy(&sign->arena, buffer_slice(&label));
    }
    buffer_release(&label);
    return status == STATUS_OK && !sign->own_label.at ? STATUS_NO_MEMORY : status;
}

enum status sign_keys(struct app *app, struct signing *sign, const struct sign_request *request)
{
    enum status status = find_keys(app, sign);
    return status == STATUS_OK ? take_keys(app, sign, request) : status;
}
