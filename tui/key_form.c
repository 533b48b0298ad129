#include "tui/key_form.h"

#include "tui/app_mode.h"
#include "tui/founding.h"
#include "tui/key_steps.h"
#include "tui/prompt.h"

/* Which fields a form has, from above. */
enum what { WHAT_NONE, WHAT_NAME, WHAT_OLD, WHAT_FRESH, WHAT_AGAIN, WHAT_REASON };

static const enum what parts[][KEY_FORM_FIELDS] = {
    [FORM_NONE] = {WHAT_NONE},
    [FORM_NEW] = {WHAT_NAME, WHAT_FRESH, WHAT_AGAIN},
    [FORM_PASSPHRASE] = {WHAT_OLD, WHAT_FRESH, WHAT_AGAIN},
    [FORM_ROTATE] = {WHAT_REASON},
    [FORM_REVOKE] = {WHAT_REASON},
    [FORM_HAND_OVER] = {WHAT_REASON},
    [FORM_LOST] = {WHAT_REASON},
};

static enum what part(const struct key_form *form, size_t field)
{
    enum what what = field < KEY_FORM_FIELDS ? parts[form->kind][field] : WHAT_NONE;
    bool secret = what == WHAT_OLD || what == WHAT_FRESH || what == WHAT_AGAIN;
    return secret && form->from_file ? WHAT_NONE : what;
}

size_t key_form_fields(const struct key_form *form)
{
    size_t count = 0;
    while (part(form, count) != WHAT_NONE)
        count++;
    return count;
}

void key_form_open(struct key_form *form, const struct app *app, enum key_form_kind kind, struct slice label)
{
    key_form_close(form);
    form->kind = kind;
    form->from_file = session_passphrase_file(app->session) != NULL;
    if (label.length < sizeof form->name)
        memcpy(form->name, label.at, label.length);
    for (size_t i = 0; i < KEY_FORM_FIELDS; i++)
        form->field[i].secret =
            parts[kind][i] == WHAT_OLD || parts[kind][i] == WHAT_FRESH || parts[kind][i] == WHAT_AGAIN;
}

void key_form_close(struct key_form *form)
{
    secret_release(&form->job.old);
    secret_release(&form->job.fresh);
    explicit_bzero(form, sizeof *form);
}

static struct input *find(struct key_form *form, enum what what)
{
    for (size_t i = 0; i < KEY_FORM_FIELDS; i++)
        if (part(form, i) == what)
            return &form->field[i];
    return NULL;
}

static void ask_for(struct app *app, struct key_form *form, size_t field, const char *words)
{
    form->focus = field;
    app_say(app, STYLE_NORMAL, words, SLICE(""), SLICE(""));
}

static const char *request(enum what what)
{
    switch (what) {
    case WHAT_NAME:
        return _("Type the name of the key: small letters and digits; \".\" or \"-\" may join parts.");
    case WHAT_OLD:
        return _("Type the passphrase that the key has now.");
    case WHAT_FRESH:
        return _("Choose a passphrase. Nobody can restore it: write it down where you keep such things.");
    case WHAT_AGAIN:
        return _("Type the new passphrase once more.");
    default:
        return _("Say what became of the old key: that stands in the entry for everybody.");
    }
}

/* A reason is asked for only where it stands for a signature. */
static bool is_needed(const struct key_form *form, enum what what)
{
    return what != WHAT_REASON || form->kind == FORM_LOST;
}

static bool is_complete(struct app *app, struct key_form *form)
{
    struct input *fresh = find(form, WHAT_FRESH), *again = find(form, WHAT_AGAIN), *name = find(form, WHAT_NAME);
    if (name && name->length && !key_name_is_ours(input_value(name))) {
        ask_for(app, form, 0, request(WHAT_NAME));
        return false;
    }
    for (size_t i = 0; i < key_form_fields(form); i++) {
        if (form->field[i].length || !is_needed(form, part(form, i)))
            continue;
        ask_for(app, form, i, request(part(form, i)));
        return false;
    }
    if (!fresh || slice_equal(input_value(fresh), input_value(again)))
        return true;
    input_clear(fresh);
    input_clear(again);
    form->focus = (size_t)(fresh - form->field);
    app_say(app, STYLE_WARN, _("The two differ, so nothing was done: type the new passphrase again."), SLICE(""),
            SLICE(""));
    return false;
}

static enum status work(struct worker *worker, void *context)
{
    struct key_job *job = context;
    struct vkey vkey;
    enum status status = STATUS_OK;
    (void)worker;
    if (job->file)
        status = prompt_passphrase_file(job->file, &job->fresh, &job->problem);
    if (status != STATUS_OK)
        return status;
    return job->makes
               ? keyfile_create(&job->keyring, job->label, job->kdf, secret_slice(&job->fresh), &vkey, &job->problem)
               : keyfile_change_passphrase(&job->keyring, job->label, secret_slice(&job->old),
                                           secret_slice(&job->fresh), &job->problem);
}

static enum status keep(const struct input *input, struct secret *out, struct problem *problem)
{
    if (!input)
        return STATUS_OK;
    enum status status = secret_init(out, INPUT_BYTES, problem);
    if (status == STATUS_OK) {
        memcpy(out->at, input->text, input->length);
        out->length = input->length;
    }
    return status;
}

