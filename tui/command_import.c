/* import: published logs, folders, and bundles are taken into the ledger. */
#include "tui/command_import.h"
#include "data/path.h"
#include "tui/command.h"
#include "tui/i18n.h"
#include "tui/import_words.h"
#include "tui/prompt.h"
#include "tui/screen_sign.h"

#include <stdio.h>
#include <sys/stat.h>

bool importing_go_on(void *context, uint64_t done, uint64_t all)
{
    struct importing *work = context;
    progress_tell(&work->progress, done, all);
    return !interrupt_waits(&work->interrupt);
}

/* The id that --founding gives, in full: a part of it could be made to fit. */
static enum status check_given(struct session *session, const struct published *published)
{
    struct digest given;
    char hex[DIGEST_HEX_LENGTH + 1];
    if (!digest_from_hex(session_value(session, OPTION_FOUNDING), &given))
        return problem_say(&session->problem, STATUS_USAGE,
                           N_("--founding wants the whole id of the founding, 64 hex digits"), NULL, NULL);
    if (digest_equal(&given, &published->founding))
        return STATUS_OK;
    digest_hex(&published->founding, hex);
    return problem_slices(
        &session->problem, STATUS_MISMATCH,
        N_("the body {1} that is to be imported was founded as {2}, which is not the id that --founding gives"),
        published->name, slice_of(hex));
}

/* A folder can claim any name: only its founding's id tells whose it is, and that must come from somewhere else. */
static enum status confirm(struct session *session, const struct published *published)
{
    struct buffer text, answer;
    if (session_has(session, OPTION_FOUNDING))
        return check_given(session, published);
    if (!prompt_has_terminal())
        return problem_slices(&session->problem, STATUS_USAGE,
                              N_("this ledger does not have the body {1} yet: give the id of its founding, as its "
                                 "secretary tells it, with --founding"),
                              published->name, SLICE(""));
    buffer_init(&text);
    buffer_init(&answer);
    i18n_pattern(_("This ledger does not have the body {1} yet. Compare its founding with what a secretary tells you:"),
                 published->name, SLICE(""), &text);
    buffer_byte(&text, '\n');
    import_founding(published, &text);
    session_note(session, "{1}", buffer_slice(&text), SLICE(""));
    buffer_clear(&text);
    struct sign_choice wanted;
    sign_choice(SLICE("yes"), &wanted);
    i18n_pattern(_("To take it, type \"{1}\": "), slice_of(wanted.word), SLICE(""), &text);
    enum status status = buffer_status(&text);
    if (status == STATUS_OK)
        status = prompt_word(text.at, &answer, &session->problem);
    if (status == STATUS_OK && !sign_word_matches(buffer_slice(&answer), wanted.word, NULL))
        status = problem_say(&session->problem, STATUS_CANCELLED, N_("nothing was imported"), NULL, NULL);
    buffer_release(&text);
    buffer_release(&answer);
    return status;
}

/* The ledger's file is made when there is something to put into it. */
enum status importing_ledger(struct session *session, const struct published *published)
{
    bool known = false;
    bool there = session->ledger || path_exists(session->ledger_path.at);
    enum status status = there ? session_ledger(session, STORE_WRITE) : STATUS_OK;
    if (status == STATUS_OK && there)
        status = import_known(session->ledger, published, &known, &session->problem);
    if (status == STATUS_OK && !known)
        status = confirm(session, published);
    return status == STATUS_OK ? session_ledger(session, STORE_CREATE) : status;
}

enum status importing_print(struct importing *work, const struct published *published,
                            const struct import_report *report, json_t *waiting)
{
    struct buffer out;
    buffer_init(&out);
    import_warnings(report, &out);
    if (out.length)
        session_note(work->session, "{1}", slice_head(buffer_slice(&out), out.length - 1), SLICE(""));
    buffer_clear(&out);
    enum status status = STATUS_OK;
    if (work->imported) {
        json_t *object = json_pack("{s:o, s:o, s:I, s:I, s:I, s:I, s:I}", "body", json_slice(published->name),
                                   "founding", json_digest(&published->founding), "from", (json_int_t)report->from,
                                   "size", (json_int_t)report->size, "entries",
                                   (json_int_t)(report->size > report->from ? report->size - report->from : 0),
                                   "rejected", (json_int_t)report->rejected, "blobs", (json_int_t)report->blobs);
        if (waiting)
            json_object_set_new(object, "waiting", waiting);
        json_array_append_new(work->imported, object);
    } else {
        import_words(published, report, &out);
        buffer_byte(&out, '\n');
        status = buffer_status(&out);
        if (status == STATUS_OK)
            status = session_print(work->session, buffer_slice(&out));
    }
    buffer_release(&out);
    return status;
}

static enum status import_published(struct importing *work, const char *path)
{
    struct session *session = work->session;
    struct published published;
    struct import_report report;
    const struct import_options options = {
        .marks = session->marks_path.at, .jobs = work->jobs, .progress = importing_go_on, .context = work};
    enum status status = published_open(path, &published, &session->problem);
    if (status == STATUS_FORM)
        status = STATUS_MISMATCH;
    if (status == STATUS_OK)
        status = importing_ledger(session, &published);
    if (status == STATUS_OK) {
        interrupt_hold(&work->interrupt);
        status = import_folder(session->ledger, &published, &options, &report, &session->problem);
        interrupt_release(&work->interrupt, status == STATUS_CANCELLED);
        progress_clear(&work->progress);
        if (status == STATUS_CANCELLED)
            problem_say(&session->problem, status, N_("interrupted: the ledger is as it was"), NULL, NULL);
    }
    if (status == STATUS_OK)
        status = importing_print(work, &published, &report, NULL);
    published_close(&published);
    return status;
}

/* A folder is a log, a file is a bundle. */
static enum status import_path(struct importing *work, const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
        return importing_bundle(work, path);
    return import_published(work, path);
}

static enum status import(struct session *session)
{
    struct importing work = {.session = session};
    uint64_t jobs = 0;
    progress_begin(&work.progress, session, true);
    if (session_has(session, OPTION_JOBS) &&
        (!value_number(session_value(session, OPTION_JOBS), &jobs) || jobs == 0 || jobs > 256))
        return problem_say(&session->problem, STATUS_USAGE, N_("--{1} wants a number"), "jobs", NULL);
    work.jobs = (unsigned)jobs;
    if (session_has(session, OPTION_JSON))
        work.imported = json_array();
    enum status status = STATUS_OK;
    for (size_t i = 0; i < session->arguments && status == STATUS_OK; i++)
        status = import_path(&work, session->argument[i]);
    /* What came before a failure is in the ledger. */
    enum status printed = STATUS_OK;
    if (work.imported && (status == STATUS_OK || json_array_size(work.imported)))
        printed = session_json(session, json_pack("{s:O}", "imported", work.imported));
    json_decref(work.imported);
    return status == STATUS_OK ? printed : status;
}

const struct command commands_import[] = {
    {"import", NULL, "PATH…", 1, 10000, "founding jobs",
     N_("take logs that \"export\" wrote, or bundles, into the ledger"), import},
    {0},
};
