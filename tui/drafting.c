#include "tui/drafting.h"

#include "data/attachment.h"
#include "data/compose_change.h"
#include "data/file.h"
#include "tui/draft_blanks.h"
#include "tui/draft_keep.h"
#include "tui/draft_template.h"
#include "tui/editor.h"
#include "tui/screen_sign.h"
#include "tui/statute_change.h"
#include "tui/typed_path.h"

#include <stdlib.h>
#include <sys/stat.h>

/* As large as a draft that a command reads. */
enum { DRAFT_LIMIT = 1 << 20, BESIDES = 2 };

void drafting_release(struct drafting *drafting)
{
    draft_files_release(&drafting->files);
    draft_report_release(&drafting->report);
    buffer_release(&drafting->wrong);
}

bool drafting_is_new(const struct drafting *drafting)
{
    return drafting->list.focus == 0;
}

bool drafting_is_own(const struct drafting *drafting)
{
    return drafting->list.focus == drafting->list.count - 1;
}

enum status drafting_path(const struct drafting *drafting, struct buffer *out)
{
    if (drafting_is_own(drafting))
        return typed_path(input_value(&drafting->path), out);
    if (!drafting_is_new(drafting))
        buffer_text(out, drafting->files.file[drafting->list.focus - 1].path);
    return buffer_status(out);
}

enum status drafting_load(struct app *app, struct drafting *drafting)
{
    enum status status = bodies_load(&drafting->bodies, app);
    if (status == STATUS_OK)
        status = draft_files_load(&drafting->files, app->session->drafts_path.at, drafting->place.kind);
    list_resize(&drafting->list, (int64_t)drafting->files.count + BESIDES);
    return status;
}

static enum status find_log(struct app *app, const struct drafting *drafting, struct log **out, struct problem *problem)
{
    return ledger_log_number(app->session->ledger, bodies_number(&drafting->bodies), out, problem);
}

static enum status compose_one_roster(const struct author *author, const struct draft *read, struct draft *out,
                                      struct problem *problem)
{
    struct roster_parts parts;
    draft_init(out, KIND_ROSTER, read->arena);
    enum status status = roster_split(read, &parts);
    if (status == STATUS_OK && parts.parts > 1)
        return problem_say(problem, STATUS_REFUSED,
                           N_("this change needs several entries: sign them with \"stimmbuch roster BODY --change "
                              "FILE\""),
                           NULL, NULL);
    return status == STATUS_OK ? compose_roster(author, &parts, 0, out, problem) : status;
}

enum status drafting_compose(struct app *app, const struct drafting *drafting, const char *path, struct arena *arena,
                             struct draft *out, struct problem *problem)
{
    struct log *log;
    struct author author;
    enum kind kind = drafting->place.kind;
    struct draft read;
    enum status status = typed_path_check(path, problem);
    if (status == STATUS_OK)
        status = session_draft_read(path, kind, arena, &read, problem);
    if (status == STATUS_OK)
        status = attachment_complete(&read, path, problem);
    if (status == STATUS_OK)
        status = find_log(app, drafting, &log, problem);
    if (status == STATUS_OK)
        status = sign_author(app, log, &author, problem);
    if (status != STATUS_OK)
        return status;
    *out = read;
    if (kind == KIND_ROSTER)
        return compose_one_roster(&author, &read, out, problem);
    return kind == KIND_STATUTE ? statute_change_compose(app_store(app), &author, NULL, out, problem)
                                : compose_proposal(&author, out, problem);
}

static enum status write_report(struct app *app, struct drafting *drafting, const char *path, struct slice text,
                                struct arena *arena, struct problem *problem)
{
    struct log *log;
    struct entry entry;
    struct draft_report *report = &drafting->report;
    enum status status = entry_parse(text, arena, &entry, problem);
    if (status == STATUS_OK)
        status = find_log(app, drafting, &log, problem);
    if (status != STATUS_OK)
        return status;
    switch (drafting->place.kind) {
    case KIND_ROSTER:
        draft_report_roster(report, log, &entry);
        return draft_report_status(report);
    case KIND_STATUTE:
        return draft_report_statute(report, log, &entry, problem);
    default:
        status = draft_report_proposal(report, log, &entry, app->now, problem);
        return status == STATUS_OK ? draft_report_attachments(report, &entry, path) : status;
    }
}

/* What would be refused still has its report: that says more than the refusal. */
static enum status check(struct app *app, struct drafting *drafting, const char *path, struct problem *problem)
{
    struct arena arena;
    struct draft draft;
    struct buffer text;
    arena_init(&arena);
    buffer_init(&text);
    enum status status = drafting_compose(app, drafting, path, &arena, &draft, problem);
    if (status == STATUS_OK)
        status = draft_compose(&draft, &text, problem);
    if (status == STATUS_OK)
        status = write_report(app, drafting, path, buffer_slice(&text), &arena, problem);
    if (status == STATUS_FORM && text.length)
        draft_locate(&draft, problem);
    if (status == STATUS_OK)
        status = ledger_try(app->session->ledger, buffer_slice(&text), app->now, problem);
    buffer_release(&text);
    arena_release(&arena);
    return status;
}

