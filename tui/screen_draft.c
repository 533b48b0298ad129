/* A draft is chosen or written, what it would do is shown, and then the exact text is signed. */
#include "tui/drafting.h"
#include "tui/screen_sign.h"
#include "tui/screens.h"

#include <stdlib.h>

static void close_screen(void *state)
{
    drafting_release(state);
    free(state);
}

static void look(struct app *app, struct drafting *drafting)
{
    struct problem problem = {.status = STATUS_OK};
    problem.status = drafting_look(app, drafting, &problem);
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
}

static enum status check_key(struct app *app)
{
    struct vkey own;
    enum status status = session_key_name(app->session, &own);
    if (status != STATUS_OK)
        app->problem = app->session->problem;
    return status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    struct drafting *drafting = calloc(1, sizeof *drafting);
    if (!drafting)
        return STATUS_NO_MEMORY;
    drafting->place = *(const struct draft_place *)argument;
    draft_files_init(&drafting->files);
    draft_report_init(&drafting->report);
    enum status status = check_key(app);
    if (status == STATUS_OK)
        status = drafting_load(app, drafting);
    if (status == STATUS_OK && !drafting->bodies.count)
        status = problem_say(&app->problem, STATUS_REFUSED,
                             N_("the ledger is empty: first a secretary founds a body with F"), NULL, NULL);
    for (size_t i = 0; i < drafting->bodies.count; i++)
        if (drafting->bodies.body[i].number == drafting->place.body)
            drafting->bodies.current = i;
    if (status != STATUS_OK) {
        close_screen(drafting);
        return status;
    }
    *state = drafting;
    return STATUS_OK;
}

/* Files may have come and gone meanwhile; the focus stays on its own. */
static void refresh(struct app *app, void *state)
{
    struct drafting *drafting = state;
    struct buffer path;
    bool own = drafting_is_own(drafting);
    buffer_init(&path);
    enum status status = drafting_path(drafting, &path);
    struct pager before = drafting->pager;
    if (status == STATUS_OK)
        status = drafting_load(app, drafting);
    size_t at = path.length && !own ? draft_files_find(&drafting->files, path.at) : drafting->files.count;
    if (own)
        drafting->list.focus = drafting->list.count - 1;
    else if (at < drafting->files.count)
        drafting->list.focus = (int64_t)at + 1;
    buffer_release(&path);
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
    look(app, drafting);
    drafting->pager = before;
}

static void edit(struct app *app, struct drafting *drafting)
{
    struct problem problem = {.status = STATUS_OK};
    bool written;
    problem.status = drafting_edit(app, drafting, &written, &problem);
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
    else if (!written)
        app_say(app, STYLE_NORMAL, _("Nothing was changed."), SLICE(""), SLICE(""));
    look(app, drafting);
    if (written && problem.status == STATUS_OK && !drafting_is_own(drafting) && !drafting_is_new(drafting))
        app_say(app, STYLE_GOOD, _("Kept as {1}. Nothing is signed yet."),
                slice_of(drafting->files.file[drafting->list.focus - 1].path), SLICE(""));
}

/* To the text that is signed. The file may have been mended meanwhile. */
static void go_on(struct app *app, struct drafting *drafting)
{
    struct arena arena;
    struct draft draft;
    struct buffer path;
    struct problem problem = {.status = STATUS_OK};
    if (drafting_is_new(drafting)) {
        edit(app, drafting);
        return;
    }
    look(app, drafting);
    arena_init(&arena);
    buffer_init(&path);
    problem.status = drafting_path(drafting, &path);
    if (problem.status == STATUS_OK && !path.length)
        app_say(app, STYLE_NORMAL, _("Type the path of a draft below."), SLICE(""), SLICE(""));
    else if (!drafting->sound)
        app_say(app, STYLE_BAD, _("This cannot be signed yet: {1}."), buffer_slice(&drafting->wrong), SLICE(""));
    else if (problem.status == STATUS_OK)
        problem.status = drafting_compose(app, drafting, path.at, &arena, &draft, &problem);
    if (problem.status != STATUS_OK)
        app_fail(app, &problem);
    else if (drafting->sound)
        sign_ask(app, &draft, &(struct sign_request){.files = buffer_slice(&path), .after = SIGN_RECEIPT, .leave = 1});
    buffer_release(&path);
    arena_release(&arena);
}

static void next_body(struct app *app, struct drafting *drafting)
{
    bodies_next(&drafting->bodies);
    look(app, drafting);
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct drafting *drafting = state;
    drafting->pager.lines = drafting_lines(drafting, app->area);
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN) {
        pager_act(&drafting->pager, action, drafting_page(drafting, app->area));
    } else if (list_act(&drafting->list, action, (int)drafting->list.count)) {
        look(app, drafting);
    } else if (action == ACTION_NEXT_AREA) {
        next_body(app, drafting);
    } else if (action == ACTION_EDIT) {
        edit(app, drafting);
    } else if (action == ACTION_ENTER) {
        go_on(app, drafting);
    } else {
        return REACT_NONE;
    }
    return REACT_REDRAW;
}

static bool typing(const void *state)
{
    return drafting_is_own(state);
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct drafting *drafting = state;
    *reaction = REACT_REDRAW;
    if (!input_key(&drafting->path, key))
        return false;
    look(app, drafting);
    return true;
}

static void paste(struct app *app, void *state, struct slice text)
{
    struct drafting *drafting = state;
    input_paste(&drafting->path, text);
    look(app, drafting);
}

static const enum action actions[] = {ACTION_ENTER,     ACTION_EDIT,      ACTION_UP,  ACTION_DOWN,
                                      ACTION_NEXT_AREA, ACTION_PAGE_DOWN, ACTION_NONE};

const struct screen screen_draft = {
    .name = N_("Draft"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("go on"),
    .open = open_screen,
    .close = close_screen,
    .draw = drafting_draw,
    .act = act,
    .typing = typing,
    .type = type,
    .paste = paste,
    .refresh = refresh,
};
