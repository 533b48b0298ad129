#include "tui/last_body.h"

#include "data/file.h"
#include "tui/app.h"
#include "tui/views.h"

static const char file_name[] = "last-body";

void last_body_take(struct app *app)
{
    struct views *views = app->views;
    struct buffer path, text;
    if (views->looked_for_body)
        return;
    views->looked_for_body = true;
    buffer_init(&path);
    buffer_init(&text);
    if (seen_folder(app, &path)) {
        buffer_format(&path, "/%s", file_name);
        if (buffer_status(&path) == STATUS_OK && file_read(path.at, DIGEST_HEX_LENGTH + 1, &text, NULL) == STATUS_OK) {
            struct slice rest = buffer_slice(&text);
            views->has_body = digest_from_hex(slice_cut(&rest, '\n'), &views->body);
        }
    }
    buffer_release(&path);
    buffer_release(&text);
}

void last_body_keep(struct app *app)
{
    struct buffer folder;
    char line[DIGEST_HEX_LENGTH + 2];
    if (!app->views->chose_body)
        return;
    digest_hex(&app->views->body, line);
    line[DIGEST_HEX_LENGTH] = '\n';
    buffer_init(&folder);
    if (seen_folder(app, &folder) && folder_make(folder.at, NULL) == STATUS_OK) {
        const struct slice bytes = {line, DIGEST_HEX_LENGTH + 1};
        enum status status = file_write_atomic(folder.at, file_name, bytes, FILE_MODE_PRIVATE, true, NULL);
        (void)status; /* nobody is left to be told, and nothing depends on it */
    }
    buffer_release(&folder);
}
