#include "tui/kept_views.h"

#include "tui/app.h"
#include "tui/kept_file.h"
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
    struct buffer text;
    if (views->looked_for_views)
        return;
    views->looked_for_views = true;
    buffer_init(&text);
    kept_file_read(app, file_name, FILE_MAX, &text);
    struct digest ledger = ledger_of(app);
    take(views, buffer_slice(&text), &ledger);
    buffer_release(&text);
}

static bool is_kept(const struct screen *screen)
{
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++)
        if (screens[i] == screen)
            return true;
    return false;
}

static void write_text(const struct app *app, struct buffer *text)
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
    struct buffer text;
    /* Looking where there is no ledger makes no file. */
    if (!app->views->keeps || app->session->unfiled)
        return;
    kept_views_read(app);
    buffer_init(&text);
    write_text(app, &text);
    kept_file_write(app, file_name, &text);
    buffer_release(&text);
}
