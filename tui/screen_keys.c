/* One's keys: made, compared, locked with another passphrase, replaced, ended; and those of logs. */
#include "tui/screen_keys.h"
#include "tui/app_key.h"
#include "tui/key_steps.h"
#include "tui/keys_view.h"
#include "tui/screens.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    keys_view_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct keys_place *place = argument;
    struct keys_view *view = calloc(1, sizeof *view);
    if (!view)
        return STATUS_NO_MEMORY;
    enum status status = keys_view_load(view, app);
    if (status != STATUS_OK) {
        close_screen(view);
        return status;
    }
    keys_view_focus_on(view, slice_of(view->used));
    status = keys_view_explain(view, app);
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
    view->only_form = place != NULL;
    if (place)
        key_form_open(&view->form, app, FORM_REVOKE, place->ends);
    else if (!view->keys)
        key_form_open(&view->form, app, FORM_NEW, SLICE(""));
    *state = view;
    return STATUS_OK;
}

static void refresh(struct app *app, void *state)
{
    struct keys_view *view = state;
    problem_clear(&app->problem);
    if (view->form.asked)
        key_form_close(&view->form);
    if (keys_view_load(state, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

/* From now on it is this key that signs. The list is read anew: the label that was given is gone with the old one. */
static bool use(struct app *app, const struct keys_view *view, struct slice label, enum style style)
{
    struct problem problem = {.status = STATUS_OK};
    problem.status = app_use_key(app, label, &problem);
    if (problem.status == STATUS_OK)
        app_say(app, style, _("You sign with {1} from now on."), slice_of(view->used), SLICE(""));
    else
        app_fail(app, &problem);
    return problem.status == STATUS_OK;
}

/* Replacing and ending are signed by the key itself. */
static void open_own(struct app *app, struct keys_view *view, enum key_form_kind kind, const struct keyring_entry *key)
{
    key_form_open(&view->form, app, kind, key->vkey.name);
    if (!slice_is(key->label, view->used) && !use(app, view, key->label, STYLE_NORMAL))
        key_form_close(&view->form);
}

/* An earlier key of one's own lies under its id too: it can still be ended, by itself. */
static void choose(struct app *app, struct keys_view *view)
{
    const struct keyring_entry *key = keys_view_focus(view);
    enum key_choice choice = view->choice[view->menu_list.focus];
    view->menu = false;
    switch (choice) {
    case CHOICE_USE:
        (void)use(app, view, key->label, STYLE_GOOD);
        return;
    case CHOICE_PASSPHRASE:
        key_form_open(&view->form, app, FORM_PASSPHRASE, key->label);
        return;
    case CHOICE_ROTATE:
        open_own(app, view, FORM_ROTATE, key);
        return;
    case CHOICE_REVOKE:
        open_own(app, view, FORM_REVOKE, key);
        return;
    case CHOICE_HAND_OVER:
        key_form_open(&view->form, app, FORM_HAND_OVER, key->vkey.name);
        return;
    default:
        key_form_open(&view->form, app, FORM_LOST, key->vkey.name);
        return;
    }
}

static unsigned act_in_form(struct app *app, struct keys_view *view, enum action action)
{
    size_t fields = key_form_fields(&view->form);
    if (view->form.works)
        return REACT_REDRAW; /* it ends by itself, soon, and cannot be undone half-way */
    if (action == ACTION_ENTER) {
        key_form_enter(app, &view->form);
    } else if (action == ACTION_BACK) {
        key_form_close(&view->form);
        app_say(app, STYLE_NORMAL, _("Nothing was done."), SLICE(""), SLICE(""));
        return view->only_form ? REACT_BACK : REACT_REDRAW;
    } else if (fields && (action == ACTION_NEXT_AREA || action == ACTION_DOWN)) {
        view->form.focus = (view->form.focus + 1) % fields;
    } else if (fields && action == ACTION_UP) {
        view->form.focus = (view->form.focus + fields - 1) % fields;
    } else {
        return REACT_NONE;
    }
    return REACT_REDRAW;
}

static unsigned act_in_menu(struct app *app, struct keys_view *view, enum action action)
{
    if (action == ACTION_ENTER)
        choose(app, view);
    else if (action == ACTION_BACK)
        view->menu = false;
    else
        return list_act(&view->menu_list, action, (int)view->menu_list.count) ? REACT_REDRAW : REACT_NONE;
    return REACT_REDRAW;
}

static void open_row(struct app *app, struct keys_view *view)
{
    const struct keyring_entry *key = keys_view_focus(view);
    if (!key)
        key_form_open(&view->form, app, FORM_NEW, SLICE(""));
    else if (key->problem)
        app_fail(app, key->problem);
    else
        keys_view_open_menu(view);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct keys_view *view = state;
    if (view->form.kind != FORM_NONE)
        return act_in_form(app, view, action);
    if (view->menu)
        return act_in_menu(app, view, action);
    if (action == ACTION_ENTER) {
        open_row(app, view);
    } else if (keys_view_scroll(view, action, app->area)) {
        return REACT_REDRAW;
    } else if (list_act(&view->list, action, keys_view_page(view, app->area))) {
        if (keys_view_explain(view, app) != STATUS_OK)
            app_fail(app, &app->problem);
    } else {
        return REACT_NONE;
    }
    return REACT_REDRAW;
}

static bool typing(const void *state)
{
    const struct keys_view *view = state;
    return view->form.kind != FORM_NONE && !view->form.works && key_form_fields(&view->form);
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    struct key_form *form = &((struct keys_view *)state)->form;
    *reaction = REACT_REDRAW;
    if (strcmp(key->name, "BackTab") == 0) {
        form->focus = (form->focus + key_form_fields(form) - 1) % key_form_fields(form);
        return true;
    }
    return input_key(&form->field[form->focus], key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    struct key_form *form = &((struct keys_view *)state)->form;
    input_paste(&form->field[form->focus], text);
}

/* Not while the worker reads what was typed: it ends soon. */
static bool forget(void *state)
{
    struct key_form *form = &((struct keys_view *)state)->form;
    bool typed = false;
    for (size_t i = 0; i < KEY_FORM_FIELDS && !form->works; i++) {
        typed = typed || (form->field[i].secret && form->field[i].length);
        if (form->field[i].secret)
            input_clear(&form->field[i]);
    }
    return typed;
}

/* The first key is the one that signs, at once. */
static void take_new(struct app *app, struct keys_view *view, struct slice label)
{
    struct problem problem = {.status = STATUS_OK};
    if (!app->who[0] && app_use_key(app, label, &problem) != STATUS_OK)
        app_fail(app, &problem);
    refresh(app, view);
    keys_view_focus_on(view, label);
    if (keys_view_explain(view, app) != STATUS_OK)
        app_fail(app, &app->problem);
}

static unsigned work(struct app *app, void *state)
{
    struct keys_view *view = state;
    uint64_t done, all;
    enum status status;
    char label[KEY_LABEL_MAX + 1];
    if (!worker_poll(app->worker, &done, &all, &status))
        return REACT_REDRAW;
    app_work_end(app);
    memcpy(label, view->form.name, sizeof label);
    bool makes = view->form.kind == FORM_NEW;
    if (!key_form_done(app, &view->form, status))
        return REACT_REDRAW;
    key_form_close(&view->form);
    if (makes)
        take_new(app, view, slice_of(label));
    return REACT_REDRAW;
}

static int page(const void *state, struct area area)
{
    return keys_view_page(state, area);
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_PAGE_DOWN, ACTION_NONE};

const struct screen screen_keys = {
    .name = N_("Keys"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = keys_view_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .forget = forget,
    .work = work,
    .page = page,
};
