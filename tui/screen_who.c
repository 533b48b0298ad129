/*
 * The address book, on this machine only: who is behind the key of a line. An empty name forgets it; a table of a whole
 * office is taken in from a file, all of it or nothing.
 */
#include "data/people_csv.h"
#include "tui/path_form.h"
#include "tui/screens.h"

#include <stdlib.h>

struct who {
    struct path_form form; /* its path is the table's */
    struct buffer handle;  /* empty: nobody holds the line's seat */
    struct input name;
};

static void close_screen(void *state)
{
    struct who *who = state;
    buffer_release(&who->handle);
    free(who);
}

/* What the book has of the handle, into the field. */
static enum status read_name(struct app *app, struct who *who)
{
    struct buffer text;
    buffer_init(&text);
    enum status status = people_get(app->session->people_path.at, buffer_slice(&who->handle), &text, &app->problem);
    input_clear(&who->name);
    if (status == STATUS_OK)
        input_paste(&who->name, buffer_slice(&text));
    buffer_release(&text);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct slice *handle = argument;
    struct who *who = calloc(1, sizeof *who);
    if (!who)
        return STATUS_NO_MEMORY;
    buffer_add(&who->handle, *handle);
    who->form.typed = handle->length ? &who->name : &who->form.path;
    enum status status = buffer_status(&who->handle);
    if (status == STATUS_OK && handle->length)
        status = read_name(app, who);
    if (status != STATUS_OK) {
        close_screen(who);
        return status;
    }
    *state = who;
    return STATUS_OK;
}

static unsigned keep_name(struct app *app, const struct who *who)
{
    struct slice name = input_value(&who->name);
    if (people_set(app->session->people_path.at, buffer_slice(&who->handle), name, &app->problem) != STATUS_OK) {
        app_fail(app, &app->problem);
        return REACT_REDRAW;
    }
    app_say(app, STYLE_GOOD, name.length ? _("Noted on this machine only: {1}.") : _("Forgotten: {1}."),
            buffer_slice(&who->handle), SLICE(""));
    return REACT_REDRAW | REACT_BACK;
}

static void say_merged(struct app *app, const struct people_merged *merged)
{
    struct buffer added, changed;
    buffer_init(&added);
    buffer_init(&changed);
    buffer_number(&added, merged->added);
    buffer_number(&changed, merged->changed);
    app_say(app, STYLE_GOOD, _("Noted on this machine only: {1} new, {2} changed."), buffer_slice(&added),
            buffer_slice(&changed));
    buffer_release(&added);
    buffer_release(&changed);
}

/* With the line of the table, where it is one's fault. */
static void say_failure(struct app *app)
{
    struct buffer place, why;
    if (!app->problem.line) {
        app_fail(app, &app->problem);
        return;
    }
    buffer_init(&place);
    buffer_init(&why);
    i18n_place(&app->problem, &place);
    i18n_problem(&app->problem, &why);
    app_say(app, STYLE_BAD, _("Nothing was taken: {1}: {2}"), buffer_slice(&place), buffer_slice(&why));
    buffer_release(&place);
    buffer_release(&why);
}

static unsigned take_table(struct app *app, struct who *who)
{
    struct buffer path;
    struct people people;
    struct people_merged merged = {0, 0};
    unsigned reaction = REACT_REDRAW;
    buffer_init(&path);
    if (path_form_take(app, &who->form, _("Type the path of a table, or Tab for the name."), &path)) {
        enum status status = people_csv_read(path.at, &people, &app->problem);
        if (status == STATUS_OK)
            status = people_merge(app->session->people_path.at, &people, &merged, &app->problem);
        people_release(&people);
        if (status == STATUS_OK) {
            say_merged(app, &merged);
            reaction |= REACT_BACK;
        } else {
            say_failure(app);
        }
    }
    buffer_release(&path);
    return reaction;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct who *who = state;
    if (action == ACTION_NEXT_AREA && who->handle.length) {
        who->form.typed = who->form.typed == &who->name ? &who->form.path : &who->name;
        return REACT_REDRAW;
    }
    if (action != ACTION_ENTER)
        return REACT_NONE;
    problem_clear(&app->problem);
    return who->form.typed == &who->name ? keep_name(app, who) : take_table(app, who);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    enum { LABEL = 10, BOX_ROWS = 12 };
    const struct who *who = state;
    bool person = who->handle.length > 0, table = who->form.typed == &who->form.path;
    struct area box = {area.row, area.column, area.rows < BOX_ROWS ? area.rows : BOX_ROWS, area.columns};
    struct area inside = canvas_box(canvas, box, slice_of(_("Address book")),
                                    slice_of(person ? _("Tab name or table, Enter saves") : _("Enter saves")));
    int row = inside.row, column = inside.column + LABEL, room = inside.columns - LABEL;
    const struct input *other = table ? &who->name : &who->form.path;
    if (person) {
        canvas_say(canvas, row, inside.column, LABEL - 1, STYLE_NORMAL, _("Handle"));
        canvas_text(canvas, row, column, room, STYLE_NORMAL, buffer_slice(&who->handle));
        canvas_say(canvas, row + 1, inside.column, LABEL - 1, table ? STYLE_NORMAL : STYLE_TITLE, _("Name"));
        canvas_text(canvas, row + (table ? 1 : 2), column, room, STYLE_INPUT, input_value(other));
    }
    canvas_say(canvas, row + 2, inside.column, LABEL - 1, table ? STYLE_TITLE : STYLE_NORMAL, _("Table"));
    struct area rest = {row + 4, inside.column, inside.rows - 4, inside.columns};
    canvas_wrap(canvas, rest, STYLE_MUTED,
                slice_of(table
                             ? _("A CSV file: the handle in the first column, who that is in the others. All of it is "
                                 "taken, or nothing.")
                             : _("Who is behind the key, on this machine only: it is never signed or passed on. An "
                                 "empty name forgets it.")),
                0);
    /* The last, so that the cursor is in the field. */
    input_draw(who->form.typed, canvas, row + (table ? 2 : 1), column, room);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_NEXT_AREA, ACTION_NONE};

const struct screen screen_who = {
    .name = N_("Address book"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("save"),
    .open = open_screen,
    .close = close_screen,
    .draw = draw,
    .act = act,
    .typing = path_form_typing,
    .type = path_form_type,
    .paste = path_form_paste,
};
