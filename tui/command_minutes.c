/* minutes: prints those of a meeting, signs a file as such, confirms them. */
#include "data/blob.h"
#include "data/compose_meeting.h"
#include "data/file.h"
#include "tui/command.h"
#include "tui/document_out.h"
#include "tui/i18n.h"
#include "tui/minutes_proof.h"
#include "tui/signing.h"
#include "tui/usage.h"

enum { FILE_LIMIT = 64 << 20 };

static enum status find(struct session *session, enum store_mode mode, struct found *found, struct log **log)
{
    enum status status = session_ledger(session, mode);
    if (status == STATUS_OK)
        status = query_find_meeting(ledger_store(session->ledger), session->argument[0], found, &session->problem);
    return status == STATUS_OK ? ledger_log_number(session->ledger, found->body, log, &session->problem) : status;
}

/* --at INDEX; else as they stood when the newest minutes were signed, or as they stand. */
static enum status find_place(struct session *session, const struct found *found, int64_t *before)
{
    uint64_t at;
    if (!session_has(session, OPTION_AT))
        return minutes_before(session, found, before);
    if (!value_number(session_value(session, OPTION_AT), &at) || at > INT64_MAX)
        return problem_say(&session->problem, STATUS_USAGE, N_("--{1} wants a number"), "at", NULL);
    *before = (int64_t)at;
    return STATUS_OK;
}

static enum status print_json(struct session *session, const struct found *found, enum document_format format,
                              struct slice bytes)
{
    if (format == FORMAT_PDF)
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("a PDF cannot stand in JSON: give --output and no --json"), NULL, NULL);
    return session_json(session, json_pack("{s:o, s:s, s:o}", "meeting", json_digest(&found->id), "format",
                                           document_format_name(format), "text", json_slice(bytes)));
}

static enum status print_minutes(struct session *session)
{
    const unsigned allowed = 1u << FORMAT_TEXT | 1u << FORMAT_MARKDOWN | 1u << FORMAT_HTML | 1u << FORMAT_PDF;
    struct found found;
    struct log *log;
    struct buffer bytes;
    struct document document;
    enum document_format format;
    int64_t before = INT64_MAX;
    buffer_init(&bytes);
    document_init(&document, "");
    enum status status = document_format_read(session, allowed, FORMAT_MARKDOWN, &format);
    if (status == STATUS_OK)
        status = find(session, STORE_READ, &found, &log);
    if (status == STATUS_OK)
        status = find_place(session, &found, &before);
    if (status == STATUS_OK)
        status = minutes_document(session, log, &found, before, &document);
    if (status == STATUS_OK)
        status = document_write(session, &document, format, &bytes);
    if (status == STATUS_OK && session_has(session, OPTION_JSON))
        status = print_json(session, &found, format, buffer_slice(&bytes));
    else if (status == STATUS_OK)
        status = document_deliver(session, format, buffer_slice(&bytes));
    document_release(&document);
    buffer_release(&bytes);
    return status;
}

/* What is behind the last slash, as an attachment's name: the name of a file may be anything. */
static struct slice file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slice_of(slash ? slash + 1 : path);
}

struct kept {
    struct store *store;
    struct slice bytes;
};

static enum status keep_file(void *context, struct problem *problem)
{
    const struct kept *kept = context;
    return blob_keep(kept->store, kept->bytes, problem);
}

static enum status sign_minutes(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
    struct author author;
    struct submission submission;
    struct buffer bytes;
    const char *path = session->option[OPTION_SIGN];
    arena_init(&arena);
    buffer_init(&bytes);
    draft_init(&draft, KIND_MINUTES, &arena);
    enum status status = find(session, STORE_WRITE, &found, &log);
    if (status == STATUS_OK)
        status = file_read(path, FILE_LIMIT, &bytes, &session->problem);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status = compose_minutes(&author, &found.id, buffer_slice(&bytes), file_name(path), &draft);
    if (status == STATUS_OK) {
        struct kept kept = {ledger_store(session->ledger), buffer_slice(&bytes)};
        status = signing_submit_files(session, &draft, keep_file, &kept, &submission);
    }
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    buffer_release(&bytes);
    arena_release(&arena);
    return status;
}

static enum status confirm_minutes(struct session *session)
{
    struct arena arena;
    struct draft draft;
    struct found found;
    struct log *log;
    struct author author;
    struct minutes_item minutes;
    struct submission submission;
    bool there = false;
    arena_init(&arena);
    draft_init(&draft, KIND_CONFIRM, &arena);
    enum status status = find(session, STORE_WRITE, &found, &log);
    if (status == STATUS_OK)
        status =
            query_minutes(ledger_store(session->ledger), found.body, found.index, &minutes, &there, &session->problem);
    if (status == STATUS_OK && !there)
        status = problem_say(&session->problem, STATUS_NOT_FOUND,
                             N_("the minutes of this meeting are not signed yet: a secretary signs them with "
                                "\"stimmbuch minutes MEETING --sign FILE\""),
                             NULL, NULL);
    if (status == STATUS_OK)
        status = signing_author(session, log, &author);
    if (status == STATUS_OK)
        status =
            compose_confirm(&author, &minutes.id, session_given(session, OPTION_REASON), &draft, &session->problem);
    if (status == STATUS_OK)
        status = signing_submit(session, &draft, NULL, &submission);
    if (status == STATUS_OK)
        status = submission_print(session, &submission, NULL);
    arena_release(&arena);
    return status;
}

static const enum option of_writing[] = {OPTION_FORMAT, OPTION_OUTPUT, OPTION_AT};

static enum status prove_minutes(struct session *session)
{
    struct found found;
    struct log *log;
    enum status status = find(session, STORE_READ, &found, &log);
    return status == STATUS_OK ? minutes_prove(session, log, &found) : status;
}

static enum status minutes(struct session *session)
{
    bool sign = session_has(session, OPTION_SIGN), confirm = session_has(session, OPTION_CONFIRM);
    bool against = session_has(session, OPTION_AGAINST);
    if (sign && confirm)
        return problem_say(&session->problem, STATUS_USAGE, N_("--sign and --confirm are two entries: give one"), NULL,
                           NULL);
    if (against && (sign || confirm))
        return problem_say(&session->problem, STATUS_USAGE, N_("--against signs nothing: give it alone"), NULL, NULL);
    for (size_t i = 0; i < sizeof of_writing / sizeof of_writing[0]; i++)
        if ((sign || confirm || against) && session_has(session, of_writing[i]))
            return problem_say(&session->problem, STATUS_USAGE,
                               N_("--{1} is for writing minutes, not for signing or comparing them"),
                               usage_options[of_writing[i]].name, NULL);
    if (session_has(session, OPTION_REASON) && !confirm)
        return problem_say(&session->problem, STATUS_USAGE, N_("--reason belongs to --confirm"), NULL, NULL);
    return against   ? prove_minutes(session)
           : sign    ? sign_minutes(session)
           : confirm ? confirm_minutes(session)
                     : print_minutes(session);
}

const struct command commands_minutes[] = {
    {"minutes", NULL, "MEETING", 1, 1, "format output at sign against confirm reason",
     N_("write the minutes of a meeting as text, markdown, html or pdf; sign a file as the minutes, compare one with "
        "those that are signed, confirm them"),
     minutes},
    {0},
};
