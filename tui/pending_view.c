#include "tui/pending_view.h"

#include "core/note.h"
#include "tui/exact.h"
#include "tui/format.h"
#include "tui/i18n.h"
#include "tui/phone.h"

enum { KIND_COLUMNS = 16, WHO_COLUMNS = 34, WHEN_COLUMNS = 13, PREVIEW_FROM = 16 };

struct slice pending_text(const struct pending_row *row)
{
    struct note note;
    struct slice bytes = buffer_slice(&row->note);
    return note_parse(bytes, &note, NULL) == STATUS_OK ? note.text : bytes;
}

static void draw_row(const void *context, int64_t index, struct canvas *canvas, struct area line, bool focused)
{
    const struct pending_row *row = &((const struct pending_screen *)context)->row[index];
    const char *kind = i18n_word(slice_of(kind_table(row->kind)->name));
    int room = line.columns - KIND_COLUMNS, column = line.column + KIND_COLUMNS, right = line.column + line.columns;
    (void)focused;
    canvas_say(canvas, line.row, line.column, KIND_COLUMNS - 1, STYLE_NORMAL,
               kind ? kind : kind_table(row->kind)->name);
    if (room > WHEN_COLUMNS + KIND_COLUMNS) {
        room -= WHEN_COLUMNS;
        right -= WHEN_COLUMNS;
        canvas_right(canvas, line.row, right, WHEN_COLUMNS, STYLE_MUTED, buffer_slice(&row->when));
    }
    if (room > 2 * WHO_COLUMNS) {
        room -= WHO_COLUMNS;
        canvas_text(canvas, line.row, right - WHO_COLUMNS, WHO_COLUMNS, STYLE_NORMAL, buffer_slice(&row->who));
    }
    canvas_text(canvas, line.row, column, room - 1, STYLE_NORMAL, buffer_slice(&row->what));
}

static void draw_text(const struct pending_screen *s, struct canvas *canvas, struct area area)
{
    const struct pending_row *row = &s->row[s->list.focus];
    struct buffer caption, number, who;
    buffer_init(&caption);
    buffer_init(&number);
    buffer_init(&who);
    buffer_number(&number, row->signatures);
    i18n_pattern(ngettext("{1} signature so far", "{1} signatures so far", row->signatures), buffer_slice(&number),
                 SLICE(""), &caption);
    buffer_text(&caption, ", ");
    buffer_add(&caption, buffer_slice(&row->waits));
    i18n_pattern(_("Asked for by {1}"), buffer_slice(&row->who), SLICE(""), &who);
    canvas_box(canvas, area, buffer_slice(&who), buffer_slice(&caption));
    struct area inside = {area.row + 1, area.column + 1, area.rows - 2, area.columns - 2};
    int rows = exact_draw(NULL, inside, pending_text(row), 0), last = rows > inside.rows ? rows - inside.rows : 0;
    exact_draw(canvas, inside, pending_text(row), s->pager.top < last ? s->pager.top : last);
    if (s->reading)
        canvas_cursor(canvas, inside.row, inside.column);
    buffer_release(&caption);
    buffer_release(&number);
    buffer_release(&who);
}

/* Of an enrolment, above its text, which keeps half of the rows. */
static int draw_phone(const struct pending_screen *s, struct canvas *canvas, struct area area)
{
    const struct pending_row *row = &s->row[s->list.focus];
    struct area half = {area.row, area.column, area.rows * 3 / 5, area.columns};
    return row->vkey.length
               ? phone_draw(canvas, half, buffer_slice(&row->vkey), buffer_slice(&row->holder), PHONE_APPROVES)
               : 0;
}

static void draw_drop(const struct pending_screen *s, struct canvas *canvas, int row, struct area area)
{
    struct buffer label;
    buffer_init(&label);
    i18n_pattern(_("To drop it, type {1}:"), slice_of(_("DROP")), SLICE(""), &label);
    int used = canvas_text(canvas, row, area.column + 1, area.columns - 12, STYLE_TITLE, buffer_slice(&label));
    input_draw(&s->word, canvas, row, area.column + used + 2, area.columns - used - 4);
    buffer_release(&label);
}

void pending_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct pending_screen *s = state;
    struct area list = area;
    if (s->dropping)
        list.rows--;
    if (!s->rows) {
        struct area inside =
            canvas_box(canvas, area, slice_of(_("Waiting for signatures, or for the writer")), SLICE(""));
        canvas_wrap(
            canvas, inside, STYLE_MUTED,
            slice_of(
                _("Nothing waits. Enrolments, what needs two secretaries, and in a copy what is signed here until the "
                  "writer has it, appear here.")),
            0);
        canvas_cursor(canvas, inside.row, inside.column);
        return;
    }
    if (s->reading) {
        draw_text(s, canvas, list);
    } else {
        struct area text = list;
        if (list.rows >= PREVIEW_FROM) {
            list.rows = (int)s->rows + 2 < list.rows / 3 ? (int)s->rows + 2 : list.rows / 3;
            list.rows = list.rows < 4 ? 4 : list.rows;
            text.row += list.rows;
            text.rows -= list.rows;
            int rows = draw_phone(s, canvas, text);
            text.row += rows;
            text.rows -= rows;
            draw_text(s, canvas, text);
        }
        struct area inside =
            canvas_box(canvas, list, slice_of(_("Waiting for signatures, or for the writer")), SLICE(""));
        list_draw(&s->list, canvas, inside, draw_row, s);
    }
    if (s->dropping)
        draw_drop(s, canvas, area.row + area.rows - 1, area);
}
