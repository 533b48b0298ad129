/* Where something is to be saved: a file is named, and Enter writes it. A file that is there already stays. */
#include "data/file.h"
#include "tui/format.h"
#include "tui/screens.h"
#include "tui/taking.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct saving {
    struct buffer bytes, folder, about; /* folder: where a name without a slash goes */
    struct input path;
};

static void close_screen(void *state)
{
    struct saving *saving = state;
    buffer_release(&saving->bytes);
    buffer_release(&saving->folder);
    buffer_release(&saving->about);
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
    input_paste(&saving->path, request->name);
    buffer_add(&saving->bytes, request->bytes);
    buffer_text(&saving->folder, getcwd(folder, sizeof folder) ? folder : ".");
    buffer_add(&saving->about, request->about);
    if (buffer_status(&saving->bytes) != STATUS_OK || buffer_status(&saving->folder) != STATUS_OK ||
        buffer_status(&saving->about) != STATUS_OK) {
        close_screen(saving);
        return STATUS_NO_MEMORY;
    }
    *state = saving;
    return STATUS_OK;
}

static void draw(const void *state, struct canvas *canvas, struct area area)
{
    enum { LABEL = 10, BOX_ROWS = 7, ABOUT_ROWS = 3 };
    const struct saving *saving = state;
    int rows = saving->about.length ? BOX_ROWS + ABOUT_ROWS : BOX_ROWS;
    struct buffer size, text;
    struct area box = {area.row, area.column, area.rows < rows ? area.rows : rows, area.columns};
    struct area inside = canvas_box(canvas, box, slice_of(_("Save in a file")), slice_of(_("Enter saves")));
    int row = inside.row, room = inside.columns - LABEL;
    buffer_init(&size);
    buffer_init(&text);
    format_number(saving->bytes.length, &size);
    buffer_add(&text, buffer_slice(&saving->about));
    i18n_pattern(_("{1} bytes. A file that is there already is not replaced."), buffer_slice(&size), SLICE(""), &text);
    canvas_say(canvas, row, inside.column, LABEL - 1, STYLE_NORMAL, _("Folder"));
    canvas_text(canvas, row, inside.column + LABEL, room, STYLE_NORMAL, buffer_slice(&saving->folder));
    canvas_say(canvas, row + 1, inside.column, LABEL - 1, STYLE_TITLE, _("File"));
    struct area rest = {row + 3, inside.column, inside.rows - 3, inside.columns};
    canvas_wrap(canvas, rest, STYLE_MUTED, buffer_slice(&text), 0);
    /* The last, so that the cursor is in the field. */
    input_draw(&saving->path, canvas, row + 1, inside.column + LABEL, room);
    buffer_release(&size);
    buffer_release(&text);
}

/* The folder without, and the name behind, the last slash; "~/" in front is the home folder. */
static enum status split(const struct saving *saving, struct buffer *folder, struct slice *name)
{
    struct slice path = input_value(&saving->path);
    const char *home = getenv("HOME");
    size_t slash = path.length;
    while (slash > 0 && path.at[slash - 1] != '/')
        slash--;
    *name = slice_from(path, slash);
    path = slice_head(path, slash);
    if (home && path.length > 1 && path.at[0] == '~' && path.at[1] == '/') {
        buffer_text(folder, home);
        path = slice_from(path, 1);
    } else if (path.length == 0 || path.at[0] != '/') {
        buffer_add(folder, buffer_slice(&saving->folder));
        buffer_byte(folder, '/');
    }
    buffer_add(folder, path);
    enum status status = buffer_status(folder);
    if (status == STATUS_OK && folder->length > 1)
        folder->at[--folder->length] = '\0';
    return status;
}

static unsigned save(struct app *app, struct saving *saving)
{
    struct buffer folder, file;
    struct slice name;
    unsigned reaction = REACT_REDRAW;
    buffer_init(&folder);
    buffer_init(&file);
    enum status status = split(saving, &folder, &name);
    buffer_add(&file, name);
    if (status == STATUS_OK)
        status = buffer_status(&file);
    if (status == STATUS_OK && name.length == 0) {
        app_say(app, STYLE_WARN, _("Type a name for the file."), SLICE(""), SLICE(""));
    } else if (status == STATUS_OK) {
        status =
            file_write_atomic(folder.at, file.at, buffer_slice(&saving->bytes), FILE_MODE_SHARED, false, &app->problem);
        if (status == STATUS_OK) {
            app_say(app, STYLE_GOOD, _("Saved: {1}/{2}"), buffer_slice(&folder), buffer_slice(&file));
            reaction |= REACT_BACK;
        }
    }
    if (status != STATUS_OK)
        app_fail(app, &app->problem);
    buffer_release(&folder);
    buffer_release(&file);
    return reaction;
}

static unsigned act(struct app *app, void *state, enum action action)
{
    if (action != ACTION_ENTER)
        return REACT_NONE;
    problem_clear(&app->problem);
    return save(app, state);
}

static bool typing(const void *state)
{
    (void)state;
    return true;
}

static bool type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    (void)app;
    *reaction = REACT_REDRAW;
    return input_key(&((struct saving *)state)->path, key);
}

static void paste(struct app *app, void *state, struct slice text)
{
    (void)app;
    input_paste(&((struct saving *)state)->path, text);
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
    .typing = typing,
    .type = type,
    .paste = paste,
};
