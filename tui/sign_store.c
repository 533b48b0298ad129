/* From the word to the entry in the ledger, and what follows: the result of a closing, the head, the next screen. */
#include "core/fingerprint.h"
#include "data/attachment.h"
#include "data/blob.h"
#include "data/compose_result.h"
#include "data/head.h"
#include "tui/exact.h"
#include "tui/key_steps.h"
#include "tui/screens.h"
#include "tui/seat_pass.h"
#include "tui/sign.h"

enum head { HEAD_NOT_MEANT, HEAD_NO_KEY, HEAD_LEFT_OUT, HEAD_FAILED, HEAD_SIGNED };

enum status sign_describe(struct signing *sign)
{
    /* What is compared with a person, by telephone say, is the key that asks for a seat; else it is the entry. */
    bool asks = sign->entry.kind == KIND_ENROL;
    struct digest id = digest_of(asks ? entry_value(&sign->entry, "key") : buffer_slice(&sign->text));
    struct slice title = entry_value(&sign->entry, "title");
    buffer_clear(&sign->heading);
    buffer_clear(&sign->words);
    buffer_clear(&sign->hex);
    buffer_text(&sign->heading, sign_title(sign->entry.kind));
    if (title.at) {
        buffer_text(&sign->heading, "  ");
        buffer_add(&sign->heading, title);
    }
    fingerprint_words(&id, &sign->words);
    fingerprint_hex(&id, FINGERPRINT_BYTES, &sign->hex);
    if (asks)
        buffer_format(&sign->hex, "  %.*s", (int)sign->entry.by.length, sign->entry.by.at);
    sign->lines = exact_lines(buffer_slice(&sign->text));
    const struct buffer *const all[] = {&sign->heading, &sign->words, &sign->hex};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (buffer_status(all[i]) != STATUS_OK)
            return STATUS_NO_MEMORY;
    return STATUS_OK;
}

static void add_line(struct slice text, const struct unlocked *key, struct buffer *note)
{
    if (!key)
        return;
    struct signer signer = unlocked_signer(key);
    struct signature signature = key_sign(&signer, text);
    note_write_line(&signer.vkey, &signature, note);
}

/* Those that the text names and that lie beside its draft. */
static enum status keep_attachments(struct app *app, const struct signing *sign, struct problem *problem)
{
    struct arena arena;
    struct draft draft;
    size_t at = 0;
    enum status status = STATUS_OK;
    arena_init(&arena);
    draft_init(&draft, sign->entry.kind, &arena);
    for (const struct field *field; status == STATUS_OK && (field = entry_next(&sign->entry, "attachment", &at));)
        status = draft_add(&draft, "attachment", field->value);
    if (status == STATUS_OK)
        status = attachment_keep(&draft, sign->files.at, app_store(app), problem);
    arena_release(&arena);
    return status;
}

/* Signs the text, or adds a signature to the note, and stores it: the only place on the screen that does. */
static enum status submit(struct app *app, const struct signing *sign, struct submission *out, struct problem *problem)
{
    struct signer signer = unlocked_signer(app->session->key);
    struct slice text = buffer_slice(&sign->text);
    struct buffer note;
    buffer_init(&note);
    /* On a first run there is no file until now. */
    if (session_ledger(app->session, STORE_CREATE) != STATUS_OK) {
        *problem = app->session->problem;
        return problem->status;
    }
    const struct unlocked *further[] = {sign->beside ? sign->unlock.of[SIGN_LOG].key : NULL,
                                        sign->unlock.of[SIGN_OLD].key};
    if (sign->note.length) {
        struct signature signature = key_sign(&signer, text);
        buffer_add(&note, buffer_slice(&sign->note));
        note_write_line(&signer.vkey, &signature, &note);
    } else {
        note_sign(text, &signer, &note);
    }
    for (size_t i = 0; i < sizeof further / sizeof further[0]; i++)
        add_line(text, further[i], &note);
    enum status status = buffer_status(&note);
    /* First, so that no entry names a file that could not be kept. */
    if (status == STATUS_OK && sign->blob.length)
        status = blob_keep(app_store(app), buffer_slice(&sign->blob), problem);
    if (status == STATUS_OK && sign->files.length)
        status = keep_attachments(app, sign, problem);
    if (status == STATUS_OK)
        status = ledger_submit(app->session->ledger, buffer_slice(&note), app->now, out, problem);
    buffer_release(&note);
    return status;
}