enum status drafting_look(struct app *app, struct drafting *drafting, struct problem *problem)
{
    struct buffer path;
    struct problem why = {.status = STATUS_OK};
    buffer_init(&path);
    draft_report_release(&drafting->report);
    buffer_clear(&drafting->wrong);
    drafting->pager = (struct pager){.top = 0};
    drafting->sound = false;
    enum status status = drafting_path(drafting, &path);
    if (status == STATUS_OK && path.length)
        why.status = check(app, drafting, path.at, &why);
    drafting->sound = status == STATUS_OK && path.length && why.status == STATUS_OK;
    buffer_release(&path);
    if (status != STATUS_OK || why.status == STATUS_OK)
        return status;
    if (why.status == STATUS_STORE || why.status == STATUS_NO_MEMORY) {
        *problem = why;
        return why.status;
    }
    i18n_place(&why, &drafting->wrong);
    if (why.line)
        buffer_text(&drafting->wrong, ": ");
    i18n_refusal(&why, &drafting->wrong);
    return buffer_status(&drafting->wrong);
}

static enum status write_template(struct app *app, const struct drafting *drafting, struct buffer *out,
                                  struct problem *problem)
{
    struct log *log;
    enum status status = find_log(app, drafting, &log, problem);
    if (status != STATUS_OK)
        return status;
    if (drafting->place.kind == KIND_ROSTER)
        return draft_template_roster(log, out);
    if (drafting->place.kind == KIND_STATUTE)
        return draft_template_statute(log, out, problem);
    /* In another body there is no proposal to take the place of. */
    bool again = drafting->place.proposal >= 0 && drafting->place.body == bodies_number(&drafting->bodies);
    return draft_template_proposal(log, again ? drafting->place.proposal : -1, app->now, out, problem);
}

/* In the place of what was there, which keeps its mode. */
static enum status keep_again(const char *path, struct slice text, struct problem *problem)
{
    struct stat st;
    char *real = realpath(path, NULL), *slash = real ? strrchr(real, '/') : NULL;
    if (!slash || stat(real, &st) != 0) {
        free(real);
        return problem_say(problem, STATUS_FILE, N_("there is no file with this name"), NULL, NULL);
    }
    *slash = '\0';
    enum status status =
        file_write_atomic(slash == real ? "/" : real, slash + 1, text, st.st_mode & 07777, true, problem);
    free(real);
    return status;
}

static enum status focus_on(struct app *app, struct drafting *drafting, const char *path)
{
    enum status status = drafting_load(app, drafting);
    size_t at = draft_files_find(&drafting->files, path);
    if (status == STATUS_OK && at < drafting->files.count)
        drafting->list.focus = (int64_t)at + 1;
    return status;
}

/* What the editor begins with: the file, or a form. */
static enum status begin(struct app *app, const struct drafting *drafting, const struct buffer *path,
                         struct buffer *text, struct problem *problem)
{
    struct buffer kept;
    bool is_new = path->length == 0;
    buffer_init(&kept);
    enum status status = is_new ? write_template(app, drafting, &kept, problem) : typed_path_check(path->at, problem);
    if (status == STATUS_OK && !is_new)
        status = file_read(path->at, DRAFT_LIMIT, &kept, problem);
    if (status == STATUS_OK)
        draft_blanks_open(buffer_slice(&kept), text);
    buffer_release(&kept);
    return status == STATUS_OK ? buffer_status(text) : status;
}

static enum status edit(struct app *app, struct drafting *drafting, struct buffer *path, struct buffer *text,
                        bool *written, struct problem *problem)
{
    struct buffer before, after;
    bool is_new = path->length == 0;
    buffer_init(&before);
    buffer_init(&after);
    enum status status = begin(app, drafting, path, text, problem);
    buffer_add(&before, buffer_slice(text));
    if (status == STATUS_OK)
        status = buffer_status(&before);
    if (status == STATUS_OK)
        status = editor_run(app->terminal, DRAFT_LIMIT, text, problem);
    draft_blanks_close(buffer_slice(text), &after);
    *written = status == STATUS_OK && !slice_equal(buffer_slice(&before), buffer_slice(text));
    if (*written)
        status = buffer_status(&after);
    if (*written && status == STATUS_OK)
        status = is_new ? draft_keep(app->session->drafts_path.at, drafting->place.kind, app->now, buffer_slice(&after),
                                     path, problem)
                        : keep_again(path->at, buffer_slice(&after), problem);
    buffer_release(&before);
    buffer_release(&after);
    return status;
}

enum status drafting_edit(struct app *app, struct drafting *drafting, bool *written, struct problem *problem)
{
    struct buffer path, text;
    bool own = drafting_is_own(drafting);
    buffer_init(&path);
    buffer_init(&text);
    *written = false;
    enum status status = drafting_path(drafting, &path);
    if (status == STATUS_OK && own && !path.length)
        status = problem_say(problem, STATUS_USAGE, N_("type the path of the file first"), NULL, NULL);
    if (status == STATUS_OK)
        status = edit(app, drafting, &path, &text, written, problem);
    if (status == STATUS_OK && *written && !own)
        status = focus_on(app, drafting, path.at);
    buffer_release(&path);
    buffer_release(&text);
    return status;
}
