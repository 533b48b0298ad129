/* export: a body's log as a folder that can be published. */
#include "tui/command.h"
#include "tui/export_words.h"
#include "tui/i18n.h"
#include "tui/interrupt.h"
#include "tui/progress.h"

struct work {
    struct interrupt interrupt;
    struct progress progress;
};

static bool go_on(void *context, uint64_t done, uint64_t all)
{
    struct work *work = context;
    progress_tell(&work->progress, done, all);
    return !interrupt_waits(&work->interrupt);
}

static enum status print_report(struct session *session, const struct log *log, const struct export_report *report)
{
    const char *folder = session->argument[1];
    if (session_has(session, OPTION_JSON))
        return session_json(session, json_pack("{s:o, s:o, s:I, s:o, s:I, s:I, s:I, s:I, s:I, s:I}", "body",
                                               json_slice(log_body(log)->name), "dir", json_slice(slice_of(folder)),
                                               "size", (json_int_t)report->size, "root", json_digest(&report->root),
                                               "entries", (json_int_t)(report->size - report->before), "tiles",
                                               (json_int_t)report->tiles, "blobs", (json_int_t)report->blobs,
                                               "left_out", (json_int_t)report->left_out, "missing",
                                               (json_int_t)report->missing, "unsigned", (json_int_t)report->unsigned_));
    struct buffer out;
    buffer_init(&out);
    export_write_report(report, log_body(log)->name, folder, &out);
    enum status status = buffer_status(&out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    return status;
}

static enum status export(struct session *session) {
    struct log *log; struct export_report report; struct work work;
    const struct export_options options = {.marks = session->marks_path.at, .progress = go_on, .context = &work};
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK) status = session_log(session, session->argument[0], &log);
    if (status != STATUS_OK) return status;
    progress_begin(&work.progress, session, false);
    interrupt_hold(&work.interrupt);
    status = export_folder(log, session->argument[1], &options, &report, &session->problem);
    interrupt_release(&work.interrupt, status == STATUS_CANCELLED);
    progress_clear(&work.progress);
    if (status == STATUS_CANCELLED) return problem_say(
        &session->problem, status,
        N_("interrupted: the folder shows what it showed before, and the next export goes on"), NULL, NULL);
    return status == STATUS_OK ? print_report(session, log, &report) : status;
}

const struct command commands_export[] = {
    {"export", NULL, "BODY DIR", 2, 2, "", N_("write a body's log into a folder that can be published"), export},
    {0},
};