static enum status start(struct app *app, struct key_form *form, struct problem *problem)
{
    struct key_job *job = &form->job;
    struct input *name = find(form, WHAT_NAME);
    *job = (struct key_job){.keyring = app->session->keyring,
                            .makes = form->kind == FORM_NEW,
                            .file = session_passphrase_file(app->session)};
    if (name && name->length < sizeof form->name)
        memcpy(form->name, name->text, name->length + 1);
    job->label = slice_of(form->name);
    if (founding_kdf(app->session, &job->kdf) != STATUS_OK) {
        *problem = app->session->problem;
        return problem->status;
    }
    enum status status = keep(find(form, WHAT_OLD), &job->old, problem);
    if (status == STATUS_OK)
        status = keep(find(form, WHAT_FRESH), &job->fresh, problem);
    return status == STATUS_OK ? app_work(app, work, job) : status;
}

/* The forms with a reason lead to the exact text. */
static void go_on(struct app *app, struct key_form *form)
{
    int depth = app->depth;
    struct slice reason = input_value(&form->field[0]), name = slice_of(form->name);
    if (form->kind == FORM_ROTATE)
        key_steps_rotate(app, reason);
    else if (form->kind == FORM_REVOKE)
        key_steps_revoke(app, name, reason);
    else
        key_steps_hand_over(app, name, form->kind == FORM_LOST, reason);
    form->asked = app->depth > depth;
}

void key_form_enter(struct app *app, struct key_form *form)
{
    struct problem problem = {.status = STATUS_OK};
    if (form->kind != FORM_NEW && form->kind != FORM_PASSPHRASE && app_mode_refuses(app, &problem)) {
        app_fail(app, &problem);
        return;
    }
    if (!is_complete(app, form))
        return;
    if (form->kind != FORM_NEW && form->kind != FORM_PASSPHRASE) {
        go_on(app, form);
        return;
    }
    problem.status = start(app, form, &problem);
    form->works = problem.status == STATUS_OK;
    if (!form->works)
        app_fail(app, &problem);
}

bool key_form_done(struct app *app, struct key_form *form, enum status status)
{
    form->works = false;
    secret_release(&form->job.old);
    secret_release(&form->job.fresh);
    if (status == STATUS_OK) {
        app_say(app, STYLE_GOOD,
                form->kind == FORM_NEW ? _("The key {1} is made.") : _("The key {1} has a new passphrase."),
                slice_of(form->name), SLICE(""));
        return true;
    }
    struct input *old = find(form, WHAT_OLD);
    if (old)
        input_clear(old);
    form->focus = 0;
    form->job.problem.status = status;
    app_fail(app, &form->job.problem);
    return false;
}

static const char *label(enum what what)
{
    switch (what) {
    case WHAT_NAME:
        return _("Name:");
    case WHAT_OLD:
        return _("Passphrase now:");
    case WHAT_FRESH:
        return _("New passphrase:");
    case WHAT_AGAIN:
        return _("Once more:");
    default:
        return _("Why (public):");
    }
}

static const char *about(const struct key_form *form)
{
    switch (form->kind) {
    case FORM_NEW:
        return _(
            "A key is what you sign with. Its name stands for a seat or an office and is public: take what is known "
            "of you, like stadt.musterstadt. The passphrase locks it on this machine; nobody can restore it.");
    case FORM_PASSPHRASE:
        return form->from_file
                   ? _("The passphrases come from a file here: change this one with \"stimmbuch key passwd\".")
                   : _("The key stays the same; only what locks it on this machine is new.");
    case FORM_ROTATE:
        return _(
            "A new key takes the place of yours, in every body where you have a seat or an office: you sign one entry "
            "for each. The old key is kept, to end it with if it was stolen.");
    case FORM_REVOKE:
        return _(
            "The key is ended for good, in every body that knows it, and with it its seats and offices. It cannot be "
            "undone. An entry for each body is signed.");
    case FORM_HAND_OVER:
        return _(
            "The log gets a new key, with which its heads are signed from then on. The old one signs too, where it is "
            "on this machine; else the entry waits for it.");
    default:
        return _("The log gets a new key, though the old one is lost: one more secretary signs instead.");
    }
}

void key_form_draw(const struct key_form *form, struct canvas *canvas, struct area area)
{
    enum { LABEL = 20 };
    int fields = (int)key_form_fields(form), rows = area.rows - fields - form->works;
    struct area text = {area.row, area.column, rows > 0 ? rows : 0, area.columns};
    int lines = canvas_wrap(canvas, text, STYLE_NORMAL, slice_of(about(form)), 0) + 1;
    int row = area.row + (lines < text.rows ? lines : text.rows);
    int focus = row;
    canvas_cursor(canvas, area.row, area.column);
    for (size_t i = 0; i < key_form_fields(form); i++, row++) {
        bool focused = i == form->focus;
        canvas_say(canvas, row, area.column, LABEL - 1, focused ? STYLE_TITLE : STYLE_NORMAL, label(part(form, i)));
        input_draw(&form->field[i], canvas, row, area.column + LABEL, area.columns - LABEL);
        focus = focused ? row : focus;
    }
    if (key_form_fields(form))
        input_draw(&form->field[form->focus], canvas, focus, area.column + LABEL, area.columns - LABEL);
    if (form->works && row < area.row + area.rows)
        canvas_say(canvas, row, area.column, area.columns, STYLE_MUTED, _("That takes a moment."));
}
