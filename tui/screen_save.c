/* Where something is to be saved: a file is named, and Enter writes it. A file that is there already stays. */
#include "data/file.h"
#include "tui/format.h"
#include "tui/path_form.h"
#include "tui/screens.h"
#include "tui/taking.h"
#include "tui/typed_path.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct saving {
    struct path_form form;
    struct buffer bytes, folder, about; /* folder: where a name without a slash goes */
    struct buffer json;
    bool has_json;
};

static void close_screen(void *state)
{
    struct saving *saving = state;
    buffer_release(&saving->bytes);
    buffer_release(&saving->folder);
    buffer_release(&saving->about);
    buffer_release(&saving->json);
    free(saving);
}

static enum status open_screen(struct app *app, const void *argument, void **state)
{
    const struct save_request *request = argument;
    char folder[PATH_MAX];
    struct saving *saving = calloc(1, sizeof *saving);
    if (!saving)
        return STATUS_NO_MEMORY;
    (void)app;
    input_paste(&saving->form.path, request->name);
    buffer_add(&saving->bytes, request->bytes);
    buffer_text(&saving->folder, getcwd(folder, sizeof folder) ? folder : ".");
    buffer_add(&saving->about, request->about);
    buffer_add(&saving->json, request->json);
    saving->has_json = request->json.at != NULL;
    if (buffer_status(&saving->json) != STATUS_OK || buffer_status(&saving->bytes) != STATUS_OK ||
        buffer_status(&saving->folder) != STATUS_OK || buffer_status(&saving->about) != STATUS_OK) {
        close_screen(saving);
        return STATUS_NO_MEMORY;
    }
    saving->form.typed = &saving->form.path;
    *state = saving;
    return STATUS_OK;
}

static bool ends_in(struct slice name, struct slice ending)
{
    return name.length > ending.length && slice_equal(slice_from(name, name.length - ending.length), ending);
}

/* What is saved under the name that is typed. */
static struct slice chosen(const struct saving *saving)
{
    bool json = saving->has_json && ends_in(input_value(&saving->form.path), SLICE(".json"));
    return buffer_slice(json ? &saving->json : &saving->bytes);
}

/* The other form of what is saved, by the end of its name. */
static void change_form(struct saving *saving)
{
    struct input *path = &saving->form.path;
    struct slice name = input_value(path);
    struct buffer other;
    bool json = ends_in(name, SLICE(".json")), plain = ends_in(name, SLICE(".txt"));
    buffer_init(&other);
    buffer_add(&other, slice_head(name, name.length - (json ? 5 : plain ? 4 : 0)));
    buffer_text(&other, json ? ".txt" : ".json");
    input_clear(path);
    if (buffer_status(&other) == STATUS_OK)
        input_paste(path, buffer_slice(&other));
    buffer_release(&other);
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    enum { LABEL = 10, BOX_ROWS = 7, ABOUT_ROWS = 3 };
    const struct saving *saving = state;
    int rows = saving->about.length ? BOX_ROWS + ABOUT_ROWS : BOX_ROWS;
    struct buffer size, text;
    struct area box = {area.row, area.column, area.rows < rows ? area.rows : rows, area.columns};
    struct area inside = canvas_box(canvas, box, slice_of(_("Save in a file")),
                                    slice_of(saving->has_json ? _("Tab text or JSON, Enter saves") : _("Enter saves")));
    int row = inside.row, room = inside.columns - LABEL;
    buffer_init(&size);
    buffer_init(&text);
    format_number(chosen(saving).length, &size);
    buffer_add(&text, buffer_slice(&saving->about));
    i18n_pattern(_("{1} bytes. A file that is there already is not replaced."), buffer_slice(&size), SLICE(""), &text);
    canvas_say(canvas, row, inside.column, LABEL - 1, STYLE_NORMAL, _("Folder"));
    canvas_text(canvas, row, inside.column + LABEL, room, STYLE_NORMAL, buffer_slice(&saving->folder));
    canvas_say(canvas, row + 1, inside.column, LABEL - 1, STYLE_TITLE, _("File"));
    struct area rest = {row + 3, inside.column, inside.rows - 3, inside.columns};
    canvas_wrap(canvas, rest, STYLE_MUTED, buffer_slice(&text), 0);
    /* The last, so that the cursor is in the field. */
    input_draw(&saving->form.path, canvas, row + 1, inside.column + LABEL, room);
    buffer_release(&size);
    buffer_release(&text);
}

/* What was typed, from the folder on that the screen shows. */
static enum status whole_path(const struct saving *saving, struct buffer *out)
{
    struct slice typed = input_value(&saving->form.path);
    if (typed.length == 0 || (typed.at[0] != '/' && typed.at[0] != '~')) {
        buffer_add(out, buffer_slice(&saving->folder));
        buffer_byte(out, '/');
    }
    return typed_path(typed, out);
}

static unsigned save(struct app *app, struct saving *saving)
{
    struct buffer path;
    unsigned reaction = REACT_REDRAW;
    buffer_init(&path);
    enum status status = whole_path(saving, &path);
    if (status == STATUS_OK && path.at[path.length - 1] == '/') {
        app_say(app, STYLE_WARN, _("Type a name for the file."), SLICE(""), SLICE(""));
    } else if (status == STATUS_OK) {
        status = file_write_new(path.at, chosen(saving), &app->problem);
        if (status == STATUS_OK) {
            app_say(app, STYLE_GOOD, _("Saved: {1}"), buffer_slice(&path), SLICE(""));
            reaction |= REACT_BACK;
        }
    }
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
    buffer_release(&path);
    return reaction;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    struct saving *saving = state;
    if (action == ACTION_NEXT_AREA && saving->has_json) {
        change_form(saving);
        return REACT_REDRAW;
    }
    if (action != ACTION_ENTER)
        return REACT_NONE;
    problem_clear(&app->problem);
    return save(app, state);
}

static const enum action actions[] = {ACTION_ENTER, ACTION_NONE};

const struct screen screen_save = {
    .name = N_("Save"),
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
