/* import-oparl: papers and agenda items of a council information system become drafts of proposals. */
#include "data/file.h"
#include "data/oparl.h"
#include "data/path.h"
#include "tui/command.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

struct writing {
    const char *folder;
    size_t written, kept;
    bool made; /* the folder is there */
};

static char *terminated(struct slice text)
{
    return strndup(text.at, text.length);
}

/* A draft that is there already may have been worked on: it stays as it is. */
static enum status write_draft(const struct oparl_draft *draft, void *context, struct problem *problem)
{
    struct writing *writing = context;
    char *name = terminated(draft->name);
    if (!name)
        return problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    char *path = path_join(writing->folder, name);
    enum status status = path ? STATUS_OK : problem_say(problem, STATUS_NO_MEMORY, NULL, NULL, NULL);
    if (status == STATUS_OK && !writing->made)
        status = folder_make(writing->folder, problem);
    writing->made = status == STATUS_OK;
    if (status == STATUS_OK && path_exists(path)) {
        writing->kept++;
    } else if (status == STATUS_OK) {
        status = file_write_atomic(writing->folder, name, draft->text, FILE_MODE_SHARED, false, problem);
        writing->written += status == STATUS_OK;
    }
    free(path);
    free(name);
    return status;
}

static json_t *lines_json(const struct oparl_report *report)
{
    json_t *lines = json_array();
    for (size_t i = 0; i < report->lines; i++) {
        struct buffer text;
        buffer_init(&text);
        i18n_problem(&report->line[i].problem, &text);
        json_array_append_new(lines,
                              json_pack("{s:s, s:s, s:o}", "code", oparl_cause_code(report->line[i].cause), "file",
                                        report->line[i].problem.file, "text", json_slice(buffer_slice(&text))));
        buffer_release(&text);
    }
    return lines;
}

static enum status print_report(struct session *session, const struct oparl_report *report,
                                const struct writing *writing)
{
    if (session_has(session, OPTION_JSON))
        return session_json(session,
                            json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "folder", writing->folder,
                                      "files", (json_int_t)report->files, "papers", (json_int_t)report->papers,
                                      "meetings", (json_int_t)report->meetings, "items", (json_int_t)report->items,
                                      "merged", (json_int_t)report->merged, "written", (json_int_t)writing->written,
                                      "kept", (json_int_t)writing->kept, "skipped",
                                      (json_int_t)oparl_report_skipped(report), "lines", lines_json(report)));
    struct buffer out;
    buffer_init(&out);
    for (size_t i = 0; i < report->lines; i++) {
        buffer_text(&out, "  ");
        i18n_problem(&report->line[i].problem, &out);
        buffer_byte(&out, '\n');
    }
    buffer_format(&out, "%s %zu · %s %zu · %s %zu · %s %zu\n", _("drafts written:"), writing->written,
                  _("there already:"), writing->kept, _("merged into their paper:"), report->merged, _("left out:"),
                  oparl_report_skipped(report));
    buffer_text(&out, writing->folder);
    buffer_byte(&out, '\n');
    enum status status = buffer_status(&out);
    if (status == STATUS_OK)
        status = session_print(session, buffer_slice(&out));
    buffer_release(&out);
    return status;
}

/* Where no file at all could be read the first reason is the command's failure; else it is a line of the report. */
static enum status check_read(struct session *session, const struct oparl_report *report)
{
    for (size_t i = 0; i < report->lines && report->files == 0; i++) {
        enum oparl_cause cause = report->line[i].cause;
        if (cause != OPARL_FILE && cause != OPARL_JSON && cause != OPARL_FOLDER && cause != OPARL_LINK)
            continue;
        session->problem = report->line[i].problem;
        if (cause != OPARL_JSON)
            session->problem.status = STATUS_FILE;
        return session->problem.status;
    }
    return STATUS_OK;
}

/* --dir, else the body's folder among the drafts. */
static char *drafts_folder(const struct session *session, const struct log *log)
{
    if (session_has(session, OPTION_DIR))
        return strdup(session->option[OPTION_DIR]);
    char *name = terminated(log_body(log)->name);
    char *folder = name ? path_join(session->drafts_path.at, name) : NULL;
    free(name);
    return folder;
}

static enum status import_oparl(struct session *session)
{
    struct log *log;
    struct oparl_report report;
    enum status status = session_ledger(session, STORE_READ);
    if (status == STATUS_OK)
        status = session_log(session, session->argument[0], &log);
    if (status != STATUS_OK)
        return status;
    char *folder = drafts_folder(session, log);
    if (!folder)
        return STATUS_NO_MEMORY;
    struct writing writing = {.folder = folder};
    oparl_report_init(&report);
    status = oparl_import((const char *const *)session->argument + 1, session->arguments - 1, write_draft, &writing,
                          &report, &session->problem);
    if (status == STATUS_OK)
        status = check_read(session, &report);
    if (status == STATUS_OK)
        status = print_report(session, &report, &writing);
    oparl_report_release(&report);
    free(folder);
    return status;
}

const struct command commands_oparl[] = {
    {"import-oparl", NULL, "BODY PATH…", 2, 10000, "dir",
     N_("make drafts of proposals from a council information system's OParl files"), import_oparl},
    {0},
};
