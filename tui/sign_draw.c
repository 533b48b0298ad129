/* Painting the screen on which things are signed. */
#include "core/text.h"
#include "tui/exact.h"
#include "tui/sign.h"

enum {
    FRAMED_ROWS = 14,
    FRAMED_COLUMNS = 60,
    ROOMY_ROWS = 24,
    LEAST_FACTS_ROWS = 8,
    FACT_ROWS = 3,
    FIELD_COLUMNS = 30,
    WORD_COLUMNS = 16
};

bool sign_has_field(const struct signing *sign, enum sign_field field)
{
    if (sign->phase == SIGN_SIGNED)
        return false;
    switch (field) {
    case FIELD_WORD:
        return true;
    case FIELD_PASSPHRASE:
        return sign->locked && sign->asks;
    case FIELD_OLD:
        return sign->old_label.length && sign->asks;
    case FIELD_AGAIN:
        return sign->makes_key && sign->asks;
    default:
        return sign->log_label.length && sign->asks;
    }
}

static int count_fields(const struct signing *sign)
{
    int count = 0;
    for (enum sign_field field = FIELD_WORD; field < FIELD_COUNT; field++)
        count += sign_has_field(sign, field);
    return count;
}

/* Rows are given from below: what is typed and its hints first, the text gets the rest. */
struct sign_layout sign_layout(const struct signing *sign, struct area area)
{
    bool framed = area.rows >= FRAMED_ROWS && area.columns >= FRAMED_COLUMNS;
    int bottom = area.row + area.rows, blank = area.rows >= ROOMY_ROWS ? 1 : 0;
    struct sign_layout layout = {.heading = area.row, .column = area.column + 1, .columns = area.columns - 2};
    layout.status = area.rows >= LEAST_FACTS_ROWS ? --bottom : -1;
    layout.field_rows = framed ? count_fields(sign) : count_fields(sign) > 0;
    bottom -= layout.field_rows + blank;
    layout.fields = bottom;
    layout.fact_rows = framed ? FACT_ROWS - !blank : area.rows >= LEAST_FACTS_ROWS;
    bottom -= layout.fact_rows + blank;
    layout.facts = bottom;
    /* Where rows are scarce the title in the text itself must do. */
    int top = area.row + (framed && !blank ? 0 : 1);
    layout.box = (struct area){top, area.column, bottom - top, area.columns};
    layout.text = layout.box;
    if (framed)
        layout.text = (struct area){top + 1, area.column + 1, layout.box.rows - 2, area.columns - 2};
    else
        layout.box.rows = 0;
    return layout;
}

/* "Exactly this text will be signed (12 lines, 614 bytes)" */
static void write_caption(const struct signing *sign, bool narrow, struct buffer *out)
{
    struct buffer lines, bytes;
    buffer_init(&lines);
    buffer_init(&bytes);
    buffer_number(&lines, sign->lines);
    buffer_number(&bytes, sign->text.length);
    const char *pattern = sign->phase == SIGN_SIGNED ? _("Exactly this text was signed ({1} lines, {2} bytes)")
                          : narrow                   ? _("To be signed ({2} bytes)")
                                                     : _("Exactly this text will be signed ({1} lines, {2} bytes)");
    i18n_pattern(pattern, buffer_slice(&lines), buffer_slice(&bytes), out);
    buffer_release(&lines);
    buffer_release(&bytes);
}

static void draw_text(const struct signing *sign, struct canvas *canvas, const struct sign_layout *layout)
{
    struct buffer caption, place;
    buffer_init(&caption);
    buffer_init(&place);
    struct slice text = buffer_slice(&sign->text);
    int rows = exact_draw(NULL, layout->text, text, 0), last = rows > layout->text.rows ? rows - layout->text.rows : 0;
    int top = sign->pager.top < last ? sign->pager.top : last;
    write_caption(sign, layout->box.rows == 0, &caption);
    pager_place(top, layout->text.rows, rows, canvas->ascii, &place);
    if (layout->box.rows) {
        canvas_box(canvas, layout->box, buffer_slice(&caption), buffer_slice(&place));
        if (layout->heading < layout->box.row)
            canvas_text(canvas, layout->heading, layout->column, layout->columns, STYLE_TITLE,
                        buffer_slice(&sign->heading));
    } else {
        int used =
            canvas_text(canvas, layout->heading, layout->column, layout->columns, STYLE_TITLE, buffer_slice(&caption));
        canvas_right(canvas, layout->heading, layout->column + used + 2, layout->columns - used - 2, STYLE_MUTED,
                     buffer_slice(&place));
    }
    exact_draw(canvas, layout->text, text, top);
    buffer_release(&caption);
    buffer_release(&place);
}

