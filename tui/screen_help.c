/* Help and palette in one: every action, filtered while typing; Enter runs the line. */
#include "core/fold.h"
#include "core/text.h"
#include "tui/app.h"
#include "tui/screens.h"
#include "tui/views.h"

#include <stdlib.h>

struct help {
    const struct screen *below; /* whose actions come first */
    struct input filter;
    struct list list;
    enum action shown[ACTION_COUNT];
    enum action all[ACTION_COUNT];
    size_t count;
    struct ran ran;
    size_t recalled; /* 0: none; else the one of `ran` that stands in the filter, from 1 on */
};

static bool has(const enum action *list, size_t count, enum action action)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == action)
            return true;
    return false;
}

/* The actions of the screen below, then the others. */
static void collect(struct help *help)
{
    for (const enum action *a = help->below->actions; *a != ACTION_NONE; a++)
        help->all[help->count++] = *a;
    for (unsigned a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
        if (!has(help->all, help->count, (enum action)a))
            help->all[help->count++] = (enum action)a;
}

/* Every folded word of the filter is in the folded words of the line. */
static bool matches(enum action action, struct slice filter)
{
    struct buffer line;
    buffer_init(&line);
    fold_words(slice_of(_(keymap_label(action))), &line);
    fold_words(slice_of(_(keymap_help(action))), &line);
    fold_words(slice_of(keymap_word(action)), &line);
    bool all = buffer_status(&line) == STATUS_OK && line.at;
    while (all && filter.length) {
        struct slice word = slice_cut(&filter, ' ');
        all = memmem(line.at, line.length, word.at, word.length) != NULL;
    }
    buffer_release(&line);
    return all;
}

/* The filter is the action's very name: its label or its word in the palette. */
static bool is_named(enum action action, struct slice filter)
{
    struct buffer label, word;
    buffer_init(&label);
    buffer_init(&word);
    fold_words(slice_of(_(keymap_label(action))), &label);
    fold_words(slice_of(keymap_word(action)), &word);
    bool named = slice_equal(filter, buffer_slice(&label)) || slice_equal(filter, buffer_slice(&word));
    buffer_release(&label);
    buffer_release(&word);
    return named;
}

/* What is called by its name comes first, since Enter runs the first line: other sentences may hold the word too. */
static void filter(struct help *help)
{
    struct buffer words;
    buffer_init(&words);
    fold_words(input_value(&help->filter), &words);
    int64_t count = 0;
    for (int named = 1; named >= 0; named--)
        for (size_t i = 0; i < help->count; i++)
            if (matches(help->all[i], buffer_slice(&words)) && is_named(help->all[i], buffer_slice(&words)) == named)
                help->shown[count++] = help->all[i];
    list_resize(&help->list, count);
    buffer_release(&words);
}

static enum status help_open(struct app *app, const void *argument, void **state)
{
    struct help *help = calloc(1, sizeof *help);
    if (!help)
        return STATUS_NO_MEMORY;
    help->below = argument;
    help->ran = app->views->ran;
    collect(help);
    filter(help);
    *state = help;
    return STATUS_OK;
}

static void help_close(void *state)
{
    free(state);
}

enum { KEYS_WIDTH = 12, LABEL_WIDTH = 22, LABEL_NARROW = 15, DETAIL_ROWS = 2, ROOMY = 16 };

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct help *help = context;
    enum action action = help->shown[index];
    int label = line.columns > 90 ? LABEL_WIDTH : line.columns > 70 ? LABEL_NARROW : 0;
    (void)focused;
    int used = 0;
    for (struct slice keys = slice_of(keymap_keys(action)); keys.length && used < KEYS_WIDTH - 1; used++)
        used += canvas_text(canvas, line.row, line.column + used, KEYS_WIDTH - 1 - used, STYLE_KEY,
                            keymap_name(slice_cut(&keys, ' ')));
    if (label)
        canvas_say(canvas, line.row, line.column + KEYS_WIDTH, label - 1, STYLE_NORMAL, keymap_word(action));
    canvas_say(canvas, line.row, line.column + KEYS_WIDTH + label, line.columns - KEYS_WIDTH - label, STYLE_NORMAL,
               _(keymap_help(action)));
}

