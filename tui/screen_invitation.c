/*
 * Secretaries: inviting to a meeting. Fields and agenda, then the exact text; nothing is written before it is signed.
 */
#include "tui/editor.h"
#include "tui/invitation.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    invitation_release(state);
    free(state);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct invitation *invitation = calloc(1, sizeof *invitation);
    if (!invitation)
        return STATUS_NO_MEMORY;
    invitation->place = *(const struct invitation_place *)argument;
    enum status status =
        invitation->place.body
            ? invitation_load(app, invitation)
            : problem_say(&app->problem, STATUS_REFUSED,
                          N_("the ledger is empty: first a secretary founds a body with F"), NULL, NULL);
    if (status != STATUS_OK) {
        close_screen(invitation);
        return status;
    }
    input_paste(&invitation->field[INVITE_OPENS], SLICE("+14d"));
    invitation_resolve(app, invitation);
    *state = invitation;
    return STATUS_OK;
}

/* Proposals come and are decided; what is typed stays. */
static void refresh(struct app *app, void *state)
{
    problem_clear(&app->problem);
    if (invitation_refresh(app, state) != STATUS_OK)
        app_fail(app, &app->problem);
    invitation_resolve(app, state);
}

/* To the text that is signed. */
static void go_on(struct app *app, struct invitation *invitation)
{
    struct arena arena;
    struct draft draft;
    struct problem problem = {.status = STATUS_OK};
    invitation_resolve(app, invitation);
    arena_init(&arena);
    draft_init(&draft, KIND_MEETING, &arena);
    enum status status = invitation_compose(app, invitation, &draft, &problem);
    if (status == STATUS_OK) {
        sign_ask(app, &draft, &(struct sign_request){.after = SIGN_RECEIPT, .leave = 1});
    } else {
        problem.status = status;
        app_fail(app, &problem);
    }
    arena_release(&arena);
}

static void edit(struct app *app, struct invitation *invitation)
{
    struct problem problem = {.status = STATUS_OK};
    problem.status =
        editor_replace(app->terminal, ENTRY_TEXT_MAX, buffer_slice(&invitation->text), &invitation->text, &problem);
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
}

static void mark(struct app *app, struct invitation *invitation)
{
    if (!invitation->items) {
        app_say(app, STYLE_NORMAL, _("No proposal waits for a decision."), SLICE(""), SLICE(""));
        return;
    }
    /* The item moves to the agenda's end; the focus stays where the next one is. */
    int64_t focus = invitation->list.focus;
    bool marked = invitation->item[focus].marked;
    invitation_mark(invitation, (size_t)focus);
    invitation->list.focus = focus + (marked ? 0 : 1);
    list_resize(&invitation->list, invitation->list.count);
}

static unsigned act_on_item(struct app *app, struct invitation *invitation, enum action action)
{
    int step = action == ACTION_MOVE_UP ? -1 : 1;
    if (action == ACTION_MARK)
        mark(app, invitation);
    else if (!invitation_move(invitation, (size_t)invitation->list.focus, step))
        app_say(app, STYLE_NORMAL, _("Only what is on the agenda has a place there: Space puts it on it."), SLICE(""),
                SLICE(""));
    return REACT_REDRAW;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct invitation *invitation = state;
    bool items = invitation->focus == INVITE_ITEMS;
    /* Above the first row is the last field. */
    bool leaves = items && action == ACTION_UP && invitation->list.focus == 0;
    if (items && !leaves && list_act(&invitation->list, action, invitation_page(invitation, app->area)))
        return REACT_REDRAW;
    switch (action) {
    case ACTION_MARK:
    case ACTION_MOVE_UP:
    case ACTION_MOVE_DOWN:
        return act_on_item(app, invitation, action);
    case ACTION_NEXT_AREA:
    case ACTION_DOWN:
        invitation->focus = items                                    ? INVITE_NUMBER
                            : invitation->focus == INVITE_FIELDS - 1 ? INVITE_ITEMS
                                                                     : (enum invitation_field)(invitation->focus + 1);
        return REACT_REDRAW;
    case ACTION_UP:
        if (items)
            invitation->focus = INVITE_FIELDS - 1;
        else if (invitation->focus > INVITE_NUMBER)
            invitation->focus--;
        return REACT_REDRAW;
    case ACTION_EDIT:
        edit(app, invitation);
        return REACT_REDRAW;
    case ACTION_ENTER:
        go_on(app, invitation);
        return REACT_REDRAW;
    default:
        return REACT_NONE;
    }
}

static bool typing(const void *state)
{
    return ((const struct invitation *)state)->focus < INVITE_FIELDS;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct invitation *invitation = state;
    *reaction = REACT_REDRAW;
    bool taken = input_key(&invitation->field[invitation->focus], key);
    invitation_resolve(app, invitation);
    return taken;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct invitation *invitation = state;
    input_paste(&invitation->field[invitation->focus], text);
    invitation_resolve(app, invitation);
}

static int page(const void *state, struct area area)
{
    return invitation_page(state, area);
}

static const enum action actions[] = {ACTION_ENTER,     ACTION_NEXT_AREA, ACTION_MARK, ACTION_MOVE_UP,
                                      ACTION_MOVE_DOWN, ACTION_EDIT,      ACTION_NONE};

const struct screen screen_invitation = {
    .name = N_("Invitation"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = invitation_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
    .page = page,
};