/* Puts the result's text in place of the closing's. */
static enum status compose(struct app *app, struct signing *sign, const struct ballot_facts *ballot,
                           struct problem *problem)
{
    struct log *log;
    struct author author;
    struct draft draft;
    draft_init(&draft, KIND_RESULT, &sign->arena);
    enum status status = ledger_log_number(app->session->ledger, ballot->body, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status == STATUS_OK)
        status = compose_result(&author, ballot, &sign->terms, &draft, problem);
    buffer_clear(&sign->text);
    buffer_clear(&sign->note);
    if (status == STATUS_OK)
        status = draft_compose(&draft, &sign->text, problem);
    if (status == STATUS_OK)
        status = ledger_try(app->session->ledger, buffer_slice(&sign->text), app->now, problem);
    if (status == STATUS_OK)
        status = entry_parse(buffer_slice(&sign->text), &sign->arena, &sign->entry, problem);
    return status == STATUS_OK ? sign_describe(sign) : status;
}

/* The same consent covers the result of a ballot that was just closed. *signed_too: its text is shown now. */
static enum status follow_with_result(struct app *app, struct signing *sign, const struct digest *ballot,
                                      bool *signed_too, struct problem *problem)
{
    struct ballot_facts facts;
    struct submission result;
    bool waits = false;
    char hex[DIGEST_HEX_LENGTH + 1];
    digest_hex(ballot, hex);
    enum status status = ballot_facts_find(app_store(app), hex, &facts, problem);
    if (status != STATUS_OK || !facts.closed || facts.has_result)
        return status;
    status = result_waiting(app_store(app), ballot, &result, &waits, problem);
    if (status != STATUS_OK || waits)
        return status;
    status = compose(app, sign, &facts, problem);
    if (status == STATUS_OK)
        status = submit(app, sign, &result, problem);
    *signed_too = status == STATUS_OK;
    return status;
}

static enum head sign_head(struct app *app, const struct signing *sign, struct problem *problem)
{
    struct log *log;
    if (!sign->brings_head)
        return HEAD_NOT_MEANT;
    if (!sign->log_label.length)
        return HEAD_NO_KEY;
    const struct unlocked *key = sign->unlock.of[SIGN_LOG].key;
    if (!key)
        return HEAD_LEFT_OUT;
    struct signer signer = unlocked_signer(key);
    enum status status = ledger_log(app->session->ledger, sign->entry.body, &log, problem);
    if (status == STATUS_OK)
        status = head_sign(log, &signer, app->session->marks_path.at, problem);
    problem->status = status;
    return status == STATUS_OK ? HEAD_SIGNED : HEAD_FAILED;
}

static void say_stored(struct app *app, const struct submission *entry, enum head head, const struct problem *problem)
{
    struct buffer place, why;
    buffer_init(&place);
    buffer_init(&why);
    buffer_number(&place, entry->index < 0 ? entry->signatures : (uint64_t)entry->index);
    const char *pattern = _("In the ledger at place {1}.");
    if (entry->index < 0) {
        pattern = _("It waits for further signatures: {1} of {2} are there.");
        buffer_number(&why, entry->needed);
        if (entry->copy && entry->signatures >= entry->needed)
            pattern = _("Signed. It waits for the writer, because this ledger is a copy.");
    } else if (head == HEAD_SIGNED) {
        pattern = _("In the ledger at place {1}, and the new head is signed.");
    } else if (head == HEAD_LEFT_OUT) {
        pattern = _("In the ledger at place {1}. No head was signed.");
    } else if (head == HEAD_NO_KEY) {
        pattern = _("In the ledger at place {1}. No head was signed: the log's key is not here.");
    } else if (head == HEAD_FAILED) {
        pattern = _("In the ledger at place {1}, but no head was signed: {2}");
        i18n_problem(problem, &why);
    }
    app_say(app, STYLE_GOOD, pattern, buffer_slice(&place), buffer_slice(&why));
    buffer_release(&place);
    buffer_release(&why);
}

