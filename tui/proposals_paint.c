#include "tui/proposals_paint.h"

#include "core/text.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/markdown.h"
#include "tui/proposal_words.h"

/* Rows of the whole list: under the search line, with its frame and, where there is room, a heading. */
enum { HEADED_ROWS = 9, PREVIEW_AREA_ROWS = 16, PREVIEW_COLUMNS = 80, TALL_ROWS = 24, MARK_COLUMNS = 2 };

static int preview_rows(struct area area)
{
    if (area.columns < PREVIEW_COLUMNS || area.rows < PREVIEW_AREA_ROWS)
        return 0;
    return area.rows >= 2 * TALL_ROWS ? 16 : area.rows >= TALL_ROWS ? 10 : 7;
}

static struct area list_area(struct area area)
{
    area.row++;
    area.rows -= 1 + preview_rows(area);
    return area;
}

static bool has_heading(struct area list)
{
    return list.rows >= HEADED_ROWS;
}

int proposals_page(struct area area)
{
    struct area list = list_area(area);
    return list.rows - 2 - (has_heading(list) ? 2 : 0);
}

/* Columns from the left; a width of 0: there is no room for it. */
struct columns {
    int number, title, body, deadline, state, own;
};

/* Numbers are what proposals are known by: the longest of the window is shown as a whole, within reason. */
static int number_width(const struct proposal_window *window)
{
    enum { LEAST = 9, MOST = 16 };
    int width = LEAST;
    for (int64_t i = 0; i < window->keys.list.count; i++) {
        int own = (int)strlen(window->row[i].number);
        width = own > width ? own : width;
    }
    return width < MOST ? width : MOST;
}

static struct columns columns_of(const struct proposals *state, int width)
{
    struct columns columns = {.number = number_width(&state->window), .own = width >= 60 ? 11 : 7};
    columns.deadline = width >= 60 ? 14 : 0;
    columns.state = width >= 90 ? 15 : 0;
    columns.body = width >= 130 ? 24 : 0;
    columns.title = width - columns.number - columns.own - columns.deadline - columns.state - columns.body - 2;
    return columns;
}

/* A heading; the column that the rows are sorted by has a sign, which in a narrow one follows the cut name. */
static void heading(struct canvas *canvas, const struct area *line, int *column, int width, bool sorted,
                    const char *name)
{
    int sign = *column + text_width(slice_of(name)) + 1;
    sign = sign > *column + width - 2 ? *column + width - 2 : sign;
    int at = *column;
    list_cell(canvas, line, column, width, STYLE_MUTED, slice_of(name));
    if (sorted && width > 2)
        canvas_say(canvas, line->row, line->column + (sign > at ? sign : at), 1, STYLE_TITLE,
                   canvas_sign(canvas, SIGN_UP));
}

static void paint_heading(const struct proposals *state, struct canvas *canvas, struct area inside)
{
    struct area line = {.row = inside.row, .column = inside.column + 2, .rows = 1, .columns = inside.columns - 2};
    struct columns columns = columns_of(state, line.columns);
    enum proposal_order order = state->order;
    int at = 0;
    heading(canvas, &line, &at, columns.number + 1, order == ORDER_NUMBER, _("No."));
    heading(canvas, &line, &at, columns.title + 1, order == ORDER_TITLE, _("Proposal"));
    heading(canvas, &line, &at, columns.body, false, _("Body"));
    heading(canvas, &line, &at, columns.deadline, order == ORDER_DEADLINE, _("Deadline"));
    heading(canvas, &line, &at, columns.state, order == ORDER_STATE, _("State"));
    heading(canvas, &line, &at, columns.own + 1, false, _("Yours"));
    canvas_rule(canvas, inside.row + 1, line.column, line.columns);
}

static const char *dash(const struct canvas *canvas)
{
    return canvas->ascii ? "-" : "–";
}

