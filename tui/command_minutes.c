/* minutes: prints those of a meeting, signs a file as such, confirms them. */
#include "data/blob.h"
#include "data/compose_meeting.h"
#include "data/file.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/minutes.h"
#include "tui/signing.h"

enum { FILE_LIMIT = 64 << 20 };

static enum status find(struct session *session, enum store_mode mode, struct found *found, struct log **log)
{
    enum status status = session_ledger(session, mode);
    if (status == STATUS_OK)
        status = query_find_meeting(ledger_store(session->ledger), session->argument[0], found, &session->problem);
    return status == STATUS_OK ? ledger_log_number(session->ledger, found->body, log, &session->problem) : status;
}

static enum status print_minutes(struct session *session)
{
    struct found found;
    struct log *log;
    struct buffer text;
    buffer_init(&text);
    enum status status = find(session, STORE_READ, &found, &log);
    if (status == STATUS_OK)
        status = minutes_write(session, log, &found, &text);
    if (status == STATUS_OK && session_has(session, OPTION_JSON))
        status = session_json(session, json_pack("{s:o, s:s, s:o}", "meeting", json_digest(&found.id), "format",
                                                 "markdown", "text", json_slice(buffer_slice(&text))));
    else if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&text));
    buffer_release(&text);
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

static enum status minutes(struct session *session)
{
    bool sign = session_has(session, OPTION_SIGN), confirm = session_has(session, OPTION_CONFIRM);
    if (sign && confirm)
        return problem_say(&session->problem, STATUS_USAGE, N_("--sign and --confirm are two entries: give one"), NULL,
                           NULL);
    if (session_has(session, OPTION_REASON) && !confirm)
        return problem_say(&session->problem, STATUS_USAGE, N_("--reason belongs to --confirm"), NULL, NULL);
    return sign ? sign_minutes(session) : confirm ? confirm_minutes(session) : print_minutes(session);
}

const struct command commands_minutes[] = {
    {"minutes", NULL, "MEETING", 1, 1, "sign confirm reason",
     N_("print the minutes of a meeting as Markdown; sign a file as the minutes; confirm them"), minutes},
    {0},
};
