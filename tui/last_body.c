#include "tui/last_body.h"

#include "tui/app.h"
#include "tui/kept_file.h"
#include "tui/views.h"

static const char file_name[] = "last-body";

void last_body_take(struct app *app)
{
    struct views *views = app->views;
    struct buffer text;
    if (views->looked_for_body)
        return;
    views->looked_for_body = true;
    buffer_init(&text);
    kept_file_read(app, file_name, DIGEST_HEX_LENGTH + 1, &text);
    struct slice rest = buffer_slice(&text);
    views->has_body = digest_from_hex(slice_cut(&rest, '\n'), &views->body);
    buffer_release(&text);
}

void last_body_keep(struct app *app)
{
    struct buffer text;
    char hex[DIGEST_HEX_LENGTH + 1];
    if (!app->views->chose_body)
        return;
    digest_hex(&app->views->body, hex);
    buffer_init(&text);
    buffer_format(&text, "%s\n", hex);
    kept_file_write(app, file_name, &text);
    buffer_release(&text);
}
