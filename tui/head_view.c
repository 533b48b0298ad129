#include "tui/head_view.h"

#include "core/checkpoint.h"
#include "core/text.h"
#include "data/head.h"
#include "data/head_cosign.h"
#include "tui/exact.h"
#include "tui/prompt.h"

enum { LABEL = 20, FRAMED_ROWS = 12 };

static void wipe(struct head_job *job)
{
    secret_release(&job->passphrase);
    unlocked_free(job->key);
    job->key = NULL;
}

void head_view_release(struct head_view *view)
{
    wipe(&view->job);
    buffer_release(&view->text);
    buffer_release(&view->label);
    explicit_bzero(view, sizeof *view);
}

bool head_view_has(const struct head_view *view, enum head_field field)
{
    return field == HEAD_WORD || (view->locked && view->asks);
}

/* Of a countersignature the newest head, as it was signed. */
static enum status load_newest(struct head_view *view, struct log *log, struct problem *problem)
{
    struct buffer note;
    struct note parsed = {.lines = 0};
    buffer_init(&note);
    enum status status = STATUS_OK;
    if (head_newest(log_replay(log)->store, log_number(log), &view->signed_size, &note) != STATUS_OK)
        status = store_problem(log_replay(log)->store, problem);
    if (status == STATUS_OK && view->cosigns && !note.length)
        status =
            problem_slices(problem, STATUS_REFUSED, N_("no head of {1} is signed yet"), log_body(log)->name, SLICE(""));
    else if (status == STATUS_OK && view->cosigns)
        status = note_parse(buffer_slice(&note), &parsed, problem);
    if (status == STATUS_OK && view->cosigns) {
        buffer_add(&view->text, parsed.text);
        view->size = view->signed_size;
    }
    buffer_release(&note);
    return status;
}

static enum status load_key(struct head_view *view, struct app *app, struct log *log)
{
    struct vkey vkey;
    if (view->cosigns) {
        enum status status = session_key_name(app->session, &vkey);
        if (status == STATUS_OK)
            buffer_add(&view->label, session_value(app->session, OPTION_AS));
        else
            app->problem = app->session->problem;
        view->locked = !app->session->key;
        return status;
    }
    key_label_write(&log_body(log)->log, &view->label);
    view->locked = true;
    if (buffer_status(&view->label) != STATUS_OK)
        return STATUS_NO_MEMORY;
    if (keyring_find(&app->session->keyring, buffer_slice(&view->label), &vkey, NULL) == STATUS_OK)
        return STATUS_OK;
    return problem_slices(&app->problem, STATUS_KEY,
                          N_("the key of the log, {1}, is not on this machine: its head is signed where it is"),
                          buffer_slice(&view->label), SLICE(""));
}

enum status head_view_load(struct head_view *view, struct app *app)
{
    struct log *log;
    buffer_clear(&view->text);
    buffer_clear(&view->label);
    enum status status = ledger_log_number(app->session->ledger, bodies_number(&view->bodies), &log, &app->problem);
    if (status == STATUS_OK)
        status = log_refresh(log, &app->problem);
    if (status == STATUS_OK)
        status = load_newest(view, log, &app->problem);
    if (status == STATUS_OK)
        status = load_key(view, app, log);
    if (status == STATUS_OK && !view->cosigns) {
        view->size = log_size(log);
        const struct checkpoint head = {.origin = log_body(log)->name, .size = view->size, .root = log_root(log)};
        checkpoint_write(&head, &view->text);
    }
    if (status == STATUS_OK)
        status = buffer_status(&view->text);
    return status == STATUS_OK ? buffer_status(&view->label) : status;
}

static void ignore_finding(void *context, const struct verify_finding *finding)
{
    (void)context;
    (void)finding;
}

static void note_basis(void *context, const struct verify_body *body)
{
    ((struct head_job *)context)->basis = body->basis;
}

static bool progress(void *context, uint64_t done, uint64_t all)
{
    return worker_progress(((struct head_job *)context)->worker, done, all);
}

static enum status check(struct head_job *job)
{
    const struct verify_options options = {.marks = job->marks,
                                           .body = &job->body,
                                           .bodies = 1,
                                           .finding = ignore_finding,
                                           .audited = job->audited,
                                           .now = job->now,
                                           .scope = VERIFY_NEW,
                                           .body_done = note_basis,
                                           .progress = progress,
                                           .context = job};
    enum status status = verify_ledger(job->path, &options, &job->holds, &job->problem);
    if (status == STATUS_OK && !job->holds)
        return problem_say(&job->problem, STATUS_MISMATCH,
                           N_("the ledger of {1} does not hold, so nothing is countersigned: 5 shows why"), job->body,
                           NULL);
    return status;
}

static enum status run(struct worker *worker, void *context)
{
    struct head_job *job = context;
    enum status status = STATUS_OK;
    job->worker = worker;
    if (!job->key && job->file)
        status = prompt_passphrase_file(job->file, &job->passphrase, &job->problem);
    if (status == STATUS_OK && !job->key)
        status = keyfile_unlock(&job->keyring, job->label, secret_slice(&job->passphrase), &job->key, &job->problem);
    return status == STATUS_OK && job->checks ? check(job) : status;
}