static void write_deadline(const struct canvas *canvas, const struct proposal_row *row, int64_t now, struct buffer *out)
{
    if (row->has_closes && row->closes < now) {
        buffer_text(out, "! ");
        buffer_text(out, _("to close"));
    } else if (row->has_closes) {
        format_deadline(row->closes, now, out);
    } else {
        buffer_text(out, "  ");
        buffer_text(out, dash(canvas));
    }
}

static enum style state_style(const struct proposal_row *row)
{
    if (strcmp(row->state, "adopted") == 0)
        return STYLE_GOOD;
    return strcmp(row->state, "voting") == 0 ? STYLE_WARN : STYLE_NORMAL;
}

static void paint_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct proposals *state = context;
    const struct proposal_row *row = &state->window.row[index];
    struct columns columns = columns_of(state, line.columns);
    struct buffer deadline;
    buffer_init(&deadline);
    write_deadline(canvas, row, state->now, &deadline);
    struct slice own = i18n_choice(slice_of(row->choice));
    struct slice body = slice_of(row->body_name);
    int at = 0;
    (void)focused;
    list_cell(canvas, &line, &at, columns.number + 1, STYLE_NORMAL, slice_of(row->number));
    list_cell(canvas, &line, &at, columns.title + 1, STYLE_NORMAL, slice_of(row->title));
    list_cell(canvas, &line, &at, columns.body, STYLE_NORMAL, slice_cut(&body, '.'));
    list_cell(canvas, &line, &at, columns.deadline, STYLE_NORMAL, buffer_slice(&deadline));
    list_cell(canvas, &line, &at, columns.state, state_style(row), slice_of(proposal_state(slice_of(row->state))));
    list_cell(canvas, &line, &at, columns.own + 1, STYLE_NORMAL, own.length ? own : slice_of(dash(canvas)));
    buffer_release(&deadline);
}

/* "6 of 37", "37", or "more than 240" where a search finds more than was looked at. */
static void write_count(const struct proposals *state, struct buffer *out)
{
    struct buffer some, all;
    buffer_init(&some);
    buffer_init(&all);
    format_number((uint64_t)(state->matching < 0 ? state->window.keys.list.count : state->matching), &some);
    format_number((uint64_t)state->all, &all);
    const char *pattern = state->matching < 0             ? _("more than {1} of {2}")
                          : state->matching == state->all ? "{1}"
                                                          : _("{1} of {2}");
    i18n_pattern(pattern, buffer_slice(&some), buffer_slice(&all), out);
    buffer_release(&some);
    buffer_release(&all);
}

/* Search field, filter and count share a line. */
static void paint_search(const struct proposals *state, const char *filter, struct canvas *canvas, struct area area)
{
    struct buffer count, chip;
    buffer_init(&count);
    buffer_init(&chip);
    write_count(state, &count);
    if (filter)
        i18n_pattern(_("[filter: {1}]"), slice_of(proposal_state(slice_of(filter))), SLICE(""), &chip);
    int end = area.column + area.columns - 1, width = text_width(buffer_slice(&count));
    canvas_right(canvas, area.row, end - width, width, STYLE_NORMAL, buffer_slice(&count));
    end -= width + 2;
    width = text_width(buffer_slice(&chip));
    if (width && end - width > area.column + 10) {
        canvas_text(canvas, area.row, end - width, width, STYLE_WARN, buffer_slice(&chip));
        end -= width + 2;
    }
    int column = area.column + 1;
    column += canvas_say(canvas, area.row, column, end - column, STYLE_KEY, "/") + 1;
    if (state->typing || state->search.length)
        canvas_text(canvas, area.row, column, end - column, STYLE_INPUT, input_value(&state->search));
    else
        canvas_say(canvas, area.row, column, end - column, STYLE_MUTED, _("search in number, title and text"));
    if (state->typing)
        input_draw(&state->search, canvas, area.row, column, end - column < 40 ? end - column : 40);
    buffer_release(&count);
    buffer_release(&chip);
}