/* The filter above the list, the whole sentence of the selected line below it; blank lines where there is room. */
static struct area list_area(struct area area)
{
    int blank = area.rows >= ROOMY ? 1 : 0;
    return (struct area){area.row + 2 + blank, area.column + 2, area.rows - 3 - DETAIL_ROWS - 2 * blank,
                         area.columns - 4};
}

static void help_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct help *help = state;
    struct area box = area;
    struct area inside = canvas_box(canvas, box, slice_of(_("Help")), slice_of(_("Enter runs the line")));
    int used = canvas_say(canvas, inside.row, inside.column, inside.columns / 2, STYLE_NORMAL, _("Filter: "));
    struct area rows = list_area(area);
    struct area detail = {inside.row + inside.rows - DETAIL_ROWS, inside.column + 2, DETAIL_ROWS, inside.columns - 2};
    list_draw(&help->list, canvas, rows, draw_row, help);
    if (help->list.count == 0)
        canvas_wrap(canvas, rows, STYLE_MUTED, slice_of(_("Nothing fits. Backspace makes the filter shorter.")), 0);
    else
        canvas_wrap(canvas, detail, STYLE_MUTED, slice_of(_(keymap_help(help->shown[help->list.focus]))), 0);
    /* Drawn last: what is typed has the cursor. */
    input_draw(&help->filter, canvas, inside.row, inside.column + used, inside.columns - used);
    if (help->list.count && help->filter.length == 0)
        canvas_cursor(canvas, inside.row, inside.column + used);
}

/* As a shell does: the newest first, each once. */
static void remember(struct ran *ran, enum action action)
{
    size_t at = 0;
    while (at < ran->count && ran->action[at] != action)
        at++;
    if (at == ran->count && ran->count < RAN_MAX)
        ran->count++;
    for (at = at < ran->count ? at : RAN_MAX - 1; at > 0; at--)
        ran->action[at] = ran->action[at - 1];
    ran->action[0] = action;
}

/* Up at the top of the list recalls what was run before, Down goes back to the empty filter. */
static bool recall(struct help *help, const struct key *key)
{
    bool up = strcmp(key->name, "Up") == 0 && help->list.focus == 0 && help->recalled < help->ran.count &&
              (help->recalled || !help->filter.length);
    if (!up && (strcmp(key->name, "Down") != 0 || !help->recalled))
        return false;
    help->recalled += up ? 1 : (size_t)-1;
    input_clear(&help->filter);
    if (help->recalled)
        input_paste(&help->filter, slice_of(keymap_word(help->ran.action[help->recalled - 1])));
    filter(help);
    return true;
}

static unsigned help_act(struct app *app, void *state, enum action action)
{
    struct help *help = state;
    if (list_act(&help->list, action, list_area(app->area).rows))
        return REACT_REDRAW;
    if (action != ACTION_ENTER)
        return REACT_NONE;
    if (help->list.count == 0)
        return REACT_REDRAW;
    enum action chosen = help->shown[help->list.focus];
    remember(&app->views->ran, chosen);
    app_pop(app);
    if (chosen == ACTION_HELP || chosen == ACTION_PALETTE || chosen == ACTION_ENTER)
        return REACT_REDRAW;
    return app_act(app, chosen) ? REACT_REDRAW : REACT_END;
}

static bool help_typing(const void *state)
{
    (void)state;
    return true;
}

/* Characters filter; keys with a name move and choose, as everywhere. */
static bool help_type(struct app *app, void *state, const struct key *key, unsigned *reaction)
{
    struct help *help = state;
    (void)app;
    *reaction = REACT_REDRAW;
    if (recall(help, key))
        return true;
    bool moves = strcmp(key->name, "Home") == 0 || strcmp(key->name, "End") == 0;
    if (moves || !input_key(&help->filter, key))
        return false;
    help->recalled = 0;
    filter(help);
    return true;
}

static void help_paste(struct app *app, void *state, struct slice text)
{
    struct help *help = state;
    (void)app;
    input_paste(&help->filter, text);
    filter(help);
}

static const enum action actions[] = {ACTION_UP, ACTION_DOWN, ACTION_ENTER, ACTION_NONE};

const struct screen screen_help = {
    .name = N_("Help"),
    .tab = ACTION_NONE,
    .actions = actions,
    .enter = N_("run"),
    .open = help_open,
    .close = help_close,
    .draw = help_draw,
    .act = help_act,
    .typing = help_typing,
    .type = help_type,
    .paste = help_paste,
};
