/* Secretaries: founding a body, from a statute that comes with the program or from a file of one's own. */
#include "tui/app.h"
#include "tui/founding_view.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"
#include "tui/typed_path.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    struct founding_view *view = state;
    statutes_release(&view->statutes);
    secretaries_release(&view->secretaries);
    known_keys_release(&view->known);
    free(view);
}

static enum status chosen_path(const struct founding_view *view, struct buffer *out)
{
    if (founding_view_own(view))
        return typed_path(input_value(&view->path), out);
    buffer_text(out, view->statutes.file[view->list.focus].path);
    return buffer_status(out);
}

static void look(struct app *app, struct founding_view *view)
{
    struct buffer path;
    struct problem problem = {.status = STATUS_OK};
    buffer_init(&path);
    view->pager = (struct pager){.top = 0};
    problem.status = chosen_path(view, &path);
    if (problem.status == STATUS_OK && path.length)
        problem.status = statutes_look(&view->statutes, path.at);
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
    buffer_release(&path);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    (void)argument;
    struct founding_view *view = calloc(1, sizeof *view);
    if (!view)
        return STATUS_NO_MEMORY;
    enum status status = secretaries_begin(&view->secretaries, app->session);
    if (status != STATUS_OK)
        app->problem = app->session->problem;
    enum status loaded = statutes_load(&view->statutes, app->session->samples_path.at, &app->problem);
    status = status == STATUS_OK ? loaded : status;
    if (status != STATUS_OK) {
        close_screen(view);
        return status;
    }
    list_resize(&view->list, (int64_t)view->statutes.files + 1);
    look(app, view);
    *state = view;
    return STATUS_OK;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    founding_view_paint(state, canvas, area);
}

static void say_problem(struct app *app, struct problem *problem, enum status status)
{
    problem->status = status;
    app_fail(app, problem);
}

/* What fits that which is typed; a verifier key that is pasted needs no list. */
static void look_for_keys(struct app *app, struct founding_view *view)
{
    struct problem problem = {.status = STATUS_OK};
    struct slice part = input_value(&view->secretary);
    view->picking = false;
    enum status status = known_keys_load(&view->known, app, part, &view->secretaries, &problem);
    list_resize(&view->known_list, (int64_t)view->known.count);
    if (status != STATUS_OK)
        say_problem(app, &problem, status);
}

/* Up and down in the list of keys; above its first one is the field again. */
static bool pick(struct founding_view *view, enum action action)
{
    if (view->focus != FOCUS_SECRETARY || (action != ACTION_UP && action != ACTION_DOWN) || !view->known.count)
        return false;
    if (!view->picking) {
        view->picking = action == ACTION_DOWN;
        view->known_list.focus = 0;
        return view->picking;
    }
    if (action == ACTION_UP && view->known_list.focus == 0)
        view->picking = false;
    else
        list_act(&view->known_list, action, (int)view->known.count);
    return true;
}

static void add_secretary(struct app *app, struct founding_view *view)
{
    struct problem problem = {.status = STATUS_OK};
    struct slice text = input_value(&view->secretary);
    if (view->picking)
        text = view->known.key[view->known_list.focus].vkey;
    enum status status = secretaries_add(&view->secretaries, app->session, text, &problem);
    if (status != STATUS_OK) {
        say_problem(app, &problem, status);
        return;
    }
    input_clear(&view->secretary);
    look_for_keys(app, view);
    app_say(app, STYLE_NORMAL, _("Added: {1}. Enter in the empty field goes on."),
            view->secretaries.key[view->secretaries.count - 1].name, SLICE(""));
}

