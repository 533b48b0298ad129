#include "tui/kept_file.h"

#include "data/file.h"
#include "tui/app.h"

bool kept_file_folder(const struct app *app, struct buffer *out)
{
    struct slice path = buffer_slice(&app->session->marks_path);
    while (path.length && path.at[path.length - 1] != '/')
        path = slice_head(path, path.length - 1);
    if (path.length > 1)
        buffer_add(out, slice_head(path, path.length - 1));
    return path.length > 1 && buffer_status(out) == STATUS_OK;
}

void kept_file_read(const struct app *app, const char *name, size_t most, struct buffer *out)
{
    struct buffer path;
    buffer_init(&path);
    bool known = kept_file_folder(app, &path);
    buffer_format(&path, "/%s", name);
    if (!known || buffer_status(&path) != STATUS_OK || file_read(path.at, most, out, NULL) != STATUS_OK)
        buffer_clear(out);
    buffer_release(&path);
}

void kept_file_write(const struct app *app, const char *name, const struct buffer *text)
{
    struct buffer folder;
    buffer_init(&folder);
    if (buffer_status(text) == STATUS_OK && kept_file_folder(app, &folder) &&
        folder_make(folder.at, NULL) == STATUS_OK) {
        enum status status = file_write_atomic(folder.at, name, buffer_slice(text), FILE_MODE_PRIVATE, true, NULL);
        (void)status; /* nobody is left to be told, and nothing depends on it */
    }
    buffer_release(&folder);
}
