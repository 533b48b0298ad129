#include "tui/last_key.h"

#include "tui/app_key.h"
#include "tui/kept_file.h"

static const char file_name[] = "last-key";

/* Among the keys that are there: what the file says is no path to go by. */
static bool is_there(struct app *app, struct slice label)
{
    struct arena arena;
    struct keyring_entry *keys;
    size_t count = 0;
    bool found = false;
    arena_init(&arena);
    if (keyring_list(&app->session->keyring, &arena, &keys, &count, NULL) == STATUS_OK)
        for (size_t i = 0; i < count && !found; i++)
            found = !keys[i].problem && slice_equal(keys[i].label, label);
    arena_release(&arena);
    return found;
}

bool last_key_take(struct app *app)
{
    struct buffer text;
    if (app->who[0] || session_has(app->session, OPTION_AS))
        return false;
    buffer_init(&text);
    kept_file_read(app, file_name, KEY_LABEL_MAX + 1, &text);
    struct slice rest = buffer_slice(&text), label = slice_cut(&rest, '\n');
    bool chosen = label.length && is_there(app, label) && session_use_key(app->session, label) == STATUS_OK;
    if (chosen)
        app_find_key(app);
    buffer_release(&text);
    return chosen;
}

void last_key_say(struct app *app)
{
    app_say(app, STYLE_NORMAL, _("The key is {1}, which was used last. 8 chooses another one."), slice_of(app->who),
            SLICE(""));
}

void last_key_keep(struct app *app)
{
    struct buffer text;
    if (!app->who[0])
        return;
    buffer_init(&text);
    buffer_add(&text, session_value(app->session, OPTION_AS));
    buffer_byte(&text, '\n');
    kept_file_write(app, file_name, &text);
    buffer_release(&text);
}