enum status head_view_start(struct head_view *view, struct app *app)
{
    struct head_job *job = &view->job;
    const struct input *typed = &view->field[HEAD_PASSPHRASE];
    wipe(job);
    *job = (struct head_job){.keyring = app->session->keyring,
                             .label = buffer_slice(&view->label),
                             .file = session_passphrase_file(app->session),
                             .checks = view->cosigns,
                             .path = app->session->ledger_path.at,
                             .marks = app->session->marks_path.at,
                             .audited = app->session->audited_path.at,
                             .now = app->now.seconds,
                             .body = bodies_name(&view->bodies)};
    enum status status = STATUS_OK;
    if (!view->locked) {
        job->key = app->session->key; /* lent while the worker runs */
        app->session->key = NULL;
    } else if (!job->file) {
        status = secret_init(&job->passphrase, INPUT_BYTES, &job->problem);
        if (status == STATUS_OK) {
            memcpy(job->passphrase.at, typed->text, typed->length);
            job->passphrase.length = typed->length;
        }
    }
    view->done = view->all = 0;
    return status == STATUS_OK ? app_work(app, run, job) : status;
}

static enum status sign(struct head_view *view, struct app *app, struct ledger *ledger, struct problem *problem)
{
    struct log *log;
    struct buffer note;
    buffer_init(&note);
    enum status status = ledger_log_number(ledger, bodies_number(&view->bodies), &log, problem);
    if (status == STATUS_OK)
        status = log_refresh(log, problem);
    if (status == STATUS_OK && !view->cosigns && log_size(log) != view->size)
        status = problem_say(problem, STATUS_REFUSED,
                             N_("the log has grown meanwhile, so this is no longer its head: open the screen anew"),
                             NULL, NULL);
    if (status == STATUS_OK) {
        struct signer signer = unlocked_signer(view->job.key);
        const char *marks = app->session->marks_path.at;
        status = view->cosigns
                     ? head_cosign(log, view->size, &signer, (uint64_t)app->now.seconds, marks, &note, problem)
                     : head_sign(log, &signer, marks, problem);
    }
    buffer_release(&note);
    return status;
}

enum status head_view_sign(struct head_view *view, struct app *app, struct problem *problem)
{
    struct ledger *own = NULL;
    /* The auditor's screen itself cannot write. */
    if (!app->audits)
        return sign(view, app, app->session->ledger, problem);
    enum status status = ledger_open(app->session->ledger_path.at, STORE_WRITE, &own, problem);
    if (status == STATUS_OK)
        status = sign(view, app, own, problem);
    ledger_close(own);
    return status;
}

static void draw_fields(const struct head_view *view, struct canvas *canvas, struct area line)
{
    struct buffer label;
    int row = line.row;
    int focus = row;
    int width = line.columns < 2 * LABEL ? line.columns / 2 : LABEL;
    buffer_init(&label);
    i18n_pattern(_("Type {1}:"), slice_of(_("YES")), SLICE(""), &label);
    for (enum head_field field = HEAD_WORD; field < HEAD_FIELDS; field++) {
        if (!head_view_has(view, field))
            continue;
        canvas_text(canvas, row, line.column, width - 1, field == view->focus ? STYLE_TITLE : STYLE_NORMAL,
                    field == HEAD_WORD ? buffer_slice(&label) : slice_of(_("Passphrase:")));
        input_draw(&view->field[field], canvas, row, line.column + width, line.columns - width);
        focus = field == view->focus ? row : focus;
        row++;
    }
    input_draw(&view->field[view->focus], canvas, focus, line.column + width, line.columns - width);
    buffer_release(&label);
}

static void write_status(const struct head_view *view, struct buffer *out)
{
    struct buffer done, all;
    buffer_init(&done);
    buffer_init(&all);
    buffer_number(&done, view->done);
    buffer_number(&all, view->all);
    if (view->works && view->all)
        i18n_pattern(_("Checking: {1} of {2}. Esc stops; nothing is signed yet."), buffer_slice(&done),
                     buffer_slice(&all), out);
    else if (view->works)
        buffer_text(out, _("Unlocking takes a moment. Nothing is written yet; Esc stops."));
    else if (!view->cosigns && view->signed_size == view->size)
        buffer_text(out, _("This head is signed already; signing it again changes nothing."));
    else
        buffer_text(out, view->cosigns ? _("First what is new here is checked; only what holds is countersigned.")
                                       : _("Nothing is written yet. Esc leaves without writing anything."));
    buffer_release(&done);
    buffer_release(&all);
}

void head_view_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct head_view *view = state;
    bool framed = area.rows >= FRAMED_ROWS;
    struct buffer text;
    int fields = head_view_has(view, HEAD_PASSPHRASE) ? 2 : 1, lines = (int)exact_lines(buffer_slice(&view->text));
    struct area line = {area.row, area.column + 1, 1, area.columns - 2};
    struct area box = {area.row + 1, area.column, area.rows - fields - 3, area.columns};
    buffer_init(&text);
    i18n_pattern(view->cosigns ? _("Countersigning the newest head of {1}") : _("Signing the head of {1}"),
                 slice_of(bodies_name(&view->bodies)), SLICE(""), &text);
    canvas_text(canvas, line.row, line.column, line.columns, STYLE_TITLE, buffer_slice(&text));
    if (framed) {
        box.rows = lines + 2 < box.rows ? lines + 2 : box.rows;
        box = canvas_box(canvas, box, slice_of(_("Exactly this text")),
                         slice_of(view->bodies.count > 1 ? _("Tab next body") : ""));
    }
    exact_draw(canvas, box, buffer_slice(&view->text), 0);
    line.row = box.row + box.rows + framed;
    buffer_clear(&text);
    i18n_pattern(_("Key: {1}"), buffer_slice(&view->label), SLICE(""), &text);
    canvas_text(canvas, line.row++, line.column, line.columns, STYLE_NORMAL, buffer_slice(&text));
    buffer_clear(&text);
    write_status(view, &text);
    line.row += fields;
    line.rows = area.row + area.rows - line.row;
    canvas_wrap(canvas, line, STYLE_MUTED, buffer_slice(&text), 0);
    line.row -= fields;
    draw_fields(view, canvas, line);
    buffer_release(&text);
}
