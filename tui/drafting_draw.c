/* Painting a draft that is chosen: where it is for, the files, and what the one with the focus says. */
#include "tui/drafting.h"

enum { BESIDE = 96, LIST_COLUMNS = 40, FRAMED_ROWS = 14 };

/* From above: for which body, the list, what it says, the path where one is typed, a hint. */
struct layout {
    struct area list, words; /* inside their frames */
    struct area list_box, words_box;
    bool framed;
    int head, path, hint; /* rows; path -1: not there */
};

static struct area inside(struct area box, bool framed)
{
    return framed ? (struct area){box.row + 1, box.column + 2, box.rows - 2, box.columns - 4}
                  : (struct area){box.row, box.column + 1, box.rows, box.columns - 2};
}

static struct layout layout_of(const struct drafting *drafting, struct area area)
{
    struct layout layout = {.framed = area.rows >= FRAMED_ROWS, .path = -1, .head = area.row};
    int top = area.row + 1, bottom = area.row + area.rows;
    int wanted = (int)drafting->list.count + (layout.framed ? 2 : 0);
    layout.hint = --bottom;
    if (drafting_is_own(drafting))
        layout.path = --bottom;
    int rows = bottom - top, most = rows / 2;
    layout.list_box = (struct area){top, area.column, wanted < most ? wanted : most, area.columns};
    layout.words_box =
        (struct area){top + layout.list_box.rows, area.column, rows - layout.list_box.rows, area.columns};
    if (layout.framed && area.columns >= BESIDE) {
        layout.list_box = (struct area){top, area.column, rows, LIST_COLUMNS};
        layout.words_box = (struct area){top, area.column + LIST_COLUMNS + 1, rows, area.columns - LIST_COLUMNS - 1};
    }
    layout.list = inside(layout.list_box, layout.framed);
    layout.words = inside(layout.words_box, layout.framed);
    return layout;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct drafting *drafting = context;
    (void)focused;
    struct slice words = index == 0 ? slice_of(drafting->place.kind == KIND_STATUTE ? _("Change it in your editor")
                                                                                    : _("Write one in your editor"))
                         : index == drafting->list.count - 1 ? slice_of(_("A file of one's own"))
                                                             : drafting->files.file[index - 1].title;
    canvas_text(canvas, line.row, line.column, line.columns, STYLE_NORMAL, words);
}

static const char *about_new(enum kind kind)
{
    switch (kind) {
    case KIND_ROSTER:
        return _(
            "Enter opens your editor with the seats there are now. When you leave it, this place says in words what "
            "would be different; nothing is signed by that.");
    case KIND_STATUTE:
        return _(
            "Enter opens your editor with the statute that is in force. When you leave it, this place says in words "
            "what would be different; nothing is signed by that.");
    default:
        return _(
            "Enter opens your editor with a form. When you leave it, this place says what the statute still asks of "
            "the proposal; nothing is signed by that.");
    }
}

static void write_words(const struct drafting *drafting, struct page *page)
{
    if (drafting_is_new(drafting)) {
        page_wrap(page, STYLE_MUTED, 0, slice_of(about_new(drafting->place.kind)));
        return;
    }
    if (drafting_is_own(drafting) && !drafting->path.length) {
        page_wrap(page, STYLE_MUTED, 0, slice_of(_("Type the path of a draft below.")));
        return;
    }
    if (!drafting_is_own(drafting)) {
        const char *path = drafting->files.file[drafting->list.focus - 1].path, *slash = strrchr(path, '/');
        page_wrap(page, STYLE_MUTED, 0, slice_of(slash ? slash + 1 : path));
    }
    if (drafting->wrong.length)
        page_wrap(page, STYLE_BAD, 0, buffer_slice(&drafting->wrong));
    draft_report_draw(&drafting->report, page);
}

int drafting_lines(const struct drafting *drafting, struct area area)
{
    struct layout layout = layout_of(drafting, area);
    struct page page = {.area = layout.words};
    write_words(drafting, &page);
    return page.line;
}

int drafting_page(const struct drafting *drafting, struct area area)
{
    struct layout layout = layout_of(drafting, area);
    return layout.words.rows;
}

static void draw_head(const struct drafting *drafting, struct canvas *canvas, struct area line)
{
    const char *patterns[KIND_COUNT] = {[KIND_PROPOSAL] = _("A proposal in {1}"),
                                        [KIND_ROSTER] = _("Change of seats and members of {1}"),
                                        [KIND_STATUTE] = _("Change of the statute of {1}")};
    struct buffer text;
    buffer_init(&text);
    i18n_pattern(patterns[drafting->place.kind], slice_of(bodies_name(&drafting->bodies)), SLICE(""), &text);
    int used = canvas_text(canvas, line.row, line.column, line.columns, STYLE_TITLE, buffer_slice(&text));
    buffer_clear(&text);
    if (drafting->bodies.count > 1)
        buffer_text(&text, _("Tab next body"));
    canvas_right(canvas, line.row, line.column + used + 1, line.columns - used - 1, STYLE_MUTED, buffer_slice(&text));
    buffer_release(&text);
}

static void draw_words(const struct drafting *drafting, struct canvas *canvas, const struct layout *layout, int lines)
{
    struct buffer place;
    int most = lines > layout->words.rows ? lines - layout->words.rows : 0;
    int top = drafting->pager.top < most ? drafting->pager.top : most;
    buffer_init(&place);
    pager_place(top, layout->words.rows, lines, canvas->ascii, &place);
    if (layout->framed)
        canvas_box(canvas, layout->words_box,
                   slice_of(drafting->place.kind == KIND_PROPOSAL ? _("What it says") : _("What would be different")),
                   buffer_slice(&place));
    struct page page = {.canvas = canvas, .area = layout->words, .skip = top};
    write_words(drafting, &page);
    buffer_release(&place);
}

static const char *hint(const struct drafting *drafting)
{
    if (drafting_is_new(drafting))
        return _("Enter opens your editor. Nothing comes into the ledger before you sign.");
    return drafting->sound ? _("Enter shows the exact text to sign, ^X edits the file.")
                           : _("^X edits the file. What is wrong with it stands above.");
}

void drafting_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct drafting *drafting = state;
    struct layout layout = layout_of(drafting, area);
    struct area line = {layout.head, area.column + 1, 1, area.columns - 2};
    draw_head(drafting, canvas, line);
    if (layout.framed)
        canvas_box(canvas, layout.list_box, slice_of(_("Drafts")),
                   slice_of(drafting->files.more ? _("there are more, not shown") : ""));
    draw_words(drafting, canvas, &layout, drafting_lines(drafting, area));
    list_draw(&drafting->list, canvas, layout.list, draw_row, drafting);
    canvas_say(canvas, layout.hint, line.column, line.columns, STYLE_MUTED, hint(drafting));
    if (layout.path < 0)
        return;
    int used = canvas_say(canvas, layout.path, line.column, line.columns / 2, STYLE_TITLE, _("File:"));
    input_draw(&drafting->path, canvas, layout.path, line.column + used + 1, line.columns - used - 1);
}