static void draw_facts(const struct signing *sign, struct canvas *canvas, const struct sign_layout *layout)
{
    if (!layout->fact_rows)
        return;
    const char *key = _("Key"), *print = sign->entry.kind == KIND_ENROL ? _("Fingerprint") : _("Id");
    int first = text_width(slice_of(key)), second = text_width(slice_of(print));
    int indent = (first > second ? first : second) + 2, room = layout->columns - indent, row = layout->facts;
    if (layout->fact_rows == FACT_ROWS) {
        canvas_say(canvas, row, layout->column, indent, STYLE_MUTED, key);
        canvas_text(canvas, row++, layout->column + indent, room, STYLE_NORMAL, buffer_slice(&sign->signer));
    }
    canvas_say(canvas, row, layout->column, indent, STYLE_MUTED, print);
    canvas_text(canvas, row++, layout->column + indent, room, STYLE_NORMAL, buffer_slice(&sign->hex));
    if (layout->fact_rows > 1)
        canvas_text(canvas, row, layout->column + indent, room, STYLE_NORMAL, buffer_slice(&sign->words));
}

static void write_label(const struct signing *sign, enum sign_field field, bool narrow, struct buffer *out)
{
    const char *pattern = narrow ? _("Type {1}:") : _("To sign, type {1}:");
    bool vote = sign->entry.kind == KIND_VOTE, part = vote && sign->choice.part;
    /* What is long may be longer than the line; it stands in the text above. */
    if (field == FIELD_WORD && narrow && text_width(slice_of(sign->word)) > WORD_COLUMNS)
        pattern = part ? _("Type what is first:") : vote ? _("Type the choice:") : _("Type its name:");
    else if (field == FIELD_WORD && part && !narrow)
        pattern = _("To sign, type what comes first, {1}:");
    else if (field == FIELD_PASSPHRASE)
        pattern = _("Passphrase:");
    else if (field == FIELD_AGAIN)
        pattern = _("Once more:");
    else if (field == FIELD_OLD)
        pattern = narrow ? _("Old key:") : _("Passphrase of the log's old key:");
    else if (field == FIELD_LOG && sign->beside && sign->makes_key)
        pattern = narrow ? _("New key:") : _("New passphrase for the new key:");
    else if (field == FIELD_LOG && sign->beside)
        pattern = narrow ? _("New key:") : _("Passphrase of the new key:");
    else if (field == FIELD_LOG && sign->makes_key)
        pattern = narrow ? _("Log key, new:") : _("New passphrase for the log's key:");
    else if (field == FIELD_LOG)
        pattern = narrow ? _("Log key (or empty):") : _("Passphrase of the log's key (or empty):");
    i18n_pattern(pattern, slice_of(sign->word), SLICE(""), out);
}

static int label_width(const struct signing *sign, bool narrow)
{
    struct buffer label;
    int widest = 0;
    buffer_init(&label);
    for (enum sign_field field = FIELD_WORD; field < FIELD_COUNT; field++) {
        if (!sign_has_field(sign, field))
            continue;
        buffer_clear(&label);
        write_label(sign, field, narrow, &label);
        int width = text_width(buffer_slice(&label));
        widest = width > widest ? width : widest;
    }
    buffer_release(&label);
    return widest;
}

/* Where only one row is left for them, the one in which is being typed. The cursor is drawn last, by the focus. */
static void draw_fields(const struct signing *sign, struct canvas *canvas, const struct sign_layout *layout)
{
    bool narrow = layout->box.rows == 0;
    int indent = label_width(sign, narrow), row = layout->fields, focus_row = row;
    int column = layout->column + indent + 2, room = layout->columns - indent - 2;
    struct buffer label;
    buffer_init(&label);
    room = room > FIELD_COLUMNS ? FIELD_COLUMNS : room;
    for (enum sign_field field = FIELD_WORD; field < FIELD_COUNT; field++) {
        if (!sign_has_field(sign, field) || (layout->field_rows == 1 && field != sign->focus))
            continue;
        buffer_clear(&label);
        write_label(sign, field, narrow, &label);
        enum style style = field == sign->focus ? STYLE_TITLE : STYLE_NORMAL;
        canvas_text(canvas, row, layout->column, indent + 1, style, buffer_slice(&label));
        input_draw(&sign->field[field], canvas, row, column, room);
        if (field == sign->focus)
            focus_row = row;
        row++;
    }
    if (layout->field_rows)
        input_draw(&sign->field[sign->focus], canvas, focus_row, column, room);
    buffer_release(&label);
}

static const char *status_text(const struct signing *sign)
{
    if (sign->phase == SIGN_UNLOCK)
        return sign->cancelled ? _("Stopping. Nothing is written.")
                               : _("Unlocking takes a moment. Nothing is written yet; Esc stops.");
    if (sign->phase == SIGN_SIGNED)
        return _("Signed and stored. Enter goes on.");
    return _("Nothing is written yet. Esc leaves without writing anything.");
}

void sign_draw(const void *state, struct canvas *canvas, struct area area)
{
    const struct signing *sign = state;
    struct sign_layout layout = sign_layout(sign, area);
    canvas_cursor(canvas, layout.text.row, layout.text.column);
    draw_text(sign, canvas, &layout);
    draw_facts(sign, canvas, &layout);
    if (layout.status >= 0)
        canvas_say(canvas, layout.status, layout.column, layout.columns,
                   sign->phase == SIGN_SIGNED ? STYLE_GOOD : STYLE_MUTED, status_text(sign));
    if (sign->phase != SIGN_SIGNED)
        draw_fields(sign, canvas, &layout);
}
