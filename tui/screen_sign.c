/* Steps 2 and 3 of everything that is signed: read exactly what it is, type the word, then the passphrase. */
#include "tui/screen_sign.h"

#include "core/choice.h"
#include "data/compose.h"
#include "tui/app_mode.h"
#include "tui/closing_form.h"
#include "tui/exact.h"
#include "tui/screens.h"
#include "tui/sign.h"

#include <stdlib.h>

enum status sign_author(struct app *app, struct log *log, struct author *out, struct problem *problem)
{
    struct vkey vkey;
    enum status status = session_key_name(app->session, &vkey);
    if (status == STATUS_OK)
        *out = (struct author){.log = log, .name = vkey.name, .at = app->now};
    else
        *problem = app->session->problem;
    return status;
}

void sign_ask(struct app *app, struct draft *draft, const struct sign_request *request)
{
    struct buffer text;
    struct problem problem = {.status = STATUS_OK};
    struct sign_request complete = *request;
    buffer_init(&text);
    enum status status = draft_compose(draft, &text, &problem);
    complete.text = buffer_slice(&text);
    if (status == STATUS_OK)
        status = ledger_try(app->session->ledger, complete.text, app->now, &problem);
    if (status == STATUS_OK) {
        app_push(app, &screen_sign, &complete);
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    buffer_release(&text);
}

static void close_screen(void *state)
{
    struct signing *sign = state;
    struct buffer *const buffers[] = {&sign->text,    &sign->note,  &sign->blob, &sign->files,
                                      &sign->heading, &sign->words, &sign->hex,  &sign->signer};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        buffer_release(buffers[i]);
    sign_unlock_undo(&sign->unlock);
    sign_unlock_release(&sign->unlock);
    unlocked_free(sign->unlock.made);
    arena_release(&sign->arena);
    /* Passphrases were typed into it. */
    explicit_bzero(sign, sizeof *sign);
    free(sign);
}

/* Not while the worker reads them: it ends soon, and then the key is what is locked next. */
static bool forget(void *state)
{
    struct signing *sign = state;
    bool typed = false;
    if (sign->phase == SIGN_UNLOCK)
        return false;
    for (enum sign_field field = FIELD_PASSPHRASE; field < FIELD_COUNT; field++) {
        typed = typed || sign->field[field].length;
        input_clear(&sign->field[field]);
    }
    sign_unlock_release(&sign->unlock);
    sign->locked = true;
    return typed;
}

static enum status take_text(struct signing *sign, const struct sign_request *request, struct problem *problem)
{
    struct note note;
    struct slice text = request->text;
    enum status status = STATUS_OK;
    if (request->note.at) {
        buffer_add(&sign->note, request->note);
        status = note_parse(request->note, &note, problem);
        text = status == STATUS_OK ? note.text : text;
    }
    if (status != STATUS_OK)
        return status;
    if (!exact_is_showable(text))
        return problem_say(problem, STATUS_REFUSED,
                           N_("the text holds characters that cannot be shown, so nobody should sign it"), NULL, NULL);
    buffer_add(&sign->text, text);
    status = buffer_status(&sign->text) == STATUS_OK ? buffer_status(&sign->note) : STATUS_NO_MEMORY;
    return status == STATUS_OK ? entry_parse(buffer_slice(&sign->text), &sign->arena, &sign->entry, problem) : status;
}

/* What cannot be undone is signed by typing its name: the body that is founded, the key that is ended. */
static void take_name(struct signing *sign)
{
    struct slice name = SLICE(""), old = entry_value(&sign->entry, "old");
    if (sign->entry.kind == KIND_BODY)
        name = sign->entry.body;
    else if (sign->entry.kind == KIND_KEY && slice_is(entry_value(&sign->entry, "action"), "revoke"))
        name = slice_cut(&old, '+');
    if (!name.length || name.length >= sizeof sign->name)
        return;
    memcpy(sign->name, name.at, name.length);
    sign->word = sign->name;
}

static enum status take_request(struct signing *sign, const struct sign_request *request)
{
    struct buffer choice;
    sign->word = request->word ? request->word : sign_word(sign->entry.kind);
    if (request->blob.at)
        buffer_add(&sign->blob, request->blob);
    if (request->files.at)
        buffer_add(&sign->files, request->files);
    if (buffer_status(&sign->blob) != STATUS_OK || buffer_status(&sign->files) != STATUS_OK ||
        (request->terms && result_terms_copy(request->terms, &sign->arena, &sign->terms) != STATUS_OK))
        return STATUS_NO_MEMORY;
    sign->after = request->after;
    sign->leave = request->leave;
    take_name(sign);
    if (sign->entry.kind != KIND_VOTE)
        return sign_describe(sign);
    buffer_init(&choice);
    choice_word(&sign->entry, &choice);
    enum status status = buffer_status(&choice);
    sign_choice(buffer_slice(&choice), &sign->choice);
    sign->word = sign->choice.word;
    buffer_release(&choice);
    return status == STATUS_OK ? sign_describe(sign) : status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    if (app_mode_refuses(app, &app->problem))
        return app->problem.status;
    struct signing *sign = calloc(1, sizeof *sign);
    if (!sign)
        return STATUS_NO_MEMORY;
    enum status status = take_text(sign, argument, &app->problem);
    if (status == STATUS_OK)
        status = take_request(sign, argument);
    if (status == STATUS_OK)
        status = sign_keys(app, sign, argument);
    for (enum sign_field field = FIELD_PASSPHRASE; field < FIELD_COUNT; field++)
        sign->field[field].secret = true;
    sign->locked = !app->session->key;
    sign->asks = !session_passphrase_file(app->session);
    if (status != STATUS_OK) {
        close_screen(sign);
        return status;
    }
    *state = sign;
    return STATUS_OK;
}

static void move_focus(struct signing *sign, int step)
{
    int field = (int)sign->focus;
    do
        field = (field + step + FIELD_COUNT) % FIELD_COUNT;
    while (!sign_has_field(sign, (enum sign_field)field));
    sign->focus = (enum sign_field)field;
}

/* A key that is made is sealed with a passphrase, which is typed twice. */
static bool has_new_passphrase(struct app *app, struct signing *sign)
{
    struct slice first = input_value(&sign->field[FIELD_LOG]), again = input_value(&sign->field[FIELD_AGAIN]);
    if (!first.length) {
        sign->focus = FIELD_LOG;
        app_say(app, STYLE_NORMAL,
                sign->beside ? _("The new key gets a passphrase of its own: choose one.")
                             : _("The log gets a key of its own, to sign its heads: choose a passphrase for it."),
                SLICE(""), SLICE(""));
        return false;
    }
    if (!again.length) {
        sign->focus = FIELD_AGAIN;
        app_say(app, STYLE_NORMAL, _("Type the new passphrase once more."), SLICE(""), SLICE(""));
        return false;
    }
    if (slice_equal(first, again))
        return true;
    input_clear(&sign->field[FIELD_LOG]);
    input_clear(&sign->field[FIELD_AGAIN]);
    sign->focus = FIELD_LOG;
    app_say(app, STYLE_WARN, _("The two differ, so nothing was signed: type the new passphrase again."), SLICE(""),
            SLICE(""));
    return false;
}

/* A choice's key, and a name, are exactly as they stand: they hold signs that no word has. */
static const char *typed_instead(const struct signing *sign)
{
    if (sign->entry.kind == KIND_VOTE)
        return sign->choice.key;
    return sign->name[0] ? sign->name : NULL;
}

/* Everything that has to be there before a signature; a message asks for the first thing that is missing. */
static bool is_complete(struct app *app, struct signing *sign)
{
    struct slice word = slice_of(sign->word), none = SLICE("");
    sign->locked = !app->session->key;
    if (!sign_word_matches(input_value(&sign->field[FIELD_WORD]), sign->word, typed_instead(sign))) {
        bool empty = sign->field[FIELD_WORD].length == 0;
        sign->focus = FIELD_WORD;
        app_say(app, STYLE_WARN,
                empty ? _("Enter alone signs nothing: type {1} first.")
                      : _("That is not the word, so nothing was signed: type {1}, or leave with Esc."),
                word, none);
        return false;
    }
    if (sign_has_field(sign, FIELD_PASSPHRASE) && !sign->field[FIELD_PASSPHRASE].length) {
        const char *sample = app->session->sample_passphrase;
        sign->focus = FIELD_PASSPHRASE;
        app_say(app, STYLE_NORMAL,
                sample ? _("Now the passphrase of the key {1}; in this sample world it is {2}.")
                       : _("Now the passphrase of the key {1}."),
                sign->own_label, slice_of(sample));
        return false;
    }
    if (sign_has_field(sign, FIELD_OLD) && !sign->field[FIELD_OLD].length) {
        sign->focus = FIELD_OLD;
        app_say(app, STYLE_NORMAL, _("Now the passphrase of the key {1}."), sign->old_label, none);
        return false;
    }
    if (sign->makes_key)
        return !sign->asks || has_new_passphrase(app, sign);
    if (sign->beside && sign_has_field(sign, FIELD_LOG) && !sign->field[FIELD_LOG].length) {
        sign->focus = FIELD_LOG;
        app_say(app, STYLE_NORMAL, _("Now the passphrase of the key {1}."), sign->log_label, none);
        return false;
    }
    if (sign_has_field(sign, FIELD_LOG) && sign->focus != FIELD_LOG && !sign->field[FIELD_LOG].length) {
        sign->focus = FIELD_LOG;
        app_say(app, STYLE_NORMAL, _("The passphrase of the log's key signs the new head too; Enter leaves that out."),
                none, none);
        return false;
    }
    return true;
}

static void enter(struct app *app, struct signing *sign)
{
    if (!is_complete(app, sign))
        return;
    if (!sign_unlock_needed(app, sign)) {
        sign_store(app, sign);
        return;
    }
    struct problem problem = {.status = sign_unlock_start(app, sign)};
    if (problem.status == STATUS_OK)
        sign->phase = SIGN_UNLOCK;
    else
        app_fail(app, &problem);
}

static unsigned leave(struct app *app, struct signing *sign)
{
    if (sign->phase == SIGN_UNLOCK) {
        sign->cancelled = true;
        worker_cancel(app->worker);
        return REACT_REDRAW;
    }
    app_say(app, STYLE_NORMAL, _("Nothing was signed, and nothing was written."), SLICE(""), SLICE(""));
    return REACT_BACK;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct signing *sign = state;
    struct sign_layout layout = sign_layout(sign, app->area);
    sign->pager.lines = exact_draw(NULL, layout.text, buffer_slice(&sign->text), 0);
    if (pager_act(&sign->pager, action, layout.text.rows))
        return REACT_REDRAW;
    if (sign->phase == SIGN_SIGNED && (action == ACTION_ENTER || action == ACTION_BACK)) {
        sign_leave(app, sign);
        return REACT_REDRAW;
    }
    if (action == ACTION_BACK || (action == ACTION_STOP && sign->phase == SIGN_UNLOCK))
        return leave(app, sign);
    if (sign->phase != SIGN_READ)
        return REACT_NONE;
    if (action == ACTION_NEXT_AREA)
        move_focus(sign, 1);
    else if (action == ACTION_ENTER)
        enter(app, sign);
    else
        return REACT_NONE;
    return REACT_REDRAW;
}

static bool typing(const void *state)
{
    return ((const struct signing *)state)->phase == SIGN_READ;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    struct signing *sign = state;
    *reaction = REACT_REDRAW;
    if (strcmp(key->name, "BackTab") == 0) {
        move_focus(sign, -1);
        return true;
    }
    return input_key(&sign->field[sign->focus], key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    struct signing *sign = state;
    input_paste(&sign->field[sign->focus], text);
}

/* The own key stays unlocked for the session, even where the log's passphrase was wrong. */
static void keep_key(struct app *app, struct signing *sign)
{
    if (!sign->unlock.of[SIGN_OWN].key)
        return;
    unlocked_free(app->session->key);
    app->session->key = sign->unlock.of[SIGN_OWN].key;
    sign->unlock.of[SIGN_OWN].key = NULL;
    sign->locked = false;
    input_clear(&sign->field[FIELD_PASSPHRASE]);
}

static unsigned work(struct app *app, void *state)
{
    struct signing *sign = state;
    uint64_t done, all;
    enum status status;
    if (!worker_poll(app->worker, &done, &all, &status))
        return REACT_REDRAW;
    app_work_end(app);
    sign->phase = SIGN_READ;
    if (sign->cancelled)
        return leave(app, sign);
    keep_key(app, sign);
    if (status == STATUS_OK) {
        sign_store(app, sign);
        return REACT_REDRAW;
    }
    enum sign_field field = sign->unlock.failed == SIGN_LOG   ? FIELD_LOG
                            : sign->unlock.failed == SIGN_OLD ? FIELD_OLD
                                                              : FIELD_PASSPHRASE;
    input_clear(&sign->field[field]);
    if (field == FIELD_LOG)
        input_clear(&sign->field[FIELD_AGAIN]);
    sign->focus = sign_has_field(sign, field) ? field : FIELD_WORD;
    sign->unlock.problem.status = status;
    app_fail(app, &sign->unlock.problem);
    return REACT_REDRAW;
}

static const enum action actions[] = {ACTION_ENTER, ACTION_NEXT_AREA, ACTION_UP,
                                      ACTION_DOWN,  ACTION_PAGE_DOWN, ACTION_NONE};

const struct screen screen_sign = {
    .name = N_("Sign"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = sign_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .forget = forget,
    .work = work,
};
