#include "tui/widget.h"

#include "core/text.h"
#include "tui/i18n.h"

#include <unigbrk.h>

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

void list_resize(struct list *list, int64_t count)
{
    list->count = count;
    list->focus = clamp(list->focus, 0, count ? count - 1 : 0);
}

bool list_act(struct list *list, enum action action, int page)
{
    int64_t last = list->count ? list->count - 1 : 0, focus = list->focus;
    switch (action) {
    case ACTION_UP:
        focus--;
        break;
    case ACTION_DOWN:
        focus++;
        break;
    case ACTION_PAGE_UP:
        focus -= page > 1 ? page - 1 : 1;
        break;
    case ACTION_PAGE_DOWN:
        focus += page > 1 ? page - 1 : 1;
        break;
    case ACTION_FIRST:
        focus = 0;
        break;
    case ACTION_LAST:
        focus = last;
        break;
    default:
        return false;
    }
    list->focus = clamp(focus, 0, last);
    list->top = list->focus < list->top ? list->focus : list->top;
    if (page > 0 && list->focus >= list->top + page)
        list->top = list->focus - page + 1;
    return true;
}

void list_draw(const struct list *list, struct canvas *canvas, struct area area, list_row *row, const void *context)
{
    int64_t top = list->top;
    if (list->focus < top)
        top = list->focus;
    if (list->focus >= top + area.rows)
        top = list->focus - area.rows + 1;
    top = clamp(top, 0, list->count > area.rows ? list->count - area.rows : 0);
    int rows = list->count - top < area.rows ? (int)(list->count - top) : area.rows;
    hits_add(&canvas->hits, (struct area){area.row, area.column, rows, area.columns}, ACTION_NONE, top - list->focus);
    for (int i = 0; i < area.rows && top + i < list->count; i++) {
        bool focused = top + i == list->focus;
        struct area line = {.row = area.row + i, .column = area.column + 2, .rows = 1, .columns = area.columns - 2};
        row(context, top + i, canvas, line, focused);
        if (!focused)
            continue;
        canvas_restyle(canvas, area.row + i, area.column, area.columns, STYLE_FOCUS);
        canvas_say(canvas, area.row + i, area.column, 1, STYLE_FOCUS, canvas_sign(canvas, SIGN_FOCUS));
        canvas_cursor(canvas, area.row + i, area.column);
    }
}

void list_cell(struct canvas *canvas, const struct area *line, int *column, int width, enum style style,
               struct slice text)
{
    if (width > 1)
        canvas_text(canvas, line->row, line->column + *column, width - 1, style, text);
    *column += width;
}

bool pager_act(struct pager *pager, enum action action, int page)
{
    int top = pager->top, last = pager->lines > page ? pager->lines - page : 0;
    switch (action) {
    case ACTION_UP:
        top--;
        break;
    case ACTION_DOWN:
        top++;
        break;
    case ACTION_PAGE_UP:
        top -= page > 1 ? page - 1 : 1;
        break;
    case ACTION_PAGE_DOWN:
        top += page > 1 ? page - 1 : 1;
        break;
    case ACTION_FIRST:
        top = 0;
        break;
    case ACTION_LAST:
        top = last;
        break;
    default:
        return false;
    }
    pager->top = (int)clamp(top, 0, last);
    return true;
}

void input_clear(struct input *input)
{
    memset(input->text, 0, sizeof input->text);
    memset(input->killed, 0, sizeof input->killed);
    input->length = input->cursor = 0;
}

struct slice input_value(const struct input *input)
{
    return (struct slice){.at = input->text, .length = input->length};
}

static void erase(struct input *input, size_t from, size_t to)
{
    memmove(input->text + from, input->text + to, input->length - to + 1);
    input->length -= to - from;
    /* What was behind the text may be part of a secret. */
    memset(input->text + input->length, 0, sizeof input->text - input->length);
    input->cursor = from;
}

/* As erase, for ^Y to put back. */
static void take_away(struct input *input, size_t from, size_t to)
{
    if (!input->secret && to > from) {
        memcpy(input->killed, input->text + from, to - from);
        input->killed[to - from] = '\0';
    }
    erase(input, from, to);
}

static void insert(struct input *input, struct slice text)
{
    if (input->length + text.length >= INPUT_BYTES)
        return;
    memmove(input->text + input->cursor + text.length, input->text + input->cursor, input->length - input->cursor + 1);
    memcpy(input->text + input->cursor, text.at, text.length);
    input->cursor += text.length;
    input->length += text.length;
}