/* Where the entry went, for the screen that comes next. */
static void remember(struct app *app, struct signing *sign, const struct submission *entry, const struct digest *ballot)
{
    struct log *log;
    struct problem ignored;
    sign->stored = (struct found){.index = entry->index, .id = entry->id};
    if (ledger_log(app->session->ledger, sign->entry.body, &log, &ignored) == STATUS_OK)
        sign->stored.body = log_number(log);
    if (sign->after == SIGN_RESULT)
        sign->stored.id = *ballot;
    if (sign->after == SIGN_RESULT && entry->index < 0)
        sign->after = SIGN_BACK;
}

void sign_store(struct app *app, struct signing *sign)
{
    struct submission entry = {.index = -1};
    struct problem problem = {.status = STATUS_OK}, later = {.status = STATUS_OK};
    struct digest ballot = {{0}};
    bool shows_result = false;
    enum kind kind = sign->entry.kind;
    enum status status = submit(app, sign, &entry, &problem);
    if (status != STATUS_OK) {
        /* A commit that failed may have reached the disk all the same: the key that the entry names is kept. */
        if (status == STATUS_STORE && sign->beside)
            sign->unlock.sealed = false;
        sign_unlock_undo(&sign->unlock);
        problem.status = status;
        app_fail(app, &problem);
        sign->focus = FIELD_WORD;
        return;
    }
    sign->unlock.sealed = false;
    entry_hash(&sign->entry, "ballot", &ballot);
    if (kind == KIND_CLOSE)
        sign->after = SIGN_RESULT;
    remember(app, sign, &entry, &ballot);
    if (kind == KIND_CLOSE && entry.index >= 0)
        status = follow_with_result(app, sign, &ballot, &shows_result, &later);
    later.status = status;
    enum head head = entry.index < 0 ? HEAD_NOT_MEANT : sign_head(app, sign, &problem);
    bool next = sign->after == SIGN_NEXT || sign->after == SIGN_SEAT;
    /* What the next step has to say comes behind that. */
    if (next)
        say_stored(app, &entry, head, &problem);
    if (shows_result) {
        sign->phase = SIGN_SIGNED;
        sign->pager.top = 0;
    } else {
        sign_leave(app, sign);
    }
    if (!next)
        say_stored(app, &entry, head, &problem);
    if (status != STATUS_OK)
        app_fail(app, &later);
}

void sign_leave(struct app *app, struct signing *sign)
{
    struct found stored = sign->stored;
    enum sign_after after = sign->after;
    struct ballot_facts facts;
    char hex[DIGEST_HEX_LENGTH + 1];
    struct key_step step;
    struct seat_vote vote;
    if (after == SIGN_SEAT)
        seat_vote_take(&vote, &sign->entry, &stored);
    if (after == SIGN_NEXT && key_step_take(&step, &sign->entry, &sign->unlock.of[SIGN_LOG].key) != STATUS_OK)
        after = SIGN_BACK;
    for (int screens = sign->leave + 1; screens > 0 && app->depth > 1; screens--)
        app_pop(app);
    digest_hex(&stored.id, hex);
    if (after == SIGN_NEXT) {
        step.waits = stored.index < 0;
        step.body = stored.body;
        key_step_go(app, &step);
    }
    if (after == SIGN_SEAT)
        seat_pass_go_on(app, &vote);
    if (after == SIGN_RECEIPT)
        app_push(app, &screen_receipt, &stored);
    else if (after == SIGN_RESULT && app->stack[app->depth - 1].screen != &screen_result &&
             ballot_facts_find(app_store(app), hex, &facts, &app->problem) == STATUS_OK)
        app_push(app, &screen_result, &facts);
}