static void paint_empty(const struct proposals *state, struct canvas *canvas, struct area inside)
{
    const char *text = state->all == 0 ? _("There is no proposal yet. File one with: stimmbuch propose BODY FILE")
                                       : _("No proposal fits. Esc clears search and filter.");
    canvas_wrap(canvas, inside, STYLE_NORMAL, slice_of(text), 0);
    canvas_cursor(canvas, inside.row, inside.column);
}

static void paint_list(const struct proposals *state, struct canvas *canvas, struct area area)
{
    const char *hint = state->typing ? _("Enter keeps the search, Esc clears it") : _("/ search  f filter");
    struct area inside = canvas_box(canvas, area, slice_of(_("Proposals")), slice_of(hint));
    if (state->window.keys.list.count == 0) {
        paint_empty(state, canvas, inside);
        return;
    }
    if (has_heading(area)) {
        paint_heading(state, canvas, inside);
        inside.row += 2;
        inside.rows -= 2;
    }
    list_draw(&state->window.keys.list, canvas, inside, paint_row, state);
}

static void preview_facts(const struct proposals *state, struct page *page)
{
    const struct proposal_read *read = &state->preview;
    struct buffer line, day;
    struct cost_sum burden = cost_burden(&read->cost);
    buffer_init(&line);
    buffer_init(&day);
    format_day(read->entry.at.seconds, &day);
    i18n_pattern(_("{1}, {2}"), read->entry.by, buffer_slice(&day), &line);
    page_field(page, 18, _("Filed by"), STYLE_NORMAL, buffer_slice(&line));
    buffer_clear(&line);
    cost_write_sum(&burden, &line);
    page_field(page, 18, _("Municipalities"), burden.unknown || burden.missing ? STYLE_WARN : STYLE_NORMAL,
               buffer_slice(&line));
    buffer_release(&line);
    buffer_release(&day);
}

/* The motion from its first sentence on: a preview has no room for headings. */
static struct slice first_sentence(struct slice text)
{
    while (text.length && (text.at[0] == '#' || text.at[0] == '\n'))
        (void)slice_cut(&text, '\n');
    return text;
}

/*
 * The title heads the motion only where the list above had to cut it: what is on the screen already is not written a
 * second time with each step.
 */
static void paint_preview_page(const struct proposals *state, const char *title, struct page *page)
{
    preview_facts(state, page);
    page_next(page);
    if (text_width(slice_of(title)) > columns_of(state, page->area.columns - MARK_COLUMNS).title)
        page_wrap(page, STYLE_TITLE, 0, slice_of(title));
    page_markdown(page, first_sentence(buffer_slice(&state->preview.text)));
}

static void paint_preview(const struct proposals *state, struct canvas *canvas, struct area area)
{
    const struct proposal_row *row = window_focus(&state->window);
    struct buffer title;
    buffer_init(&title);
    if (row && state->has_preview)
        i18n_pattern(_("Preview {1}"), slice_of(row->number), SLICE(""), &title);
    const char *hint = row ? _("Enter reads all of it") : "";
    struct page page = {.canvas = canvas, .area = canvas_box(canvas, area, buffer_slice(&title), slice_of(hint))};
    if (row && state->has_preview)
        paint_preview_page(state, row->title, &page);
    buffer_release(&title);
}

void proposals_paint(const struct proposals *state, const char *filter, struct canvas *canvas, struct area area)
{
    struct area list = list_area(area), below = area;
    below.row = list.row + list.rows;
    below.rows = preview_rows(area);
    if (!state->window.keys.list.count)
        list.rows += below.rows;
    else if (below.rows)
        paint_preview(state, canvas, below);
    paint_list(state, canvas, list);
    /* The last, so that the cursor is in the field while it is typed in. */
    paint_search(state, filter, canvas, area);
}
