#include "tui/draft_given.h"

#include "tui/draft_blanks.h"
#include "tui/draft_keep.h"
#include "tui/draft_template.h"
#include "tui/editor.h"
#include "tui/i18n.h"
#include "tui/usage.h"

#include <unistd.h>

/* As large as a draft that is read. */
enum { DRAFT_LIMIT = 1 << 20 };

static bool is_named(const char *named)
{
    return named && *named;
}

enum status draft_given_check(struct session *session, const char *named)
{
    /* The editor has standard input and output. */
    if (is_named(named) || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)))
        return STATUS_OK;
    if (named)
        return problem_say(&session->problem, STATUS_USAGE, N_("the option --{1} needs a value"), "change", NULL);
    return usage_missing(session, "FILE");
}

static enum status write_template(struct session *session, const struct draft_wanted *wanted, struct buffer *out)
{
    switch (wanted->kind) {
    case KIND_BODY:
        return draft_template_body(out);
    case KIND_STATEMENT:
        return draft_template_statement(wanted->about, out);
    case KIND_MEETING:
        return draft_template_meeting(out);
    case KIND_ROSTER:
        return draft_template_roster(wanted->log, out);
    case KIND_STATUTE:
        return draft_template_statute(wanted->log, out, &session->problem);
    default:
        return draft_template_proposal(wanted->log, -1, session_now(), out, &session->problem);
    }
}

/* Nothing but the first line, comments and headings: whoever leaves no more has thought better of it. */
static bool is_emptied(struct slice text)
{
    struct slice magic = SLICE("stimmbuch/1 ");
    while (text.length) {
        struct slice line = slice_cut(&text, '\n');
        while (line.length && strchr(" \t\r", line.at[0]))
            line = slice_from(line, 1);
        if (line.length && line.at[0] != '#' && !slice_equal(slice_head(line, magic.length), magic))
            return false;
    }
    return true;
}

static enum status edit(struct session *session, const struct draft_wanted *wanted, struct buffer *out)
{
    struct buffer template, text;
    buffer_init(&template);
    buffer_init(&text);
    enum status status = write_template(session, wanted, &template);
    buffer_add(&text, buffer_slice(&template));
    if (status == STATUS_OK)
        status = buffer_status(&text);
    if (status == STATUS_OK)
        status = editor_run(NULL, DRAFT_LIMIT, &text, &session->problem);
    bool changed = !slice_equal(buffer_slice(&template), buffer_slice(&text));
    draft_blanks_close(buffer_slice(&text), out);
    if (status == STATUS_OK)
        status = buffer_status(out);
    if (status == STATUS_OK && (!changed || is_emptied(buffer_slice(out))))
        status = problem_say(&session->problem, STATUS_CANCELLED,
                             N_("nothing was written in the editor, so nothing was signed"), NULL, NULL);
    buffer_release(&template);
    buffer_release(&text);
    return status;
}

static enum status write_new(struct session *session, const struct draft_wanted *wanted, struct buffer *path)
{
    struct vkey own;
    struct buffer text;
    buffer_init(&text);
    /* Nobody writes a text to learn then that there is no key to sign it with. */
    enum status status = session_key_name(session, &own);
    if (status == STATUS_OK)
        status = edit(session, wanted, &text);
    if (status == STATUS_OK)
        status = draft_keep(session->drafts_path.at, wanted->kind, session_now(), buffer_slice(&text), path,
                            &session->problem);
    if (status == STATUS_OK)
        session_note(session, _("The draft is kept as {1}."), buffer_slice(path), SLICE(""));
    if (status == STATUS_OK && wanted->log)
        status = log_refresh(wanted->log, &session->problem);
    buffer_release(&text);
    return status;
}

enum status draft_given(struct session *session, const struct draft_wanted *wanted, struct buffer *path)
{
    if (is_named(wanted->named)) {
        buffer_text(path, wanted->named);
        return buffer_status(path);
    }
    enum status status = draft_given_check(session, wanted->named);
    return status == STATUS_OK ? write_new(session, wanted, path) : status;
}
