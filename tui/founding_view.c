#include "tui/founding_view.h"

#include "core/text.h"
#include "tui/i18n.h"

enum { LABEL = 19, BESIDE = 96, LIST_COLUMNS = 44, FRAMED_ROWS = 14, FIELD_COLUMNS = 48 };

/* From above: the list, the words, the path where one is typed, the secretaries, a hint. */
struct layout {
    struct area list, words; /* inside their frames */
    struct area list_box, words_box;
    bool framed;
    int path, secretary, names, hint; /* rows; -1: not there */
};

bool founding_view_own(const struct founding_view *view)
{
    return view->list.focus == (int64_t)view->statutes.files;
}

static struct area inside(struct area box, bool framed)
{
    return framed ? (struct area){box.row + 1, box.column + 2, box.rows - 2, box.columns - 4}
                  : (struct area){box.row, box.column + 1, box.rows, box.columns - 2};
}

static struct layout layout_of(const struct founding_view *view, struct area area)
{
    struct layout layout = {.framed = area.rows >= FRAMED_ROWS, .path = -1, .names = -1};
    int bottom = area.row + area.rows, wanted = (int)view->list.count + (layout.framed ? 2 : 0);
    layout.hint = --bottom;
    if (layout.framed)
        layout.names = --bottom;
    layout.secretary = --bottom;
    if (founding_view_own(view))
        layout.path = --bottom;
    int rows = bottom - area.row, most = rows / 2;
    layout.list_box = (struct area){area.row, area.column, wanted < most ? wanted : most, area.columns};
    layout.words_box =
        (struct area){area.row + layout.list_box.rows, area.column, rows - layout.list_box.rows, area.columns};
    if (layout.framed && area.columns >= BESIDE) {
        layout.list_box = (struct area){area.row, area.column, rows, LIST_COLUMNS};
        layout.words_box =
            (struct area){area.row, area.column + LIST_COLUMNS + 1, rows, area.columns - LIST_COLUMNS - 1};
    }
    layout.list = inside(layout.list_box, layout.framed);
    layout.words = inside(layout.words_box, layout.framed);
    return layout;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct founding_view *view = context;
    bool own = index == (int64_t)view->statutes.files;
    (void)focused;
    canvas_text(canvas, line.row, line.column, line.columns, STYLE_NORMAL,
                own ? slice_of(_("A file of one's own")) : view->statutes.file[index].title);
}

static void write_words(const struct founding_view *view, struct page *page)
{
    if (founding_view_own(view) && !view->path.length)
        page_wrap(page, STYLE_MUTED, 0,
                  slice_of(_("Type the path of a statute file below. Copy one of the files in data/samples/statutes "
                             "and change it; \"stimmbuch body check FILE\" says what is wrong with it.")));
    else
        statutes_draw(&view->statutes, page, LABEL);
}

int founding_view_lines(const struct founding_view *view, struct area area)
{
    struct layout layout = layout_of(view, area);
    struct page page = {.area = layout.words};
    write_words(view, &page);
    return page.line;
}

int founding_view_page(const struct founding_view *view, struct area area)
{
    struct layout layout = layout_of(view, area);
    return layout.words.rows;
}

/* A label and what is typed behind it. The cursor is set by the field that has the focus. */
static void draw_field(const struct founding_view *view, struct canvas *canvas, struct area line, const char *label,
                       const struct input *input)
{
    bool focused = view->focus == (input == &view->path ? FOCUS_PATH : FOCUS_SECRETARY) && !view->picking;
    struct area at = {.row = canvas->cursor_row, .column = canvas->cursor_column};
    int used = canvas_say(canvas, line.row, line.column, line.columns / 2, focused ? STYLE_TITLE : STYLE_NORMAL, label);
    int room = line.columns - used - 1;
    input_draw(input, canvas, line.row, line.column + used + 1, room < FIELD_COLUMNS ? room : FIELD_COLUMNS);
    if (!focused)
        canvas_cursor(canvas, at.row, at.column);
}

static void draw_names(const struct founding_view *view, struct canvas *canvas, struct area line)
{
    struct buffer names, text;
    buffer_init(&names);
    buffer_init(&text);
    secretaries_write(&view->secretaries, &names);
    i18n_pattern(view->secretaries.count > 1 ? _("Secretaries: {1} (Backspace takes the last one away)")
                                             : _("Secretary: {1}"),
                 buffer_slice(&names), SLICE(""), &text);
    canvas_text(canvas, line.row, line.column, line.columns, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&names);
    buffer_release(&text);
}

