#include "tui/kept_views.h"

#include "data/file.h"
#include "tui/app.h"
#include "tui/screens.h"

static const char file_name[] = "views";

enum { FILE_MAX = 4096, CHOICES_MAX = 64 };

/* Lists that are worth it: those that are long, or filtered. */
static const struct screen *const screens[] = {&screen_proposals, &screen_ballots, &screen_ledger, &screen_members};

/* The ledger, told by its path. */
static struct digest ledger_of(const struct app *app)
{
    return digest_of(buffer_slice(&app->session->ledger_path));
}

bool kept_views_line(struct slice line, const struct screen **screen, struct view *view)
{
    struct slice name = slice_cut(&line, ' '), filter = slice_cut(&line, ' '), order = slice_cut(&line, ' ');
    uint64_t numbers[3];
    *view = (struct view){.filter = 0};
    *screen = NULL;
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
        if (slice_is(name, screens[i]->name))
            *screen = screens[i];
    if (!*screen || !value_number(filter, &numbers[0]) || !value_number(order, &numbers[1]) ||
        !value_number(line, &numbers[2]) || numbers[0] >= CHOICES_MAX || numbers[1] >= CHOICES_MAX ||
        numbers[2] > INT64_MAX)
        return false;
    view->filter = (size_t)numbers[0];
    view->order = (size_t)numbers[1];
    view->place = (int64_t)numbers[2];
    return true;
}

static void take(struct views *views, struct slice text, const struct digest *ledger)
{
    struct digest of;
    if (!digest_from_hex(slice_cut(&text, '\n'), &of) || !digest_equal(&of, ledger))
        return;
    while (text.length && views->keeps < VIEWS_KEPT) {
        const struct screen *screen;
        struct view view;
        size_t at = 0;
        if (!kept_views_line(slice_cut(&text, '\n'), &screen, &view))
            continue;
        while (at < views->keeps && views->kept[at].screen != screen)
            at++;
        if (at < views->keeps)
            continue;
        views->kept[views->keeps].screen = screen;
        views->kept[views->keeps++].view = view;
    }
}

void kept_views_read(struct app *app)
{
    struct views *views = app->views;
    struct buffer path, text;
    if (views->looked_for_views)
        return;
    views->looked_for_views = true;
    buffer_init(&path);
    buffer_init(&text);
    if (seen_folder(app, &path)) {
        buffer_format(&path, "/%s", file_name);
        struct digest ledger = ledger_of(app);
        if (buffer_status(&path) == STATUS_OK && file_read(path.at, FILE_MAX, &text, NULL) == STATUS_OK)
            take(views, buffer_slice(&text), &ledger);
    }
    buffer_release(&path);
    buffer_release(&text);
}

static bool is_kept(const struct screen *screen)
{
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
        if (screens[i] == screen)
            return true;
    return false;
}

static void write_file(struct app *app, struct buffer *text)
{
    const struct views *views = app->views;
    char hex[DIGEST_HEX_LENGTH + 1];
    struct digest ledger = ledger_of(app);
    digest_hex(&ledger, hex);
    buffer_format(text, "%s\n", hex);
    for (size_t i = 0; i < views->keeps; i++)
        if (is_kept(views->kept[i].screen))
            buffer_format(text, "%s %zu %zu %lld\n", views->kept[i].screen->name, views->kept[i].view.filter,
                          views->kept[i].view.order, (long long)views->kept[i].view.place);
}

void kept_views_write(struct app *app)
{
    struct buffer folder, text;
    /* Looking where there is no ledger makes no file. */
    if (!app->views->keeps || app->session->unfiled)
        return;
    kept_views_read(app);
    buffer_init(&folder);
    buffer_init(&text);
    write_file(app, &text);
    if (buffer_status(&text) == STATUS_OK && seen_folder(app, &folder) && folder_make(folder.at, NULL) == STATUS_OK) {
        enum status status =
            file_write_atomic(folder.at, file_name, buffer_slice(&text), FILE_MODE_PRIVATE, true, NULL);
        (void)status; /* nobody is left to be told, and nothing depends on it */
    }
    buffer_release(&folder);
    buffer_release(&text);
}