static size_t before(const struct input *input)
{
    const uint8_t *begin = (const uint8_t *)input->text;
    const uint8_t *found = u8_grapheme_prev(begin + input->cursor, begin);
    return found ? (size_t)(found - begin) : 0;
}

static size_t after(const struct input *input)
{
    const uint8_t *begin = (const uint8_t *)input->text;
    const uint8_t *found = u8_grapheme_next(begin + input->cursor, begin + input->length);
    return found ? (size_t)(found - begin) : input->length;
}

static size_t word_before(const struct input *input)
{
    size_t at = input->cursor;
    while (at > 0 && input->text[at - 1] == ' ')
        at--;
    while (at > 0 && input->text[at - 1] != ' ')
        at--;
    return at;
}

static bool is(const struct key *key, const char *name)
{
    return strcmp(key->name, name) == 0;
}

bool input_key(struct input *input, const struct key *key)
{
    if (key->text) {
        uint32_t code;
        struct slice text = slice_of(key->name);
        if (text_decode(text, &code) && text_code_allowed(code))
            insert(input, text);
    } else if (is(key, "Backspace")) {
        if (input->cursor > 0)
            erase(input, before(input), input->cursor);
    } else if (is(key, "Delete") || is(key, "^D")) {
        if (input->cursor < input->length)
            erase(input, input->cursor, after(input));
    } else if (is(key, "Left")) {
        input->cursor = before(input);
    } else if (is(key, "Right")) {
        input->cursor = after(input);
    } else if (is(key, "Home") || is(key, "^A")) {
        input->cursor = 0;
    } else if (is(key, "End") || is(key, "^E")) {
        input->cursor = input->length;
    } else if (is(key, "^U")) {
        take_away(input, 0, input->cursor);
    } else if (is(key, "^K")) {
        take_away(input, input->cursor, input->length);
    } else if (is(key, "^W")) {
        take_away(input, word_before(input), input->cursor);
    } else if (is(key, "^Y")) {
        insert(input, slice_of(input->killed));
    } else {
        return false;
    }
    return true;
}

void input_paste(struct input *input, struct slice text)
{
    struct buffer safe;
    buffer_init(&safe);
    text_safe(text, &safe);
    for (size_t i = 0; i < safe.length; i++)
        if (safe.at[i] == '\n')
            safe.at[i] = ' ';
    if (buffer_status(&safe) == STATUS_OK && safe.length)
        insert(input, buffer_slice(&safe));
    buffer_wipe(&safe);
}

void input_draw(const struct input *input, struct canvas *canvas, int row, int column, int columns)
{
    struct buffer shown;
    buffer_init(&shown);
    struct slice left = slice_head(input_value(input), input->cursor);
    if (input->secret) {
        for (size_t i = text_length(input_value(input)); i > 0; i--)
            buffer_text(&shown, canvas->ascii ? "*" : "•");
    } else {
        /* From where the cursor can still be seen. */
        size_t from = 0;
        while (text_width(slice_from(left, from)) >= columns)
            from = from + 1 < left.length ? from + 1 : left.length;
        while (from < left.length && ((unsigned char)left.at[from] & 0xC0) == 0x80)
            from++;
        left = slice_from(left, from);
        buffer_add(&shown, slice_from(input_value(input), from));
    }
    int cursor = input->secret ? (int)text_length(left) : text_width(left);
    for (int i = 0; i < columns; i++)
        canvas_say(canvas, row, column + i, 1, STYLE_INPUT, " ");
    if (buffer_status(&shown) == STATUS_OK)
        canvas_text(canvas, row, column, columns, STYLE_INPUT, buffer_slice(&shown));
    canvas_cursor(canvas, row, column + (cursor < columns ? cursor : columns - 1));
    buffer_wipe(&shown);
}

void pager_place(int top, int rows, int lines, bool ascii, struct buffer *out)
{
    struct buffer part, all;
    if (lines <= rows)
        return;
    buffer_init(&part);
    buffer_init(&all);
    buffer_format(&part, "%d%s%d", top + 1, ascii ? "-" : "–", top + rows < lines ? top + rows : lines);
    buffer_format(&all, "%d", lines);
    i18n_pattern(_("{1} of {2}"), buffer_slice(&part), buffer_slice(&all), out);
    buffer_release(&part);
    buffer_release(&all);
}
