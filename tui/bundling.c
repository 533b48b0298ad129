#include "tui/bundling.h"

#include "data/bundle.h"
#include "data/head.h"
#include "data/query.h"
#include "data/role.h"
#include "tui/bodies.h"
#include "tui/i18n.h"
#include "tui/taking.h"

/* "Bundle of rat.example: 3 entries of the log, 1 that waits, 0 attachments." */
static void describe(struct slice name, const struct bundle_made *made, struct buffer *out)
{
    i18n_pattern(_("Bundle of {1}: "), name, SLICE(""), out);
    i18n_count(ngettext("{1} entry of the log, ", "{1} entries of the log, ", made->entries), made->entries, out);
    i18n_count(ngettext("{1} that waits, ", "{1} that wait, ", made->pending), made->pending, out);
    i18n_count(ngettext("{1} attachment", "{1} attachments", made->blobs), made->blobs, out);
    buffer_text(out, ". ");
    if (made->missing)
        i18n_count(ngettext("{1} attachment is not here and does not travel along",
                            "{1} attachments are not here and do not travel along", made->missing),
                   made->missing, out);
    buffer_text(out, made->missing ? ". " : "");
    if (made->headless)
        i18n_count(ngettext("{1} entry behind the newest signed head stays here: W signs one",
                            "{1} entries behind the newest signed head stay here: W signs one", made->headless),
                   made->headless, out);
    buffer_text(out, made->headless ? ". " : "");
}

static enum status offer(struct app *app, int64_t body, struct slice name, const struct digest *founding,
                         uint64_t since)
{
    struct bundle_made made;
    struct buffer bytes, about, file;
    buffer_init(&bytes);
    buffer_init(&about);
    buffer_init(&file);
    enum status status = bundle_make(app_store(app), body, name, founding, since, &bytes, &made, &app->problem);
    if (status == STATUS_OK) {
        describe(name, &made, &about);
        buffer_add(&file, name);
        buffer_text(&file, ".bundle");
        status = buffer_status(&about);
    }
    if (status == STATUS_OK)
        status = buffer_status(&file);
    if (status == STATUS_OK && made.pending)
        status = bundle_share(app_store(app), body, founding, app->now, &app->problem);
    if (status == STATUS_OK)
        taking_save_about(app, buffer_slice(&file), buffer_slice(&bytes), buffer_slice(&about));
    buffer_release(&bytes);
    buffer_release(&about);
    buffer_release(&file);
    return status;
}

/* The size of a copy's newest signed head: what lies before it came from the writer. 0 where this is the writer. */
static enum status known_to_other(struct app *app, int64_t body, uint64_t *since)
{
    struct buffer note;
    bool copy = false;
    *since = 0;
    enum status status = role_is_replica(app_store(app), body, &copy);
    buffer_init(&note);
    if (status == STATUS_OK && copy)
        status = head_newest(app_store(app), body, since, &note);
    buffer_release(&note);
    return status == STATUS_STORE ? store_problem(app_store(app), &app->problem) : status;
}

static void fail(struct app *app, enum status status)
{
    if (status == STATUS_OK)
        return;
    if (app->problem.status == STATUS_OK)
        app->problem.status = status;
    app_fail(app, &app->problem);
}

void bundling_offer(struct app *app, int64_t body)
{
    struct log *log;
    uint64_t since;
    problem_clear(&app->problem);
    enum status status = ledger_log_number(app->session->ledger, body, &log, &app->problem);
    if (status == STATUS_OK)
        status = known_to_other(app, body, &since);
    if (status == STATUS_OK)
        status = offer(app, body, log_body(log)->name, log_founding(log), since);
    fail(app, status);
}

void bundling_offer_shown(struct app *app)
{
    const struct screen *screen = app->stack[app->depth - 1].screen;
    struct found found = {.body = 0};
    struct bodies bodies = {.count = 0};
    if (screen->entry && screen->entry(app->stack[app->depth - 1].state, &found) && found.body > 0) {
        bundling_offer(app, found.body);
        return;
    }
    problem_clear(&app->problem);
    enum status status = bodies_load(&bodies, app);
    if (status == STATUS_OK && !bodies.count)
        app_say(app, STYLE_NORMAL, _("The ledger is empty: there is nothing to take along."), SLICE(""), SLICE(""));
    else if (status == STATUS_OK)
        bundling_offer(app, bodies_number(&bodies));
    fail(app, status);
}

void bundling_offer_founding(struct app *app, struct slice name, const struct digest *founding)
{
    problem_clear(&app->problem);
    fail(app, offer(app, 0, name, founding, 0));
}