static void draw_known_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct known_key *key = &((const struct founding_view *)context)->known.key[index];
    struct buffer text;
    (void)focused;
    buffer_init(&text);
    buffer_add(&text, key->name);
    buffer_text(&text, key->person.length ? "  " : "");
    buffer_add(&text, key->person);
    buffer_text(&text, key->here ? _("  (on this machine)") : "");
    canvas_text(canvas, line.row, line.column, line.columns, STYLE_NORMAL, buffer_slice(&text));
    buffer_release(&text);
}

/* While a secretary is asked for: the keys that there are. */
static void draw_known(const struct founding_view *view, struct canvas *canvas, const struct layout *layout)
{
    if (layout->framed)
        canvas_box(canvas, layout->words_box, slice_of(_("Known keys: down chooses, Enter adds")), SLICE(""));
    if (!view->known.count)
        canvas_wrap(
            canvas, layout->words, STYLE_MUTED,
            slice_of(_("No key is known that fits. Paste the verifier key, as \"stimmbuch key show\" prints it.")), 0);
    else if (view->picking)
        list_draw(&view->known_list, canvas, layout->words, draw_known_row, view);
    for (int i = 0; !view->picking && i < layout->words.rows && i < (int)view->known.count; i++)
        draw_known_row(view, i, canvas,
                       (struct area){layout->words.row + i, layout->words.column + 2, 1, layout->words.columns - 2},
                       false);
}

static void draw_words(const struct founding_view *view, struct canvas *canvas, const struct layout *layout, int lines)
{
    struct buffer place;
    int most = lines > layout->words.rows ? lines - layout->words.rows : 0;
    int top = view->pager.top < most ? view->pager.top : most;
    buffer_init(&place);
    pager_place(top, layout->words.rows, lines, canvas->ascii, &place);
    if (layout->framed)
        canvas_box(canvas, layout->words_box, slice_of(_("What it says")), buffer_slice(&place));
    struct page page = {.canvas = canvas, .area = layout->words, .skip = top};
    write_words(view, &page);
    buffer_release(&place);
}

/* Where the list goes on below, it says so: its last line is the file of one's own. */
static void draw_list_box(const struct founding_view *view, struct canvas *canvas, const struct layout *layout)
{
    struct buffer at, all, place;
    buffer_init(&at);
    buffer_init(&all);
    buffer_init(&place);
    buffer_number(&at, (uint64_t)view->list.focus + 1);
    buffer_number(&all, (uint64_t)view->list.count);
    if (view->list.count > layout->list.rows)
        i18n_pattern(_("{1} of {2}"), buffer_slice(&at), buffer_slice(&all), &place);
    canvas_box(canvas, layout->list_box, slice_of(_("From which statute?")), buffer_slice(&place));
    buffer_release(&at);
    buffer_release(&all);
    buffer_release(&place);
}

void founding_view_paint(const struct founding_view *view, struct canvas *canvas, struct area area)
{
    struct layout layout = layout_of(view, area);
    struct area line = {.column = area.column + 1, .rows = 1, .columns = area.columns - 2};
    if (layout.framed)
        draw_list_box(view, canvas, &layout);
    list_draw(&view->list, canvas, layout.list, draw_row, view);
    if (view->focus == FOCUS_SECRETARY)
        draw_known(view, canvas, &layout);
    else
        draw_words(view, canvas, &layout, founding_view_lines(view, area));
    line.row = layout.path;
    if (layout.path >= 0)
        draw_field(view, canvas, line, _("File:"), &view->path);
    line.row = layout.secretary;
    draw_field(view, canvas, line,
               area.columns >= 2 * FIELD_COLUMNS - 20 ? _("Another secretary (key or empty):") : _("Secretary:"),
               &view->secretary);
    line.row = layout.names;
    if (layout.names >= 0)
        draw_names(view, canvas, line);
    canvas_say(canvas, layout.hint, line.column, line.columns, STYLE_MUTED,
               _("Enter shows the exact text to sign. Until then nothing is written."));
}