/* Whether there is all that a founding needs; a message asks for the first thing that is missing. */
static bool is_complete(struct app *app, struct founding_view *view)
{
    uint64_t approvals = view->statutes.founding.body.approvals;
    struct buffer number;
    if (founding_view_own(view) && !view->path.length) {
        view->focus = FOCUS_PATH;
        app_say(app, STYLE_NORMAL, _("Type the path of the statute file."), SLICE(""), SLICE(""));
        return false;
    }
    if (!view->statutes.sound) {
        app_say(app, STYLE_BAD, _("Nothing can be founded from this file: {1}."), buffer_slice(&view->statutes.wrong),
                SLICE(""));
        return false;
    }
    if (approvals <= view->secretaries.count)
        return true;
    view->focus = FOCUS_SECRETARY;
    look_for_keys(app, view);
    buffer_init(&number);
    buffer_number(&number, approvals);
    app_say(app, STYLE_WARN,
            _("The statute wants {1} secretaries: choose the next one from the list, or paste the verifier key."),
            buffer_slice(&number), SLICE(""));
    buffer_release(&number);
    return false;
}

/* To the text that is signed. */
static void go_on(struct app *app, struct founding_view *view)
{
    struct founding founding;
    struct buffer path;
    struct problem problem = {.status = STATUS_OK};
    look(app, view); /* the file may have been mended meanwhile */
    if (!is_complete(app, view))
        return;
    founding_init(&founding);
    buffer_init(&path);
    enum status status = chosen_path(view, &path);
    if (status == STATUS_OK)
        status = founding_read(&founding, path.at, &problem);
    if (status == STATUS_OK)
        status = founding_compose(&founding, view->secretaries.key, view->secretaries.count, app->now, &problem);
    if (status == STATUS_OK)
        status = ledger_try(app->session->ledger, buffer_slice(&founding.text), app->now, &problem);
    if (status == STATUS_OK)
        app_push(
            app, &screen_sign,
            &(struct sign_request){
                .text = buffer_slice(&founding.text), .log_key = &founding.log_key, .after = SIGN_RECEIPT, .leave = 1});
    else
        say_problem(app, &problem, status);
    buffer_release(&path);
    founding_release(&founding);
}

static void move_focus(struct app *app, struct founding_view *view, int step)
{
    int focus = (int)view->focus;
    do
        focus = (focus + step + FOCUS_COUNT) % FOCUS_COUNT;
    while (focus == FOCUS_PATH && !founding_view_own(view));
    view->focus = (enum founding_focus)focus;
    if (view->focus == FOCUS_SECRETARY)
        look_for_keys(app, view);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct founding_view *view = state;
    view->pager.lines = founding_view_lines(view, app->area);
    if (pick(view, action))
        return REACT_REDRAW;
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN) {
        pager_act(&view->pager, action, founding_view_page(view, app->area));
    } else if (list_act(&view->list, action, (int)view->list.count)) {
        view->focus = FOCUS_STATUTES;
        look(app, view);
    } else if (action == ACTION_NEXT_AREA) {
        move_focus(app, view, 1);
    } else if (action == ACTION_ENTER && (view->secretary.length || view->picking)) {
        add_secretary(app, view);
    } else if (action == ACTION_ENTER) {
        go_on(app, view);
    } else {
        return REACT_NONE;
    }
    return REACT_REDRAW;
}

static bool typing(const void *state)
{
    return ((const struct founding_view *)state)->focus != FOCUS_STATUTES;
}

static struct input *field(struct founding_view *view)
{
    return view->focus == FOCUS_PATH ? &view->path : &view->secretary;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct founding_view *view = state;
    *reaction = REACT_REDRAW;
    if (strcmp(key->name, "BackTab") == 0) {
        move_focus(app, view, -1);
        return true;
    }
    if (view->focus == FOCUS_SECRETARY && !view->secretary.length && strcmp(key->name, "Backspace") == 0) {
        secretaries_drop(&view->secretaries);
        look_for_keys(app, view);
        return true;
    }
    if (!input_key(field(view), key))
        return false;
    if (view->focus == FOCUS_PATH)
        look(app, view);
    else
        look_for_keys(app, view);
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct founding_view *view = state;
    input_paste(field(view), text);
    if (view->focus == FOCUS_PATH)
        look(app, view);
    else
        look_for_keys(app, view);
}

static const enum action actions[] = {ACTION_ENTER,     ACTION_UP,        ACTION_DOWN,
                                      ACTION_NEXT_AREA, ACTION_PAGE_DOWN, ACTION_NONE};

const struct screen screen_founding = {
    .name = N_("Found a body"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
};
