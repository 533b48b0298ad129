#include "tui/taking.h"

#include "core/note.h"
#include "core/text.h"
#include "data/query.h"
#include "tui/editor.h"
#include "tui/screens.h"

/* The selected entry's bytes. False, with a message: there is none. */
static bool selected_note(struct app *app, struct found *found, struct buffer *note)
{
    const struct screen *screen = app->stack[app->depth - 1].screen;
    char hex[DIGEST_HEX_LENGTH + 1];
    if (!screen->entry || !screen->entry(app->stack[app->depth - 1].state, found)) {
        app_say(app, STYLE_NORMAL, _("There is nothing here to be copied or saved."), SLICE(""), SLICE(""));
        return false;
    }
    enum status status = STATUS_OK;
    if (found->index < 0) {
        digest_hex(&found->id, hex);
        status = ledger_pending(app->session->ledger, &found->id, note, &app->problem);
        if (status == STATUS_NOT_FOUND)
            status = query_find_entry(app_store(app), hex, found, &app->problem);
    }
    if (status == STATUS_OK && found->index >= 0)
        status = query_entry(app_store(app), found->body, found->index, note, &app->problem);
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
    return status == STATUS_OK;
}

/* The name of the body and the place, as receipts have them. */
static enum status entry_name(struct app *app, const struct found *found, struct buffer *name)
{
    struct log *log;
    char hex[DIGEST_HEX_LENGTH + 1];
    if (found->index < 0) {
        digest_hex(&found->id, hex);
        buffer_format(name, "%.8s.txt", hex);
        return buffer_status(name);
    }
    enum status status = ledger_log_number(app->session->ledger, found->body, &log, &app->problem);
    if (status != STATUS_OK)
        return status;
    buffer_add(name, log_body(log)->name);
    buffer_format(name, "-%lld.txt", (long long)found->index);
    return buffer_status(name);
}

static enum status export_entry(struct app *app, struct buffer *name, struct buffer *bytes, bool *there)
{
    struct found found;
    *there = selected_note(app, &found, bytes);
    return *there ? entry_name(app, &found, name) : STATUS_OK;
}

/* What is shown or selected, and a name for it. False: there is none, or it failed; that is said. */
static bool take(struct app *app, struct buffer *name, struct buffer *bytes)
{
    const struct screen *screen = app->stack[app->depth - 1].screen;
    bool there = true;
    problem_clear(&app->problem);
    enum status status = screen->text ? screen->text(app, app->stack[app->depth - 1].state, name, bytes)
                                      : export_entry(app, name, bytes, &there);
    if (status == STATUS_OK)
        status = buffer_status(bytes);
    if (status == STATUS_OK)
        return there;
    if (app->problem.status == STATUS_OK)
        app->problem.status = status;
    app_fail(app, &app->problem);
    return false;
}

/* A list is copied as a whole, while a terminal takes so much. */
static void copy_text(struct app *app)
{
    enum { MOST = 6000 };
    struct buffer name, bytes;
    buffer_init(&name);
    buffer_init(&bytes);
    if (take(app, &name, &bytes)) {
        bool fits = bytes.length <= MOST;
        bool sent = fits && (!app->terminal || terminal_copy(app->terminal, buffer_slice(&bytes)));
        app_say(app, STYLE_NORMAL,
                sent    ? _("Copied, as far as the terminal allows it.")
                : !fits ? _("The list is too long to be copied; e saves it in a file.")
                        : _("This terminal cannot take a copy; e saves the list in a file."),
                SLICE(""), SLICE(""));
    }
    buffer_release(&name);
    buffer_release(&bytes);
}

void taking_copy(struct app *app)
{
    struct found found;
    struct buffer bytes;
    struct note note;
    if (app->stack[app->depth - 1].screen->copies) {
        copy_text(app);
        return;
    }
    buffer_init(&bytes);
    if (selected_note(app, &found, &bytes)) {
        char hex[DIGEST_HEX_LENGTH + 1];
        enum status status = note_parse(buffer_slice(&bytes), &note, &app->problem);
        if (status == STATUS_OK) {
            struct digest id = digest_of(note.text);
            digest_hex(&id, hex);
            bool sent = !app->terminal || terminal_copy(app->terminal, slice_of(hex));
            app_say(app, STYLE_NORMAL,
                    sent ? _("Copied, as far as the terminal allows it: {1}")
                         : _("This terminal cannot take a copy. The id is {1}"),
                    slice_of(hex), SLICE(""));
        } else {
            app_fail(app, &app->problem);
        }
    }
    buffer_release(&bytes);
}

void taking_export(struct app *app)
{
    const struct screen *screen = app->stack[app->depth - 1].screen;
    struct buffer name, bytes, json, safe;
    buffer_init(&name);
    buffer_init(&bytes);
    buffer_init(&json);
    buffer_init(&safe);
    bool there = take(app, &name, &bytes);
    if (there && screen->json && screen->json(app, app->stack[app->depth - 1].state, &json) != STATUS_OK) {
        app_fail(app, &app->problem);
        there = false;
    }
    taking_name(buffer_slice(&name), &safe);
    if (there)
        app_push(app, &screen_save,
                 &(struct save_request){.name = buffer_slice(&safe),
                                        .bytes = buffer_slice(&bytes),
                                        .json = screen->json ? buffer_slice(&json) : (struct slice){.at = NULL}});
    buffer_release(&name);
    buffer_release(&bytes);
    buffer_release(&json);
    buffer_release(&safe);
}

void taking_read(struct app *app)
{
    struct buffer name, bytes;
    buffer_init(&name);
    buffer_init(&bytes);
    if (take(app, &name, &bytes) && editor_show(app->terminal, buffer_slice(&bytes), &app->problem) != STATUS_OK)
        app_fail(app, &app->problem);
    buffer_release(&name);
    buffer_release(&bytes);
}

void taking_save(struct app *app, struct slice name, struct slice bytes)
{
    taking_save_about(app, name, bytes, SLICE(""));
}

void taking_save_about(struct app *app, struct slice name, struct slice bytes, struct slice about)
{
    struct buffer safe;
    buffer_init(&safe);
    taking_name(name, &safe);
    app_push(app, &screen_save, &(struct save_request){.name = buffer_slice(&safe), .bytes = bytes, .about = about});
    buffer_release(&safe);
}

void taking_name(struct slice name, struct buffer *out)
{
    enum { LONGEST = 100 };
    static const char fine[] = "-._+";
    size_t begin = out->length;
    name = text_fit(name, LONGEST);
    for (size_t i = 0; i < name.length; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
        /* A leading dot hides a file, a leading dash is an option to most programs. */
        bool sign = strchr(fine, c) && c && (out->length > begin || c == '_' || c == '+');
        buffer_byte(out, letter || sign ? (char)c : '_');
    }
    if (out->length == begin)
        buffer_text(out, "stimmbuch");
}
